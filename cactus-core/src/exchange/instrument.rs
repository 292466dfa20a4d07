//! Instruments of a book.

use serde::{Deserialize, Serialize};

use crate::model::{AssetClass, Isin, Name, PriceBasis, Symbol};
use crate::money::Currency;

/// Something that can be held and priced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InstrumentEntry {
    /// The short name it is traded under, and what the rest of the book calls it.
    pub symbol: Symbol,
    /// Its full name.
    pub name: Name,
    /// Its broad class.
    pub class: AssetClass,
    /// The currency it is priced and traded in.
    pub currency: Currency,
    /// Its international securities identification number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isin: Option<Isin>,
    /// How its price series treats splits.
    pub price_basis: PriceBasis,
    /// The industry it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Name>,
}
