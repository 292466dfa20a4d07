//! Units against cash.

use serde::{Deserialize, Serialize, Serializer};

use super::super::LedgerError;
use crate::ids::{InstrumentId, TransactionId};
use crate::model::Multiplier;
use crate::money::{Currency, Money, Price, Quantity, decimal};
use crate::time::BusinessDate;

/// Units against cash.
///
/// On the wire a trade may give its `price`, as quoted, instead of its `consideration`, which is then exactly
/// quantity times price times the contract multiplier of the instrument.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Trade"))]
#[serde(
    try_from = "TradeParts<I, T>",
    bound(deserialize = "I: Deserialize<'de>, T: Deserialize<'de>")
)]
pub struct Trade<I = InstrumentId, T = TransactionId> {
    /// What is bought or sold.
    pub instrument: I,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// The cash for them before charges and accrued interest, above zero: the amount that was really booked, of
    /// which quantity times price is only an estimate when the broker rounds.
    pub consideration: Money,
    /// The price it is given at instead, as quoted: the consideration is still to be worked out from it, with the
    /// multiplier of the instrument. None in a booking.
    #[serde(skip)]
    pub price: Option<Price>,
    /// Interest accrued since the last coupon, paid on top of the consideration of a bond. It is income of the
    /// seller and lessens that of the buyer; it is no part of cost or proceeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accrued: Option<Money>,
    /// Which lots a sale takes from, where the seller names them; the lot method decides about the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<LotPick<T>>,
}

/// Units out of a lot that the owner names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "LotPick"))]
#[serde(deny_unknown_fields)]
pub struct LotPick<T = TransactionId> {
    /// The transaction that brought the units.
    pub opened_by: T,
    /// The day they were acquired, where that transaction brought several lots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acquired_on: Option<BusinessDate>,
    /// How many units, above zero, counted as of the booking that picks.
    pub quantity: Quantity,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Trade"))]
#[serde(deny_unknown_fields, bound(deserialize = "I: Deserialize<'de>, T: Deserialize<'de>"))]
struct TradeParts<I, T> {
    instrument: I,
    quantity: Quantity,
    consideration: Option<Money>,
    price: Option<Price>,
    accrued: Option<Money>,
    #[serde(default)]
    lots: Vec<LotPick<T>>,
}

/// A trade as it is written: with its price as long as that is all it gives, so that nothing is lost on the way to where
/// the multiplier is known.
#[derive(Serialize)]
struct Written<'a, I, T> {
    instrument: &'a I,
    quantity: Quantity,
    #[serde(skip_serializing_if = "Option::is_none")]
    consideration: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Price>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accrued: Option<Money>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lots: &'a [LotPick<T>],
}

impl<I: Serialize, T: Serialize> Serialize for Trade<I, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { instrument, quantity, consideration, price, accrued, lots } = self;
        let written = Written {
            instrument,
            quantity: *quantity,
            consideration: price.is_none().then_some(*consideration),
            price: *price,
            accrued: *accrued,
            lots,
        };
        written.serialize(serializer)
    }
}

impl<I, T> TryFrom<TradeParts<I, T>> for Trade<I, T> {
    type Error = LedgerError;

    fn try_from(parts: TradeParts<I, T>) -> Result<Self, LedgerError> {
        let TradeParts { instrument, quantity, consideration, price, accrued, lots } = parts;
        let trade = match (consideration, price) {
            (Some(consideration), None) => Self::new(instrument, quantity, consideration),
            (None, Some(price)) => Self::quoted(instrument, quantity, price)?,
            _ => return Err(LedgerError::PriceOrConsideration),
        };
        Ok(Self { accrued, lots, ..trade })
    }
}

impl<I, T> Trade<I, T> {
    /// A trade for so much cash.
    #[must_use]
    pub const fn new(instrument: I, quantity: Quantity, consideration: Money) -> Self {
        let lots = Vec::new();
        Self { instrument, quantity, consideration, price: None, accrued: None, lots }
    }

