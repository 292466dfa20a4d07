//! Lots, and what disposing of them gains.

use super::pool::Side;
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::money::{Money, Quantity};
use crate::time::BusinessDate;
use crate::undefined::Figure;
use crate::words::words;

/// Units acquired together and still held, or sold short together and still owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// The transaction that brought them.
    pub opened_by: TransactionId,
    /// The day they were acquired, from which the holding period runs.
    pub acquired_on: BusinessDate,
    /// How many are left, in units of today: splits since are counted in. Below zero in a short position.
    pub quantity: Quantity,
    /// What those left cost, charges of the purchase included. Under the average method, their share of what
    /// all units of the pool cost. Below zero in a short position: what it brought.
    pub cost: Money,
    /// The cost in the currency of the question, if it has one: at the rate that was agreed, or of the day on which
    /// each part of the cost arose.
    pub base_cost: Option<Figure<Money>>,
}

words! {
    /// How long units were held before they were disposed of.
    "holding period" HoldingPeriod {
        /// Up to the anniversary of the acquisition.
        Short = "short",
        /// Past the anniversary of the acquisition.
        Long = "long",
    }
}

/// Units of one lot that were disposed of, and what was gained on them. A sale out of several lots makes several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealisedGain {
    /// The transaction that realised it: the sale, or the purchase that covered a short position.
    pub transaction: TransactionId,
    /// The account.
    pub account: AccountId,
    /// What was disposed of.
    pub instrument: InstrumentId,
    /// Whether the units had been owned, or had been owed and were covered.
    pub side: Side,
    /// The transaction that had brought the units, or sold them short.
    pub opened_by: TransactionId,
    /// The day they had been acquired, or sold short.
    pub acquired_on: BusinessDate,
    /// The day the gain was realised.
    pub disposed_on: BusinessDate,
    /// How many units, above zero; zero where the units stayed, as when capital was paid back.
    pub quantity: Quantity,
    /// Their share of what the disposal brought, net of its charges; of a short position, what it had brought.
    pub proceeds: Money,
    /// What they had cost, charges of the purchase included; of a short position, what covering it cost.
    pub cost: Money,
    /// Proceeds less cost; below zero for a loss.
    pub gain: Money,
    /// Their share of the charges of the transaction that realised it. The other figures have counted them unless
    /// charges are kept out of cost.
    pub charges: Money,
    /// The same in the currency of the question, if it has one.
    pub base: Option<Figure<BaseGain>>,
}

/// A realised gain in the currency of the question, which may be another than that of the instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseGain {
    /// The proceeds, at the rate agreed or of the day they arose.
    pub proceeds: Money,
    /// The cost, at the rates agreed or of the days it arose.
    pub cost: Money,
    /// Proceeds less cost.
    pub gain: Money,
    /// The part of the gain that is due to the currency: the gain less what was gained in the currency of the
    /// instrument, at the rate of the day it was realised.
    pub currency_part: Money,
}

impl RealisedGain {
    /// The days from the acquisition to the disposal.
    #[must_use]
    pub fn holding_days(&self) -> i64 {
        self.disposed_on.days_since(self.acquired_on)
    }

    /// Short up to and on the anniversary of the acquisition, long after it. Units acquired on 29 February are held
    /// long from 1 March of the next year.
    #[must_use]
    pub fn holding_period(&self) -> HoldingPeriod {
        match self.acquired_on.add_months(12) {
            Ok(anniversary) if self.disposed_on > anniversary => HoldingPeriod::Long,
            _ => HoldingPeriod::Short,
        }
    }
}
