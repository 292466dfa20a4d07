//! People of the firm.

use cactus_core::ids::{ClientId, FirmId, UserId};
use cactus_core::model::{Email, Name, RoleName, Version};
use cactus_core::time::Timestamp;
use cactus_core::views::{AddUser, Secret, UserView};

/// Adds a person to the actor's firm.
#[uniffi::remote(Record)]
pub struct AddUser {
    /// The address they sign in with, unique in the installation.
    pub email: Email,
    /// Their name.
    pub name: Name,
    /// Their role. Nobody gives a role that holds more than their own.
    pub role: RoleName,
    /// The manager whose team they are in.
    #[uniffi(default)]
    pub manager: Option<UserId>,
    /// The client they are, for the portal.
    #[uniffi(default)]
    pub client: Option<ClientId>,
    /// Their password; none if they cannot sign in yet.
    #[uniffi(default)]
    pub password: Option<Secret>,
}

/// A person of the firm.
#[uniffi::remote(Record)]
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
