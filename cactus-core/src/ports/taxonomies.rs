//! Taxonomies.

use async_trait::async_trait;

use super::StoreError;
use crate::ids::FirmId;
use crate::model::{Key, Taxonomy, Version};
use crate::permissions::Reach;
use crate::time::Timestamp;

/// A taxonomy of a firm, which is known by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyRecord {
    /// The firm it belongs to.
    pub firm: FirmId,
    /// The taxonomy. Its nodes are kept in their order.
    pub taxonomy: Taxonomy,
    /// When it was changed.
    pub changed_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

/// The taxonomies of a firm. Each is kept as a whole.
#[async_trait]
pub trait Taxonomies: Send {
    /// The taxonomy with this key, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(&mut self, reach: &Reach, key: &Key)
    -> Result<Option<TaxonomyRecord>, StoreError>;

    /// All in reach, in the order of their keys.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn list(&mut self, reach: &Reach) -> Result<Vec<TaxonomyRecord>, StoreError>;

    /// Adds a taxonomy.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `taxonomy.key`, [`StoreError::Dangling`] for `taxonomy.firm` and
    /// `taxonomy.instrument`.
    async fn insert(&mut self, record: &TaxonomyRecord) -> Result<(), StoreError>;

    /// Replaces a taxonomy by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Dangling`] for `taxonomy.instrument`.
    async fn update(&mut self, record: &TaxonomyRecord) -> Result<(), StoreError>;

    /// Removes the taxonomy with this key, which is of this version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`].
    async fn delete(&mut self, firm: FirmId, key: &Key, version: Version)
    -> Result<(), StoreError>;
}
