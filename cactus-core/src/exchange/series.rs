//! Prices and exchange rates of a book.

use serde::{Deserialize, Serialize};

use crate::model::{DataSource, Key, Symbol};
use crate::money::{Currency, Decimal, decimal};
use crate::time::BusinessDate;

/// The prices of an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceEntry {
    /// The symbol of the instrument.
    pub instrument: Symbol,
    /// Who gives them, in the words that statements disclose; unless said, the firm itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<DataSource>,
    /// Days, which increase, and what one unit cost at the end of each, in the instrument's currency.
    pub points: Vec<Point>,
}

/// The exchange rates of a pair of currencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateEntry {
    /// The currency of which one unit is priced.
    pub base: Currency,
    /// The currency it is priced in.
    pub quote: Currency,
    /// The table that they are a part of, where the book has several; `settings.rate_table` says which counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Key>,
    /// Who gives them, in the words that statements disclose; unless said, the firm itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<DataSource>,
    /// Days, which increase, and the units of `quote` for one of `base` at the end of each.
    pub points: Vec<Point>,
}

/// A day and the value at its end: an array of two on the wire, because a book has many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point(
    /// The day.
    pub BusinessDate,
    /// The value.
    #[serde(with = "decimal::wire")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::money::Rate"))]
    pub Decimal,
);
