//! What a scope is worth: on a day, row by row, and at the end of every valuation day of a period.
//!
//! A [`Valuer`] reads a [`Timeline`](crate::ledger::Timeline) against a [`Market`](crate::pricing::Market) in
//! one currency. Every value is quantity times price in the currency of the price, kept to
//! [`VALUE_DECIMALS`](crate::pricing::VALUE_DECIMALS) decimals; values and cash are summed by currency, and
//! each sum is converted at the rate of the day. What has no price or no rate is a typed gap: the total of that
//! day is undefined, and the part that could be valued is given separately.

mod amounts;
mod at_date;
mod book;
mod calendar;
mod cost;
mod daily;
mod engine;
mod exact_sums;
mod flows;
mod gains;
mod gap;
mod intervals;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod laws_shared;
mod many;
mod position;
#[cfg(test)]
pub(crate) mod scenario;
mod since;
mod slots;
mod totals;
mod units;
mod until;
mod valuer;
mod wide_sums;

pub use at_date::{CashValue, PositionValue, Valuation};
pub use cost::{PositionCost, cost};
pub use daily::{DailyValues, Day, DayFlows};
pub use gains::{Gains, PositionGain};
pub use gap::Gap;
pub use many::{daily_of_each, shared_grid};
pub use valuer::Valuer;