    /// A trade at a quoted price: the consideration is exactly quantity times price times multiplier, in the
    /// currency that cash is kept in (pounds for a price in pence).
    ///
    /// # Errors
    /// [`LedgerError::Money`] if the product, or a hundredth of it for pence, needs more than 28 digits.
    ///
    /// ```
    /// use cactus_core::ids::{Id, InstrumentId};
    /// use cactus_core::ledger::Trade;
    /// use cactus_core::money::{Currency, Price};
    ///
    /// let option = InstrumentId::from_uuid(uuid::Uuid::from_u128(1));
    /// let price = Price::new("3.35".parse().unwrap(), Currency::USD);
    /// let two_contracts: Trade = Trade::at(option, "2".parse()?, price, "100".parse()?)?;
    /// assert_eq!(two_contracts.consideration.to_string(), "670 USD");
    /// # Ok::<(), cactus_core::Error>(())
    /// ```
    pub fn at(
        instrument: I,
        quantity: Quantity,
        price: Price,
        multiplier: Multiplier,
    ) -> Result<Self, LedgerError> {
        let units = decimal::multiply(quantity.value(), multiplier.value())?;
        let value = price.of(Quantity::new(units))?;
        let consideration = match value.currency().major() {
            Some((major, parts)) => {
                Money::new(decimal::divide_exactly(value.amount(), parts)?, major)
            }
            None => value,
        };
        Ok(Self::new(instrument, quantity, consideration))
    }

    /// A trade at a quoted price whose multiplier is still to be [told](Self::with_multiplier). No booking is made
    /// of it before.
    ///
    /// # Errors
    /// As [`Trade::at`].
    pub fn quoted(instrument: I, quantity: Quantity, price: Price) -> Result<Self, LedgerError> {
        let trade = Self::at(instrument, quantity, price, Multiplier::ONE)?;
        Ok(Self { price: Some(price), ..trade })
    }

    /// The trade in an instrument with this multiplier: its consideration worked out, if it gives a price instead.
    ///
    /// # Errors
    /// As [`Trade::at`].
    pub fn with_multiplier(self, multiplier: Multiplier) -> Result<Self, LedgerError> {
        let Some(price) = self.price else { return Ok(self) };
        let Self { instrument, quantity, accrued, lots, .. } = self;
        let trade = Self::at(instrument, quantity, price, multiplier)?;
        Ok(Self { accrued, lots, ..trade })
    }
}

impl Trade {
    /// The consideration and the accrued interest.
    pub(in super::super) fn gross(&self) -> Result<Money, LedgerError> {
        Ok(self
            .accrued
            .map_or(Ok(self.consideration), |accrued| self.consideration.add(accrued))?)
    }

    pub(super) fn check(&self, is_sale: bool) -> Result<(), LedgerError> {
        if self.price.is_some() {
            return Err(LedgerError::PriceWithoutMultiplier);
        }
        positive("quantity", self.quantity)?;
        if let Some(accrued) = self.accrued {
            cash("accrued interest", accrued)?;
            same_currency(self.consideration, accrued)?;
        }
        if !is_sale && !self.lots.is_empty() {
            return Err(LedgerError::LotsOfAPurchase);
        }
        picks(&self.lots, self.quantity)?;
        cash("amount", self.consideration)
    }
}

/// Checks that lots named are of units above zero and no more than there are.
pub(super) fn picks(lots: &[LotPick], quantity: Quantity) -> Result<(), LedgerError> {
    lots.iter().try_for_each(|pick| positive("quantity of a lot", pick.quantity))?;
    let named = decimal::sum(lots.iter().map(|pick| pick.quantity.value()))?;
    if named > quantity.value() {
        return Err(LedgerError::TooManyPicked { named: Quantity::new(named), quantity });
    }
    Ok(())
}

pub(super) fn positive(what: &'static str, quantity: Quantity) -> Result<(), LedgerError> {
    if quantity.is_positive() { Ok(()) } else { Err(LedgerError::NotPositive { what }) }
}

/// Checks an amount of cash: above zero, in a whole currency.
pub(super) fn cash(what: &'static str, amount: Money) -> Result<(), LedgerError> {
    whole(amount.currency())?;
    if amount.is_positive() { Ok(()) } else { Err(LedgerError::NotPositive { what }) }
}

/// Checks an amount that may be nothing: zero or more, in a whole currency.
pub(super) fn zero_or_more(what: &'static str, amount: Money) -> Result<(), LedgerError> {
    whole(amount.currency())?;
    if amount.is_negative() { Err(LedgerError::Negative { what }) } else { Ok(()) }
}

fn whole(part: Currency) -> Result<(), LedgerError> {
    match part.major() {
        Some((major, _)) => Err(LedgerError::PartOfCurrency { part, major }),
        None => Ok(()),
    }
}

pub(super) fn same_currency(one: Money, other: Money) -> Result<(), LedgerError> {
    let (currency, other) = (one.currency(), other.currency());
    if currency == other {
        return Ok(());
    }
    Err(LedgerError::TwoCurrencies { currency, other })
}
