use async_trait::async_trait;
use cactus_core::model::Firm;
use cactus_core::permissions::{Place, Reach};
use cactus_core::ports::{Firms, StoreError};

use super::unit::Rows;

#[async_trait]
impl Firms for Rows<'_> {
    async fn get(&mut self, reach: &Reach) -> Result<Option<Firm>, StoreError> {
        let firm = self.state().firms.get(&reach.firm());
        Ok(firm.filter(|firm| reach.admits(&Place::from(*firm))).cloned())
    }

    async fn insert(&mut self, firm: &Firm) -> Result<(), StoreError> {
        self.change(|state| {
            if state.firms.contains_key(&firm.id) {
                return Err(StoreError::Conflict { what: "firm.id" });
            }
            state.firms.insert_mut(firm.id, firm.clone());
            Ok(())
        })
    }

    async fn update(&mut self, firm: &Firm) -> Result<(), StoreError> {
        self.change(|state| {
            let stored = state.firms.get(&firm.id).ok_or(StoreError::Missing { what: "firm" })?;
            if stored.version.next() != firm.version {
                return Err(StoreError::stale("firm", firm.version));
            }
            state.firms.insert_mut(firm.id, firm.clone());
            Ok(())
        })
    }
}
