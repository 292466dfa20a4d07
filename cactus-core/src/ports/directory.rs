//! Who people are, before it is known what they may see.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::StoreError;
use crate::ids::{FirmId, HouseholdId, UserId};
use crate::model::{Email, User};

/// What is needed to check a sign-in.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The person.
    pub user: User,
    /// The hash of their password; none if they have not set one.
    pub password_hash: Option<String>,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("user", &self.user.id).finish_non_exhaustive()
    }
}

/// The one door without a [`Reach`](crate::permissions::Reach): actors, and with them reaches, are made from
/// what it gives. Only the access service goes through it.
#[async_trait]
pub trait Directory: Send {
    /// The person who signs in with this address, in any firm, let in or not.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn login(&mut self, email: &Email) -> Result<Option<Login>, StoreError>;

    /// Sets the hash of a person's password.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    async fn set_password(
        &mut self,
        firm: FirmId,
        user: UserId,
        hash: &str,
    ) -> Result<(), StoreError>;

    /// The person with this id.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn member(&mut self, firm: FirmId, user: UserId) -> Result<Option<User>, StoreError>;

    /// Everybody whom the person manages, directly or through others; never the person themselves.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn team(&mut self, firm: FirmId, manager: UserId)
    -> Result<BTreeSet<UserId>, StoreError>;

    /// The household of the client that the person is, for the portal.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn household(&mut self, user: &User) -> Result<Option<HouseholdId>, StoreError>;

    /// Every firm, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn firms(&mut self) -> Result<Vec<FirmId>, StoreError>;
}
