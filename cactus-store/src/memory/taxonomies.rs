use async_trait::async_trait;
use cactus_core::ids::FirmId;
use cactus_core::model::{Key, Version};
use cactus_core::permissions::Reach;
use cactus_core::ports::{StoreError, Taxonomies, TaxonomyRecord};

use super::state::{State, reaches_shared, refer};
use super::unit::Rows;

#[async_trait]
impl Taxonomies for Rows<'_> {
    async fn get(
        &mut self,
        reach: &Reach,
        key: &Key,
    ) -> Result<Option<TaxonomyRecord>, StoreError> {
        let found = self.state().taxonomies.get(&(reach.firm(), key.clone()));
        Ok(found.filter(|_| reaches_shared(reach)).cloned())
    }

    async fn list(&mut self, reach: &Reach) -> Result<Vec<TaxonomyRecord>, StoreError> {
        let of_firm = self.state().taxonomies.values().filter(|row| row.firm == reach.firm());
        Ok(of_firm.filter(|_| reaches_shared(reach)).cloned().collect())
    }

    async fn insert(&mut self, record: &TaxonomyRecord) -> Result<(), StoreError> {
        self.change(|state| {
            if state.taxonomies.contains_key(&place(record)) {
                return Err(StoreError::Conflict { what: "taxonomy.key" });
            }
            keep(state, record)
        })
    }

    async fn update(&mut self, record: &TaxonomyRecord) -> Result<(), StoreError> {
        self.change(|state| {
            let stored = version(state, &place(record))?;
            if stored.next() != record.version {
                return Err(StoreError::stale("taxonomy", record.version));
            }
            keep(state, record)
        })
    }

    async fn delete(
        &mut self,
        firm: FirmId,
        key: &Key,
        version: Version,
    ) -> Result<(), StoreError> {
        self.change(|state| {
            let place = (firm, key.clone());
            if self::version(state, &place)? != version {
                return Err(StoreError::Stale { what: "taxonomy", based_on: version });
            }
            state.taxonomies.remove_mut(&place);
            Ok(())
        })
    }
}

fn place(record: &TaxonomyRecord) -> (FirmId, Key) {
    (record.firm, record.taxonomy.key().clone())
}

/// The version of the taxonomy that is there.
fn version(state: &State, place: &(FirmId, Key)) -> Result<Version, StoreError> {
    let stored = state.taxonomies.get(place);
    Ok(stored.ok_or(StoreError::Missing { what: "taxonomy" })?.version)
}

fn keep(state: &mut State, record: &TaxonomyRecord) -> Result<(), StoreError> {
    state.check_firm(record.firm, "taxonomy.firm")?;
    for (instrument, _, _) in record.taxonomy.assignments() {
        refer(state.instruments.has(record.firm, instrument), "taxonomy.instrument")?;
    }
    state.taxonomies.insert_mut(place(record), record.clone());
    Ok(())
}
