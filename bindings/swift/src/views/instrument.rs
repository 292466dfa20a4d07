//! Instruments.

use cactus_core::ids::InstrumentId;
use cactus_core::ledger::UnitRatio;
use cactus_core::model::{AssetClass, Isin, Multiplier, Name, PriceBasis, Symbol, Version};
use cactus_core::money::Currency;
use cactus_core::time::{BusinessDate, Timestamp};
use cactus_core::views::{AddSplit, CreateInstrument, InstrumentView, SplitView};

/// Adds an instrument to the firm's reference data.
#[uniffi::remote(Record)]
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
    #[uniffi(default)]
    pub isin: Option<Isin>,
    /// How its price series treats splits.
    pub price_basis: PriceBasis,
    /// How many units of what the price is for make one unit of it: 100 for an option on 100 shares, 0.01 for a bond
    /// priced in per cent of its face value; 1 unless said.
    #[uniffi(default)]
    pub multiplier: Option<Multiplier>,
    /// The maturity of a bond, the expiry of an option: the last day on which it is traded.
    #[uniffi(default)]
    pub matures_on: Option<BusinessDate>,
    /// The industry it belongs to.
    #[uniffi(default)]
    pub sector: Option<Name>,
    /// The part of the world it stands for: a country or a wider region.
    #[uniffi(default)]
    pub region: Option<Name>,
}

/// An instrument.
#[uniffi::remote(Record)]
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

/// Adds a split of an instrument.
#[uniffi::remote(Record)]
pub struct AddSplit {
    /// The day from whose start it counts.
    pub date: BusinessDate,
    /// How many new units for how many old ones.
    pub ratio: UnitRatio,
}

/// A split of an instrument.
#[uniffi::remote(Record)]
pub struct SplitView {
    /// The day from whose start it counts.
    pub date: BusinessDate,
    /// How many new units for how many old ones.
    pub ratio: UnitRatio,
}
