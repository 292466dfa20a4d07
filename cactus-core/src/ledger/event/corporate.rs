//! What companies do to the units held, and units that come and go without a trade.

use serde::{Deserialize, Serialize};

use super::super::LedgerError;
use super::UnitRatio;
use super::trade::{cash, positive, same_currency, zero_or_more};
use crate::ids::InstrumentId;
use crate::money::{FxRate, Money, Quantity, Weight};
use crate::time::BusinessDate;

/// One instrument becomes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Merger"))]
#[serde(deny_unknown_fields)]
pub struct Merger<I = InstrumentId> {
    /// What is given up, wholly.
    pub instrument: I,
    /// What is received for it.
    pub into: I,
    /// How many units are received for how many.
    pub ratio: UnitRatio,
    /// Cash received besides, for all units of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cash: Option<CashPart>,
    /// The fraction of a unit that was paid out instead of delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fraction: Option<FractionPaid>,
    /// At what rate the cost goes over, where the two are traded in different currencies: as the parties agreed, or of
    /// the day. Neither it nor the event is a gain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<FxRate>,
}

/// Cash as a part of what is received in a merger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CashPart {
    /// How much, above zero.
    pub amount: Money,
    /// The share of the cost that this cash is set against, from 0 to 1; the company tells it, by the values of the
    /// parts. At 0 all cash is a gain and the whole cost goes on in what is received.
    pub cost_share: Weight,
}

/// A fraction of a unit sold by the company for its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FractionPaid {
    /// How many units, above zero.
    pub quantity: Quantity,
    /// The cash for them, above zero.
    pub amount: Money,
}

/// A company gives its owners units of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SpinOff"))]
#[serde(deny_unknown_fields)]
pub struct SpinOff<I = InstrumentId> {
    /// What is held, and goes on being held.
    pub instrument: I,
    /// What is received.
    pub into: I,
    /// How many units are received for how many held.
    pub ratio: UnitRatio,
    /// The share of the cost that goes over to what is received, from 0 to 1; the company tells it, by the values
    /// after the event.
    pub cost_share: Weight,
    /// The fraction of a unit that was paid out instead of delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fraction: Option<FractionPaid>,
    /// At what rate the cost goes over, where the two are traded in different currencies: as the parties agreed, or of
    /// the day. Neither it nor the event is a gain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<FxRate>,
}

/// Units taken over with the day and cost of their acquisition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpeningLot {
    /// The day they were acquired.
    pub acquired_on: BusinessDate,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// What they cost, zero or more, charges of the purchase included.
    pub cost: Money,
}

impl Merger {
    pub(super) fn check(&self) -> Result<(), LedgerError> {
        different(self.instrument, self.into)?;
        if let Some(part) = self.cash {
            cash("amount", part.amount)?;
            share(part.cost_share)?;
        }
        self.fraction.map_or(Ok(()), |fraction| fraction.check())?;
        match (self.cash, self.fraction) {
            (Some(part), Some(fraction)) => same_currency(part.amount, fraction.amount),
            _ => Ok(()),
        }
    }

    /// All the cash it brings.
    pub(super) fn gross(&self) -> Option<Money> {
        self.cash.map(|part| part.amount).or(self.fraction.map(|fraction| fraction.amount))
    }
}

impl SpinOff {
    pub(super) fn check(&self) -> Result<(), LedgerError> {
        different(self.instrument, self.into)?;
        share(self.cost_share)?;
        self.fraction.map_or(Ok(()), |fraction| fraction.check())
    }
}

impl FractionPaid {
    fn check(&self) -> Result<(), LedgerError> {
        positive("quantity", self.quantity)?;
        cash("amount", self.amount)
    }
}

/// Checks the lots of an opening balance, which are in one currency.
pub(super) fn opening(lots: &[OpeningLot], value: Option<Money>) -> Result<(), LedgerError> {
    let first = lots.first().ok_or(LedgerError::NoLots)?;
    for lot in lots {
        positive("quantity", lot.quantity)?;
        zero_or_more("cost", lot.cost)?;
        same_currency(first.cost, lot.cost)?;
    }
    if let Some(value) = value {
        zero_or_more("value", value)?;
        same_currency(first.cost, value)?;
    }
    Ok(())
}

pub(super) fn different(one: InstrumentId, other: InstrumentId) -> Result<(), LedgerError> {
    if one == other { Err(LedgerError::SameInstrument { instrument: one }) } else { Ok(()) }
}

fn share(of: Weight) -> Result<(), LedgerError> {
    if of < Weight::ZERO || of > Weight::ONE {
        return Err(LedgerError::NoShare { share: of });
    }
    Ok(())
}
