//! The risk of a series of returns.
//!
//! From here on numbers are `f64`: returns are quotients, and their statistics are estimates. No result is NaN
//! or infinite; where a formula has no answer it says why, as an [`Undefined`](crate::undefined::Undefined).
//! One measure, one file, with its formula, its conventions and its source.

mod drawdown;
mod periods;
mod series;
mod sharpe;
mod spread;
mod volatility;

pub use drawdown::{Drawdown, max_drawdown};
pub use periods::PeriodsPerYear;
pub use series::{ReturnSeries, SeriesError};
pub use sharpe::sharpe;
pub use volatility::volatility;
