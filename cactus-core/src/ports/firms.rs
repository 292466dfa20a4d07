//! The tenant itself.

use async_trait::async_trait;

use super::StoreError;
use crate::model::Firm;
use crate::permissions::Reach;

/// The firm of a reach.
#[async_trait]
pub trait Firms: Send {
    /// The firm of this reach, unless the reach is nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(&mut self, reach: &Reach) -> Result<Option<Firm>, StoreError>;

    /// Sets up a firm.
    ///
    /// # Errors
    /// [`StoreError::Conflict`].
    async fn insert(&mut self, firm: &Firm) -> Result<(), StoreError>;

    /// Replaces a firm by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`].
    async fn update(&mut self, firm: &Firm) -> Result<(), StoreError>;
}
