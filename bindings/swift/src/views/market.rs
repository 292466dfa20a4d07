//! Prices and exchange rates.

use cactus_core::money::FxRate;
use cactus_core::time::BusinessDate;
use cactus_core::views::{DatedPrice, DatedRate};

use crate::values::Exact;

/// What one unit cost at the end of a day.
#[uniffi::remote(Record)]
pub struct DatedPrice {
    /// The day.
    pub date: BusinessDate,
    /// Currency per unit, not below zero.
    pub price: Exact,
}

/// An exchange rate at the end of a day.
#[uniffi::remote(Record)]
pub struct DatedRate {
    /// The day.
    pub date: BusinessDate,
    /// Units of the quote currency for one of the base.
    pub rate: FxRate,
}
