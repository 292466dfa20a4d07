use async_trait::async_trait;
use cactus_core::ids::ClientId;
use cactus_core::model::Client;
use cactus_core::permissions::{Place, Reach};
use cactus_core::ports::{ClientFilter, Clients, Page, PageRequest, StoreError};

use super::state::{State, refer, refer_if, unique};
use super::unit::Rows;

#[async_trait]
impl Clients for Rows<'_> {
    async fn get(&mut self, reach: &Reach, id: ClientId) -> Result<Option<Client>, StoreError> {
        let client = self.state().clients.get(reach.firm(), id);
        Ok(client.filter(|client| reach.admits(&Place::from(*client))).cloned())
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &ClientFilter,
        page: &PageRequest,
    ) -> Result<Page<Client>, StoreError> {
        let text = filter.text.as_ref().map(|text| text.to_lowercase());
        self.state().clients.page(reach.firm(), page, |client| {
            reach.admits(&Place::from(client))
                && filter.owner.is_none_or(|owner| client.owner == owner)
                && filter.household.is_none_or(|household| client.household == Some(household))
                && filter.status.is_none_or(|status| client.status == status)
                && text
                    .as_ref()
                    .is_none_or(|text| ClientFilter::searchable(client).contains(text.as_str()))
        })
    }

    async fn insert(&mut self, client: &Client) -> Result<(), StoreError> {
        self.change(|state| {
            state.clients.check_new(client)?;
            keep(state, client)
        })
    }

    async fn update(&mut self, client: &Client) -> Result<(), StoreError> {
        self.change(|state| {
            let before = state.clients.check_next(client)?.email.clone();
            keep(state, client)?;
            if before != client.email {
                state.client_emails.remove_mut(&(client.firm, before));
            }
            Ok(())
        })
    }
}

fn keep(state: &mut State, client: &Client) -> Result<(), StoreError> {
    let firm = client.firm;
    let address = (firm, client.email.clone());
    unique(state.client_emails.get(&address), &client.id, "client.email")?;
    state.check_firm(firm, "client.firm")?;
    refer(state.users.has(firm, client.owner), "client.owner")?;
    refer_if(
        client.household,
        |household| state.households.has(firm, household),
        "client.household",
    )?;
    refer_if(client.referred_by, |other| state.clients.has(firm, other), "client.referred_by")?;
    state.client_emails.insert_mut(address, client.id);
    state.clients.put(client);
    Ok(())
}
