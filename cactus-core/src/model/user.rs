//! People who can sign in.

use super::{Email, ModelError, Name, RoleName, Version};
use crate::ids::{ClientId, FirmId, UserId};
use crate::time::Timestamp;

/// A person who can sign in: an adviser, a manager, an auditor, or a client of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their identity.
    pub id: UserId,
    /// The firm they belong to.
    pub firm: FirmId,
    /// The address they sign in with, unique in the installation.
    pub email: Email,
    /// Their name.
    pub name: Name,
    /// Their role, built in or defined by the firm.
    pub role: RoleName,
    /// The manager whose team they are in.
    pub manager: Option<UserId>,
    /// The client that this person is, for a user of the client portal.
    pub client: Option<ClientId>,
    /// Whether they may sign in and act.
    pub active: bool,
    /// When they were added.
    pub created_at: Timestamp,
    /// How often this row was changed.
    pub version: Version,
}

impl User {
    /// Checks what no field can promise alone.
    ///
    /// # Errors
    /// [`ModelError::OwnManager`].
    pub fn check(&self) -> Result<(), ModelError> {
        if self.manager == Some(self.id) { Err(ModelError::OwnManager) } else { Ok(()) }
    }
}
