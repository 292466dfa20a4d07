//! Exact numbers. They cross as texts in the engine's wire form, to the last digit.

use std::num::NonZeroU16;

use cactus_core::ledger::UnitRatio;
use cactus_core::model::Multiplier;
use cactus_core::money::{
    Currency, Decimal, FxRate, Money, Price, Quantity, Rate, Weight, decimal,
};

use super::lifted;
use crate::errors::BindingError;

/// A number that is handed in. In Swift it is a type that floating-point numbers do not become.
pub type Exact = Decimal;

uniffi::custom_type!(Exact, String, {
    remote,
    try_lift: |text| lifted(decimal::parse(&text)),
    lower: |number| decimal::format(number),
});

uniffi::custom_type!(Quantity, Exact, {
    remote,
    try_lift: |number| Ok(Quantity::new(number)),
    lower: |quantity| quantity.value(),
});

uniffi::custom_type!(Multiplier, Exact, {
    remote,
    try_lift: |number| lifted(Multiplier::new(number)),
    lower: |multiplier| multiplier.value(),
});

uniffi::custom_type!(NonZeroU16, u16, {
    remote,
    try_lift: |count| lifted(NonZeroU16::new(count).ok_or(BindingError::NoPeriods)),
    lower: |count| count.get(),
});

macro_rules! figures {
    ($($name:ident),+) => {$(
        uniffi::custom_type!($name, String, {
            remote,
            try_lift: |text| lifted(text.parse::<$name>()),
            lower: |figure| figure.to_string(),
        });
    )+};
}

figures!(Rate, Weight);

/// An amount of one currency.
#[derive(uniffi::Record)]
pub struct MoneyParts {
    /// How much.
    pub amount: Exact,
    /// Of what.
    pub currency: Currency,
}

uniffi::custom_type!(Money, MoneyParts, {
    remote,
    try_lift: |parts| Ok(Money::new(parts.amount, parts.currency)),
    lower: |money| MoneyParts { amount: money.amount(), currency: money.currency() },
});

/// What one unit costs.
#[derive(uniffi::Record)]
pub struct UnitPrice {
    /// How much for one unit.
    pub per_unit: Exact,
    /// In which currency.
    pub currency: Currency,
}

uniffi::custom_type!(Price, UnitPrice, {
    remote,
    try_lift: |parts| Ok(Price::new(parts.per_unit, parts.currency)),
    lower: |price| UnitPrice { per_unit: price.per_unit(), currency: price.currency() },
});

/// So many units of `quote` for one of `base`.
#[derive(uniffi::Record)]
pub struct RateOfExchange {
    /// The currency of which one unit is priced.
    pub base: Currency,
    /// The currency it is priced in.
    pub quote: Currency,
    /// Units of the quote currency for one of the base, above zero.
    pub rate: Exact,
}

uniffi::custom_type!(FxRate, RateOfExchange, {
    remote,
    try_lift: |parts| lifted(FxRate::new(parts.base, parts.quote, parts.rate)),
    lower: |rate| RateOfExchange { base: rate.base(), quote: rate.quote(), rate: rate.rate() },
});

/// So many new units for so many old ones.
#[derive(uniffi::Record)]
pub struct RatioSides {
    /// Units after the event.
    pub new: u32,
    /// Units before the event.
    pub old: u32,
}

uniffi::custom_type!(UnitRatio, RatioSides, {
    remote,
    try_lift: |sides| lifted(UnitRatio::new(sides.new, sides.old)),
    lower: |ratio| RatioSides { new: ratio.new_units(), old: ratio.old_units() },
});
