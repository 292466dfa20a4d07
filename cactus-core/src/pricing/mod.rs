//! What things cost and when: price series, exchange rates, and the market that bundles them.
//!
//! A look-up is always *as of* a day: the latest value known on or before it, and no older than the
//! [`Staleness`] of the market allows. What is not known is a typed gap, [`Undefined::MissingPrice`] or
//! [`Undefined::MissingRate`]: never zero, never one to one, never a value from the future.
//!
//! [`Undefined::MissingPrice`]: crate::undefined::Undefined::MissingPrice
//! [`Undefined::MissingRate`]: crate::undefined::Undefined::MissingRate

mod column;
mod conversion;
pub(crate) mod day_set;
mod error;
pub(crate) mod exact;
mod fx;
mod grid;
mod grid_column;
mod market;
mod rate_column;
pub(crate) mod scaled;
mod series;
mod staleness;

pub(crate) use column::Values;
pub use conversion::Conversion;
pub use error::PricingError;
pub use fx::{FxSeries, FxTable};
pub use grid::MarketGrid;
pub(crate) use grid_column::GridColumn;
pub use market::Market;
pub(crate) use rate_column::RateColumn;
pub use scaled::VALUE_DECIMALS;
pub use series::{PriceSeries, Quote};
pub use staleness::Staleness;
