//! People of the firm.

use serde::{Deserialize, Serialize};

use super::Secret;
use crate::ids::{ClientId, FirmId, UserId};
use crate::model::{Email, Name, RoleName, User, Version};
use crate::time::Timestamp;

/// Adds a person to the actor's firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddUser {
    /// The address they sign in with, unique in the installation.
    pub email: Email,
    /// Their name.
    pub name: Name,
    /// Their role. Nobody gives a role that holds more than their own.
    pub role: RoleName,
    /// The manager whose team they are in.
    pub manager: Option<UserId>,
    /// The client they are, for the portal.
    pub client: Option<ClientId>,
    /// Their password; none if they cannot sign in yet.
    pub password: Option<Secret>,
}

/// Makes somebody run the platform: a person with the role `god`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Appoint {
    /// The firm they belong to.
    pub firm: FirmId,
    /// The address they sign in with, unique in the installation.
    pub email: Email,
    /// Their name.
    pub name: Name,
    /// Their password.
    pub password: Secret,
}

/// A person of the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UserView {
    /// Their identity.
    pub id: UserId,
    /// The firm they belong to.
    pub firm: FirmId,
    /// The address they sign in with.
    pub email: Email,
    /// Their name.
    pub name: Name,
    /// Their role.
    pub role: RoleName,
    /// The manager whose team they are in.
    pub manager: Option<UserId>,
    /// The client they are, for the portal.
    pub client: Option<ClientId>,
    /// Whether they may sign in and act.
    pub active: bool,
    /// When they were added.
    pub created_at: Timestamp,
    /// How often this row was changed.
    pub version: Version,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        let User { id, firm, email, name, role, manager, client, active, created_at, version } =
            user;
        Self { id, firm, email, name, role, manager, client, active, created_at, version }
    }
}
