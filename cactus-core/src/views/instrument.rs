//! Instruments.

use serde::{Deserialize, Serialize};

use crate::ids::InstrumentId;
use crate::ledger::{InstrumentSplit, UnitRatio};
use crate::model::{
    AssetClass, Instrument, Isin, Multiplier, Name, PriceBasis, Symbol, Terms, Version,
};
use crate::money::Currency;
use crate::time::{BusinessDate, Timestamp};

/// Adds an instrument to the firm's reference data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateInstrument {
    /// The short name it is traded under, unique in the firm.
    pub symbol: Symbol,
    /// Its full name.
    pub name: Name,
    /// Its broad class.
    pub class: AssetClass,
    /// The currency it is priced and traded in.
    pub currency: Currency,
    /// Its international securities identification number.
    pub isin: Option<Isin>,
    /// How its price series treats splits.
    pub price_basis: PriceBasis,
    /// How many units of what the price is for make one unit of it: 100 for an option on 100 shares, 0.01 for a bond
    /// priced in per cent of its face value; 1 unless said.
    pub multiplier: Option<Multiplier>,
    /// The maturity of a bond, the expiry of an option: the last day on which it is traded.
    pub matures_on: Option<BusinessDate>,
    /// The industry it belongs to.
    pub sector: Option<Name>,
    /// The part of the world it stands for: a country or a wider region.
    pub region: Option<Name>,
}

impl CreateInstrument {
    pub(crate) fn terms(&self) -> Terms {
        Terms { multiplier: self.multiplier.unwrap_or_default(), matures_on: self.matures_on }
    }
}

/// An instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstrumentView {
    /// Its identity.
    pub id: InstrumentId,
    /// The short name it is traded under, unique in the firm.
    pub symbol: Symbol,
    /// Its full name.
    pub name: Name,
    /// Its broad class.
    pub class: AssetClass,
    /// The currency it is priced and traded in.
    pub currency: Currency,
    /// Its international securities identification number.
    pub isin: Option<Isin>,
    /// How its price series treats splits.
    pub price_basis: PriceBasis,
    /// How many units of what the price is for make one unit of it: 100 for an option on 100 shares, 0.01 for a bond
    /// priced in per cent of its face value; else 1.
    pub multiplier: Multiplier,
    /// The maturity of a bond, the expiry of an option: the last day on which it is traded.
    pub matures_on: Option<BusinessDate>,
    /// The industry it belongs to.
    pub sector: Option<Name>,
    /// The part of the world it stands for: a country or a wider region.
    pub region: Option<Name>,
    /// When it was added.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

impl From<Instrument> for InstrumentView {
    fn from(instrument: Instrument) -> Self {
        Self {
            id: instrument.id,
            symbol: instrument.symbol,
            name: instrument.name,
            class: instrument.class,
            currency: instrument.currency,
            isin: instrument.isin,
            price_basis: instrument.price_basis,
            multiplier: instrument.terms.multiplier,
            matures_on: instrument.terms.matures_on,
            sector: instrument.sector,
            region: instrument.region,
            created_at: instrument.created_at,
            version: instrument.version,
        }
    }
}

/// Adds a split of an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddSplit {
    /// The day from whose start it counts.
    pub date: BusinessDate,
    /// How many new units for how many old ones.
    pub ratio: UnitRatio,
}

/// A split of an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitView {
    /// The day from whose start it counts.
    pub date: BusinessDate,
    /// How many new units for how many old ones.
    pub ratio: UnitRatio,
}

impl From<InstrumentSplit> for SplitView {
    fn from(split: InstrumentSplit) -> Self {
        Self { date: split.date(), ratio: split.ratio() }
    }
}
