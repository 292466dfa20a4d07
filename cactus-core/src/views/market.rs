//! Prices and exchange rates.

use serde::{Deserialize, Serialize};

use crate::ids::InstrumentId;
use crate::model::DataSource;
use crate::money::{Decimal, FxRate, decimal};
use crate::time::BusinessDate;

/// Keeps prices of an instrument; a price that exists for a day is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordPrices {
    /// The instrument.
    pub instrument: InstrumentId,
    /// Who gives them, in the words that statements disclose; unless said, the firm itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<DataSource>,
    /// Its prices, in its currency.
    pub prices: Vec<DatedPrice>,
}

/// What one unit cost at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatedPrice {
    /// The day.
    pub date: BusinessDate,
    /// Currency per unit, not below zero.
    #[serde(with = "decimal::wire")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::money::Rate"))]
    pub price: Decimal,
}

/// Keeps exchange rates; a rate that exists for a pair and a day is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordRates {
    /// Who gives them, in the words that statements disclose; unless said, the firm itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<DataSource>,
    /// The rates.
    pub rates: Vec<DatedRate>,
}

/// An exchange rate at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatedRate {
    /// The day.
    pub date: BusinessDate,
    /// Units of the quote currency for one of the base.
    pub rate: FxRate,
}
