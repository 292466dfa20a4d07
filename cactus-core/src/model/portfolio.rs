//! Accounts that are managed and measured together.

use super::{LotMethod, Name, Version};
use crate::ids::{ClientId, FirmId, PortfolioId};
use crate::money::Currency;
use crate::time::{BusinessDate, Timestamp};

/// The accounts of one client that are managed to one end and measured together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// Its identity.
    pub id: PortfolioId,
    /// The firm it belongs to.
    pub firm: FirmId,
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
