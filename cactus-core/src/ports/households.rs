//! Households.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::HouseholdId;
use crate::model::Household;
use crate::permissions::Reach;

/// The households of a firm. Lists are in the order of their ids, which is the order of creation.
#[async_trait]
pub trait Households: Send {
    /// The household with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(
        &mut self,
        reach: &Reach,
        id: HouseholdId,
    ) -> Result<Option<Household>, StoreError>;

    /// A page of those in reach.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<Household>, StoreError>;

    /// Adds a household.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], [`StoreError::Dangling`].
    async fn insert(&mut self, household: &Household) -> Result<(), StoreError>;

    /// Replaces a household by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Dangling`].
    async fn update(&mut self, household: &Household) -> Result<(), StoreError>;
}
