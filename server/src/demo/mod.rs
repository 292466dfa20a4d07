//! The demo: a small firm that lives on real prices and exchange rates.
//!
//! [`book`] is the whole firm as a portable book, the same for everybody: `firm.toml` says who its people are and
//! what its clients want, [`MarketData`] has the prices of nine years, and a day-by-day simulation in whole numbers,
//! without a clock, follows from both. [`Making`] brings it into a book of its own, values every portfolio and
//! makes a statement; [`Site`] sees to it that the folder of a demo is complete or not there.

mod error;
mod figures;
mod firm;
mod folder;
mod grid;
mod ledger;
mod making;
mod mandate;
mod market_data;
mod plans;
mod random;
mod trading;
mod welcome;

pub use error::DemoError;
pub use figures::{Figures, PortfolioFigures};
pub use firm::book;
pub use folder::{Found, Site, find, sweep};
pub use making::Making;
pub use market_data::{DailyTable, MarketData, MarketDataError};
pub use welcome::{logins, requests};

use std::path::{Path, PathBuf};

/// The password of everybody in the demo. It protects nothing: the demo holds nobody's data and is served to this
/// machine alone.
pub const PASSWORD: &str = "saguaro-in-bloom";

/// The book of the demo in this folder.
#[must_use]
pub fn book_file(folder: &Path) -> PathBuf {
    folder.join(folder::BOOK)
}
