//! Clients.

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::{ClientId, UserId};
use crate::model::{Client, Version};
use crate::permissions::{Actor, Permission, authorise, permitted};
use crate::ports::UnitOfWork;
use crate::time::Timestamp;
use crate::views::{ClientFields, ClientView, ListClients, PageQuery, PageView, UpdateClient};

const NOT_FOUND: ServiceError = ServiceError::NotFound { what: "client" };

/// Clients: list, get, create, update.
#[derive(Debug, Clone, Copy)]
pub struct Clients<'a> {
    outside: &'a Outside,
}

impl<'a> Clients<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the clients in reach, in the order in which they were added.
    ///
    /// # Errors
    /// Without the permission `clients.read`, or for a page that cannot be.
    pub async fn list(
        &self,
        actor: &Actor,
        query: &ListClients,
    ) -> Result<PageView<ClientView>, Error> {
        let reach = permitted(actor, Permission::ClientsRead)?;
        let page = PageQuery { after: query.after.clone(), limit: query.limit }.try_into()?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.clients().list(&reach, &query.filter(), &page).await?.into())
    }

    /// The client with this id.
    ///
    /// # Errors
    /// Without the permission `clients.read`, or if there is no such client in reach.
    pub async fn get(&self, actor: &Actor, id: ClientId) -> Result<ClientView, Error> {
        let reach = permitted(actor, Permission::ClientsRead)?;
        let mut unit = self.outside.store().read().await?;
        let client = unit.clients().get(&reach, id).await?.ok_or(NOT_FOUND)?;
        Ok(client.into())
    }

    /// Adds a client, looked after by the actor unless the fields name another.
    ///
    /// # Errors
    /// Without the permission `clients.create` for clients of that adviser, if the e-mail address is taken, or
    /// if a field refers to something that is not in reach.
    pub async fn create(&self, actor: &Actor, fields: ClientFields) -> Result<ClientView, Error> {
        permitted(actor, Permission::ClientsCreate)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let client = create(&mut change, actor, fields).await?;
        change.commit().await?;
        Ok(client.into())
    }

    /// Replaces what was written about a client.
    ///
    /// # Errors
    /// Without the permission `clients.update`, if there is no such client in reach, if it has been changed
    /// since the version named, or as for [`Clients::create`].
    pub async fn update(
        &self,
        actor: &Actor,
        id: ClientId,
        update: UpdateClient,
    ) -> Result<ClientView, Error> {
        let reach = permitted(actor, Permission::ClientsUpdate)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let before = change.unit().clients().get(&reach, id).await?.ok_or(NOT_FOUND)?;
        let decision = authorise(actor, Permission::ClientsUpdate, &before).require()?;
        let owner = update.client.owner.unwrap_or(before.owner);
        let mut after = written(id, actor, owner, update.client, before.created_at, change.at());
        after.version = update.version.next();
        after.check()?;
        // Whoever hands a client over must be allowed to look after the clients of the other one, too.
        authorise(actor, Permission::ClientsUpdate, &after).require()?;
        check_references(change.unit(), actor, &after).await?;
        change.unit().clients().update(&after).await?;
        let told =
            json!({ "version": after.version, "status": after.status, "owner": after.owner });
        change.note(&decision, EventKind::ClientUpdated, id, told);
        change.commit().await?;
        Ok(after.into())
    }
}

/// Adds a client as part of a change.
pub(super) async fn create(
    change: &mut Change<'_>,
    actor: &Actor,
    fields: ClientFields,
) -> Result<Client, Error> {
    let owner = fields.owner.unwrap_or_else(|| actor.user());
    let client = written(change.new_id(), actor, owner, fields, change.at(), change.at());
    client.check()?;
    let decision = authorise(actor, Permission::ClientsCreate, &client).require()?;
    check_references(change.unit(), actor, &client).await?;
    change.unit().clients().insert(&client).await?;
    let told = json!({ "owner": client.owner });
    change.note(&decision, EventKind::ClientCreated, client.id, told);
    Ok(client)
}

fn written(
    id: ClientId,
    actor: &Actor,
    owner: UserId,
    fields: ClientFields,
    created_at: Timestamp,
    updated_at: Timestamp,
) -> Client {
    Client {
        id,
        firm: actor.firm(),
        owner,
        household: fields.household,
        first_name: fields.first_name,
        last_name: fields.last_name,
        email: fields.email,
        phone: fields.phone,
        risk_profile: fields.risk_profile,
        status: fields.status,
        lead_source: fields.lead_source,
        referred_by: fields.referred_by,
        savings_capacity: fields.savings_capacity,
        notes: fields.notes,
        created_at,
        updated_at,
        version: Version::FIRST,
    }
}

/// A client may refer only to what the actor can see, so that ids cannot be probed through a reference.
async fn check_references(
    unit: &mut dyn UnitOfWork,
    actor: &Actor,
    client: &Client,
) -> Result<(), Error> {
    if let Some(household) = client.household {
        let reach = permitted(actor, Permission::HouseholdsRead)?;
        let found = unit.households().get(&reach, household).await?;
        found.ok_or(ServiceError::NotFound { what: "household" })?;
    }
    if let Some(referrer) = client.referred_by {
        let reach = permitted(actor, Permission::ClientsRead)?;
        unit.clients().get(&reach, referrer).await?.ok_or(NOT_FOUND)?;
    }
    Ok(())
}
