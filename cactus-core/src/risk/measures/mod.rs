//! All risk measures of a series at once, by stable keys.

mod compute;
mod formula;
mod key;
mod unit;

pub use compute::{RiskFigures, RiskOptions, measure};
pub use key::RiskMeasure;
pub use unit::RiskUnit;
