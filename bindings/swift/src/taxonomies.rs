//! Taxonomies.

use cactus_core::model::{Key, Version};
use cactus_core::views::{PutTaxonomy, TaxonomyView};

use crate::errors::CactusError;
use crate::session::Session;

#[uniffi::export]
impl Session {
    /// All taxonomies of the firm, in the order of their keys.
    pub async fn list_taxonomies(&self) -> Result<Vec<TaxonomyView>, CactusError> {
        self.act(|cactus, actor| async move { cactus.taxonomies().list(&actor).await }).await
    }

    /// The taxonomy with this key.
    pub async fn get_taxonomy(&self, key: Key) -> Result<TaxonomyView, CactusError> {
        self.act(|cactus, actor| async move { cactus.taxonomies().get(&actor, &key).await }).await
    }

    /// Adds a taxonomy under this key, or replaces the one that is there as a whole.
    pub async fn put_taxonomy(
        &self,
        key: Key,
        taxonomy: PutTaxonomy,
    ) -> Result<TaxonomyView, CactusError> {
        self.act(
            |cactus, actor| async move { cactus.taxonomies().put(&actor, key, taxonomy).await },
        )
        .await
    }

    /// Removes the taxonomy with this key, which is of this version.
    pub async fn delete_taxonomy(&self, key: Key, version: Version) -> Result<(), CactusError> {
        self.act(move |cactus, actor| async move {
            cactus.taxonomies().delete(&actor, &key, version).await
        })
        .await
    }
}
