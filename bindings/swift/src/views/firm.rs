//! Firms.

use cactus_core::ids::FirmId;
use cactus_core::model::{Email, Name, Version};
use cactus_core::money::Currency;
use cactus_core::time::Timestamp;
use cactus_core::views::{FirmView, FoundFirm, Secret};

/// Sets up a firm with its first administrator.
#[uniffi::remote(Record)]
pub struct FoundFirm {
    /// Its name.
    pub name: Name,
    /// The currency that firm-wide figures are shown in.
    pub base_currency: Currency,
    /// The name of its first administrator.
    pub admin_name: Name,
    /// The address they sign in with.
    pub admin_email: Email,
    /// Their password.
    pub admin_password: Secret,
}

/// A firm.
#[uniffi::remote(Record)]
pub struct FirmView {
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
