//! Instruments.

use cactus_core::ids::InstrumentId;
use cactus_core::model::{AssetClass, Isin, Name, PriceBasis, Symbol, Version};
use cactus_core::money::Currency;
use cactus_core::time::Timestamp;
use cactus_core::views::{CreateInstrument, InstrumentView};

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
    /// The industry it belongs to.
    #[uniffi(default)]
    pub sector: Option<Name>,
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
    /// The industry it belongs to.
    pub sector: Option<Name>,
    /// When it was added.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}
