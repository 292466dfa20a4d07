//! The demo: a small firm that lives on real prices and exchange rates.
//!
//! [`book`] is the whole firm as a portable book, the same for everybody: `firm.toml` says who its people are and
//! what its clients want, [`MarketData`] has the prices of nine years, and a day-by-day simulation in whole numbers,
//! without a clock, follows from both.

mod error;
mod firm;
mod grid;
mod ledger;
mod mandate;
mod market_data;
mod plans;
mod random;
mod trading;

pub use error::DemoError;
pub use firm::book;
pub use market_data::{DailyTable, MarketData, MarketDataError};
