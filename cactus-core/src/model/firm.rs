//! The tenant.

use super::{Name, Version};
use crate::ids::FirmId;
use crate::money::Currency;
use crate::time::Timestamp;

/// An advisory firm: the tenant that every other row belongs to, and the unit of isolation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Its identity.
    pub id: FirmId,
    /// Its name.
    pub name: Name,
    /// The currency that firm-wide figures are shown in.
    pub base_currency: Currency,
    /// When it was set up.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}
