//! Clients.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::{ClientId, HouseholdId, UserId};
use crate::model::{Client, ClientStatus};
use crate::permissions::Reach;

/// Which clients; all fields that are set must match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientFilter {
    /// Looked after by this adviser.
    pub owner: Option<UserId>,
    /// Of this household.
    pub household: Option<HouseholdId>,
    /// At this point of the pipeline.
    pub status: Option<ClientStatus>,
    /// With this text in [what can be searched](ClientFilter::searchable), whatever the case.
    pub text: Option<String>,
}

impl ClientFilter {
    /// What a client is searched by: full name and e-mail address, in lower case. A store that searches by
    /// itself keeps it beside the row, and looks for the lower case of the text in it.
    #[must_use]
    pub fn searchable(client: &Client) -> String {
        format!("{}\n{}", client.full_name(), client.email).to_lowercase()
    }
}

/// The clients of a firm. Lists are in the order of their ids, which is the order of creation.
#[async_trait]
pub trait Clients: Send {
    /// The client with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(&mut self, reach: &Reach, id: ClientId) -> Result<Option<Client>, StoreError>;

    /// A page of those in reach.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        filter: &ClientFilter,
        page: &PageRequest,
    ) -> Result<Page<Client>, StoreError>;

    /// Adds a client.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `client.email`, [`StoreError::Dangling`].
    async fn insert(&mut self, client: &Client) -> Result<(), StoreError>;

    /// Replaces a client by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Conflict`] for `client.email`, [`StoreError::Dangling`].
    async fn update(&mut self, client: &Client) -> Result<(), StoreError>;
}
