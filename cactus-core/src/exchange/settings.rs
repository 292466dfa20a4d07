//! What holds for a whole book.

use serde::{Deserialize, Serialize};

use crate::model::{DataSource, Key, LotMethod, LotPool, Name};
use crate::money::Currency;
use crate::pricing::Staleness;
use crate::time::BusinessDate;

/// What holds for the whole book. Most of it is what a question on the book takes where it does not say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Whose book it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The currency that figures over several portfolios are shown in.
    pub base_currency: Currency,
    /// The day up to which the book is kept: what is computed without a day being named is of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<BusinessDate>,
    /// Which lot a sale takes first in a portfolio that does not say so itself.
    #[serde(default = "fifo", skip_serializing_if = "is_fifo")]
    pub lot_method: LotMethod,
    /// Whose lots a sale may take.
    #[serde(default = "portfolio", skip_serializing_if = "is_portfolio")]
    pub lot_pool: LotPool,
    /// How many calendar days old a price or rate may be and still count.
    #[serde(default = "week", skip_serializing_if = "is_week")]
    pub staleness_days: u16,
    /// Whether the charges of a purchase are a part of what the units cost, and those of a sale lessen its proceeds.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub charges_in_cost: bool,
    /// The table of exchange rates that figures use; without it, the one without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_table: Option<Key>,
    /// The sources of prices, the preferred one first: of several series of an instrument, figures use that of the
    /// first source here that has one, else the first in the book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub price_source: Vec<DataSource>,
}

impl Settings {
    /// Those of a book in this currency that leaves out all others.
    #[must_use]
    pub const fn new(base_currency: Currency) -> Self {
        Self {
            name: None,
            base_currency,
            as_of: None,
            lot_method: fifo(),
            lot_pool: portfolio(),
            staleness_days: week(),
            charges_in_cost: yes(),
            rate_table: None,
            price_source: Vec::new(),
        }
    }

    /// How old a price or rate may be.
    #[must_use]
    pub const fn staleness(&self) -> Staleness {
        Staleness::of_days(self.staleness_days)
    }
}

const fn fifo() -> LotMethod {
    LotMethod::Fifo
}

fn is_fifo(method: &LotMethod) -> bool {
    *method == fifo()
}

const fn portfolio() -> LotPool {
    LotPool::Portfolio
}

fn is_portfolio(pool: &LotPool) -> bool {
    *pool == portfolio()
}

const fn week() -> u16 {
    Staleness::WEEK.days()
}

fn is_week(days: &u16) -> bool {
    *days == week()
}

const fn yes() -> bool {
    true
}

fn is_yes(flag: &bool) -> bool {
    *flag
}
