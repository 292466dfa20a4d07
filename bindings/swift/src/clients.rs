//! Clients.

use cactus_core::ids::ClientId;
use cactus_core::views::{ClientFields, ClientView, ListClients, UpdateClient};

use crate::errors::CactusError;
use crate::session::Session;
use crate::views::ClientPage;

#[uniffi::export]
impl Session {
    /// A page of the clients in reach, in the order in which they were added.
    pub async fn list_clients(&self, query: ListClients) -> Result<ClientPage, CactusError> {
        self.act(|cactus, actor| async move { cactus.clients().list(&actor, &query).await }).await
    }

    /// The client with this id.
    pub async fn get_client(&self, id: ClientId) -> Result<ClientView, CactusError> {
        self.act(move |cactus, actor| async move { cactus.clients().get(&actor, id).await }).await
    }

    /// Adds a client.
    pub async fn create_client(&self, client: ClientFields) -> Result<ClientView, CactusError> {
        self.act(|cactus, actor| async move { cactus.clients().create(&actor, client).await }).await
    }

    /// Replaces what was written about a client, if it still has the version that was read.
    pub async fn update_client(
        &self,
        id: ClientId,
        update: UpdateClient,
    ) -> Result<ClientView, CactusError> {
        self.act(
            move |cactus, actor| async move { cactus.clients().update(&actor, id, update).await },
        )
        .await
    }
}
