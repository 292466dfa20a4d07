//! Households.

use serde::{Deserialize, Serialize};

use crate::ids::{HouseholdId, UserId};
use crate::model::{Household, Name, Version};
use crate::time::Timestamp;

/// Adds a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateHousehold {
    /// Its name.
    pub name: Name,
    /// The adviser who looks after it; the actor unless said.
    pub owner: Option<UserId>,
}

/// A household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HouseholdView {
    /// Its identity.
    pub id: HouseholdId,
    /// The adviser who looks after it.
    pub owner: UserId,
    /// Its name.
    pub name: Name,
    /// When it was set up.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

impl From<Household> for HouseholdView {
    fn from(household: Household) -> Self {
        let Household { id, firm: _, owner, name, created_at, version } = household;
        Self { id, owner, name, created_at, version }
    }
}
