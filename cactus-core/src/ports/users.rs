//! People.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::UserId;
use crate::model::User;
use crate::permissions::Reach;

/// The people of a firm. Lists are in the order of their ids, which is the order of creation.
#[async_trait]
pub trait Users: Send {
    /// The user with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(&mut self, reach: &Reach, id: UserId) -> Result<Option<User>, StoreError>;

    /// A page of those in reach.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(&mut self, reach: &Reach, page: &PageRequest) -> Result<Page<User>, StoreError>;

    /// Adds a user.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `user.email`, [`StoreError::Dangling`].
    async fn insert(&mut self, user: &User) -> Result<(), StoreError>;

    /// Replaces a user by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Conflict`] for `user.email`, [`StoreError::Dangling`].
    async fn update(&mut self, user: &User) -> Result<(), StoreError>;
}
