//! Clients who are looked at together.

use super::{Name, Version};
use crate::ids::{FirmId, HouseholdId, UserId};
use crate::time::Timestamp;

/// A family or another group of clients whose wealth is looked at together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// Its identity.
    pub id: HouseholdId,
    /// The firm it belongs to.
    pub firm: FirmId,
    /// The adviser who looks after it.
    pub owner: UserId,
    /// Its name.
    pub name: Name,
    /// When it was set up.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}
