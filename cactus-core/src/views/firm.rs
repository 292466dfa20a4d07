//! Firms.

use serde::{Deserialize, Serialize};

use super::Secret;
use crate::ids::FirmId;
use crate::model::{Email, Firm, Name, Version};
use crate::money::Currency;
use crate::time::Timestamp;

/// Sets up a firm with its first administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl From<Firm> for FirmView {
    fn from(firm: Firm) -> Self {
        let Firm { id, name, base_currency, created_at, version } = firm;
        Self { id, name, base_currency, created_at, version }
    }
}
