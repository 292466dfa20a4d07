//! Fees and taxes inside a booking.

use serde::{Deserialize, Serialize};

use super::super::LedgerError;
use crate::money::{Currency, Money, MoneyError, Rate, Rounding, decimal};
use crate::words::words;

words! {
    /// What a charge on a booking is.
    "charge" ChargeKind {
        /// Commission, brokerage, exchange fee.
        Fee = "fee",
        /// Stamp duty, transaction tax, tax on income.
        Tax = "tax",
        /// Tax withheld at the source.
        Withholding = "withholding",
    }
}

/// A fee or tax inside a booking. On a purchase it adds to what is paid, elsewhere it lessens what is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// What it is.
    pub kind: ChargeKind,
    /// How much, above zero, in the currency of the booking.
    pub amount: Money,
    /// What was charged in another currency, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Foreign>,
}

/// An amount in another currency than that of the booking it is a part of, and the rate agreed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Foreign {
    /// How much, above zero.
    pub amount: Money,
    /// Units of the booking's currency for one of this currency.
    pub rate: Rate,
}

impl Charge {
    /// A charge in the currency of the booking.
    #[must_use]
    pub const fn new(kind: ChargeKind, amount: Money) -> Self {
        Self { kind, amount, foreign: None }
    }

    pub(in super::super) fn check(&self, booking: Currency) -> Result<(), LedgerError> {
        if !self.amount.is_positive() {
            return Err(LedgerError::NotPositive { what: "charge" });
        }
        let charge = self.amount.currency();
        if charge != booking {
            return Err(LedgerError::ChargeCurrency { charge, booking });
        }
        self.foreign.map_or(Ok(()), |foreign| foreign.check(self.amount))
    }
}

impl Foreign {
    /// Checks that the amount at the rate is what was booked, to the last digit of the booked currency.
    fn check(&self, booked: Money) -> Result<(), LedgerError> {
        if !self.amount.is_positive() || !self.rate.is_positive() {
            return Err(LedgerError::NotPositive { what: "foreign amount" });
        }
        if self.amount.currency() == booked.currency() {
            return Err(LedgerError::SameCurrency { currency: booked.currency() });
        }
        let converted = decimal::multiply_rounded(self.amount.amount(), self.rate.value())?;
        let converted = Money::new(converted, booked.currency());
        if rounds_to(converted, booked)? {
            return Ok(());
        }
        Err(LedgerError::ForeignAmount { booked, converted })
    }
}

/// Whether `booked` is `exact`, rounded one way or the other to the digits of its currency.
fn rounds_to(exact: Money, booked: Money) -> Result<bool, MoneyError> {
    let digits = booked.currency().digits();
    let rounded = [Rounding::Down, Rounding::Up]
        .map(|mode| Money::new(mode.round(exact.amount(), digits), exact.currency()));
    let [low, high] = rounded;
    Ok(!booked.subtract(low)?.is_negative() && !high.subtract(booked)?.is_negative())
}
