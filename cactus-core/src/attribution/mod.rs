//! Where a return came from: effects against a benchmark, and contributions of positions.
//!
//! Pure functions over plain inputs: weights at the start of a period and returns over it, as plain numbers. The
//! parts always sum to the whole, which is what makes them an explanation:
//!
//! - [`brinson_fachler`] and [`brinson_hood_beebower`] split the excess return of one period by segment,
//!   [`link`] the excess of many periods, by one of four [`Linking`] methods;
//! - [`karnosky_singer`] keeps the market and the currency decision apart;
//! - [`contributions`] splits the return of a portfolio itself by position.

mod brinson;
mod contribution;
mod currency;
mod error;
mod linking;
mod segment;

pub use brinson::{brinson_fachler, brinson_hood_beebower};
pub use contribution::{ContributionLinking, Contributions, Holding, contributions};
pub use currency::{CurrencyEffects, Exposure, Market, ReturnForm, karnosky_singer};
pub use error::AttributionError;
pub use linking::{Linked, Linking, link};
pub use segment::{Effects, PeriodAttribution, Segment};
