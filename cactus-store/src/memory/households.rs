use async_trait::async_trait;
use cactus_core::ids::HouseholdId;
use cactus_core::model::Household;
use cactus_core::permissions::{Place, Reach};
use cactus_core::ports::{Households, Page, PageRequest, StoreError};

use super::state::{State, refer};
use super::unit::Rows;

#[async_trait]
impl Households for Rows<'_> {
    async fn get(
        &mut self,
        reach: &Reach,
        id: HouseholdId,
    ) -> Result<Option<Household>, StoreError> {
        let household = self.state().households.get(reach.firm(), id);
        Ok(household.filter(|household| reach.admits(&Place::from(*household))).cloned())
    }

    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<Household>, StoreError> {
        self.state()
            .households
            .page(reach.firm(), page, |household| reach.admits(&Place::from(household)))
    }

    async fn insert(&mut self, household: &Household) -> Result<(), StoreError> {
        self.change(|state| {
            state.households.check_new(household)?;
            keep(state, household)
        })
    }

    async fn update(&mut self, household: &Household) -> Result<(), StoreError> {
        self.change(|state| {
            state.households.check_next(household)?;
            keep(state, household)
        })
    }
}

fn keep(state: &mut State, household: &Household) -> Result<(), StoreError> {
    state.check_firm(household.firm, "household.firm")?;
    refer(state.users.has(household.firm, household.owner), "household.owner")?;
    state.households.put(household);
    Ok(())
}
