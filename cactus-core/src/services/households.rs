//! Households.

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::HouseholdId;
use crate::model::{Household, Version};
use crate::permissions::{Actor, Permission, authorise, permitted};
use crate::views::{CreateHousehold, HouseholdView, PageQuery, PageView};

/// Households: list, get, create.
#[derive(Debug, Clone, Copy)]
pub struct Households<'a> {
    outside: &'a Outside,
}

impl<'a> Households<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the households in reach, in the order in which they were added.
    ///
    /// # Errors
    /// Without the permission `households.read`, or for a page that cannot be.
    pub async fn list(
        &self,
        actor: &Actor,
        query: PageQuery,
    ) -> Result<PageView<HouseholdView>, Error> {
        let reach = permitted(actor, Permission::HouseholdsRead)?;
        let page = query.try_into()?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.households().list(&reach, &page).await?.into())
    }

    /// The household with this id.
    ///
    /// # Errors
    /// Without the permission `households.read`, or if there is no such household in reach.
    pub async fn get(&self, actor: &Actor, id: HouseholdId) -> Result<HouseholdView, Error> {
        let reach = permitted(actor, Permission::HouseholdsRead)?;
        let mut unit = self.outside.store().read().await?;
        let household = unit.households().get(&reach, id).await?;
        Ok(household.ok_or(ServiceError::NotFound { what: "household" })?.into())
    }

    /// Adds a household, looked after by the actor unless the command names another.
    ///
    /// # Errors
    /// Without the permission `households.manage` for households of that adviser.
    pub async fn create(
        &self,
        actor: &Actor,
        command: CreateHousehold,
    ) -> Result<HouseholdView, Error> {
        permitted(actor, Permission::HouseholdsManage)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let household = create(&mut change, actor, command).await?;
        change.commit().await?;
        Ok(household.into())
    }
}

/// Adds a household as part of a change.
pub(super) async fn create(
    change: &mut Change<'_>,
    actor: &Actor,
    command: CreateHousehold,
) -> Result<Household, Error> {
    let household = Household {
        id: change.new_id(),
        firm: actor.firm(),
        owner: command.owner.unwrap_or_else(|| actor.user()),
        name: command.name,
        created_at: change.at(),
        version: Version::FIRST,
    };
    let decision = authorise(actor, Permission::HouseholdsManage, &household).require()?;
    change.unit().households().insert(&household).await?;
    let told = json!({ "owner": household.owner });
    change.note(&decision, EventKind::HouseholdCreated, household.id, told);
    Ok(household)
}
