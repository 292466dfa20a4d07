//! Instruments of a book.

use serde::{Deserialize, Serialize};

use crate::model::{AssetClass, Isin, Multiplier, Name, PriceBasis, Symbol, Terms};
use crate::money::Currency;
use crate::time::BusinessDate;

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
    /// How many units of what the price is for make one unit of it: 100 for an option on 100 shares, 0.01 for a bond
    /// priced in per cent of its face value; 1 unless said.
    #[serde(default, skip_serializing_if = "Multiplier::is_one")]
    pub multiplier: Multiplier,
    /// The maturity of a bond, the expiry of an option: the last day on which it is traded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matures_on: Option<BusinessDate>,
    /// The industry it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Name>,
    /// The part of the world it stands for: a country or a wider region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Name>,
}

impl InstrumentEntry {
    /// What one unit of it is.
    #[must_use]
    pub const fn terms(&self) -> Terms {
        Terms { multiplier: self.multiplier, matures_on: self.matures_on }
    }
}
