//! Portfolios.

use serde::{Deserialize, Serialize};

use crate::ids::{ClientId, PortfolioId};
use crate::model::{LotMethod, Name, Portfolio, Version};
use crate::money::Currency;
use crate::ports::Cursor;
use crate::time::{BusinessDate, Timestamp};

/// Opens a portfolio for a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdatePortfolio {
    /// The version that the change is based on.
    pub version: Version,
    /// Its name.
    pub name: Name,
    /// Which lot a sale takes first.
    pub lot_method: LotMethod,
}

/// Which portfolios, and which page of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListPortfolios {
    /// Of this client.
    pub client: Option<ClientId>,
    /// The `next` of the page before; none for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    pub limit: Option<u32>,
}

/// A portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl From<Portfolio> for PortfolioView {
    fn from(portfolio: Portfolio) -> Self {
        Self {
            id: portfolio.id,
            client: portfolio.client,
            name: portfolio.name,
            base_currency: portfolio.base_currency,
            lot_method: portfolio.lot_method,
            opened_on: portfolio.opened_on,
            created_at: portfolio.created_at,
            version: portfolio.version,
        }
    }
}
