//! Portfolios.

use cactus_core::ids::{ClientId, PortfolioId};
use cactus_core::model::{LotMethod, Name, Version};
use cactus_core::money::Currency;
use cactus_core::time::{BusinessDate, Timestamp};
use cactus_core::views::{Cursor, ListPortfolios, OpenPortfolio, PortfolioView, UpdatePortfolio};

/// Opens a portfolio for a client.
#[uniffi::remote(Record)]
pub struct OpenPortfolio {
    /// The client whose wealth it is.
    pub client: ClientId,
    /// Its name.
    pub name: Name,
    /// The currency it is valued and measured in.
    pub base_currency: Currency,
    /// Which lot a sale takes first.
    pub lot_method: LotMethod,
    /// The first day of the mandate.
    pub opened_on: BusinessDate,
}

/// Changes a portfolio.
#[uniffi::remote(Record)]
pub struct UpdatePortfolio {
    /// The version that the change is based on.
    pub version: Version,
    /// Its name.
    pub name: Name,
    /// Which lot a sale takes first.
    pub lot_method: LotMethod,
}

/// Which portfolios, and which page of them.
#[uniffi::remote(Record)]
pub struct ListPortfolios {
    /// Of this client.
    #[uniffi(default)]
    pub client: Option<ClientId>,
    /// The `next` of the page before; none for the first page.
    #[uniffi(default)]
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    #[uniffi(default)]
    pub limit: Option<u32>,
}

/// A portfolio.
#[uniffi::remote(Record)]
pub struct PortfolioView {
    /// Its identity.
    pub id: PortfolioId,
    /// The client whose wealth it is.
    pub client: ClientId,
    /// Its name.
    pub name: Name,
    /// The currency it is valued and measured in.
    pub base_currency: Currency,
    /// Which lot a sale takes first.
    pub lot_method: LotMethod,
    /// The first day of the mandate.
    pub opened_on: BusinessDate,
    /// When it was set up.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}
