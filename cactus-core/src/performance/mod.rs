//! How an investment has performed: time-weighted and money-weighted returns of a scope over a period.
//!
//! [`evaluate`] answers for a whole period from one pass of daily values; each measure can be had alone too.
//! Returns are plain numbers (0.05 is five per cent), and each comes with the reason if it has no value. One
//! measure, one file, with its formula, its conventions and its source.

mod annualise;
mod benchmark;
mod breakdown;
mod calendar_returns;
mod dated_flows;
mod dietz;
mod discount;
mod evaluate;
mod expansion;
mod exponentials;
mod internal_rates;
mod money_weighted;
mod months;
mod single_rate;
mod time_weighted;
mod timing;
mod xirr;

pub use annualise::annualise;
pub use benchmark::{BlendError, Component, Rebalancing, blend, index_returns, instrument_returns};
pub use breakdown::{Breakdown, breakdown};
pub use calendar_returns::{
    CalendarPeriod, CalendarUnit, CalendarYear, best_and_worst, calendar_periods, calendar_returns,
};
pub use dietz::modified_dietz;
pub(crate) use evaluate::measured_period;
pub use evaluate::{Conventions, Performance, evaluate};
pub use internal_rates::{InternalRates, internal_rates};
pub use money_weighted::{MoneyWeighted, money_weighted};
pub use months::{MonthReturn, months};
pub use time_weighted::{TimeWeighted, time_weighted};
pub use timing::FlowTiming;
pub use xirr::xirr;
