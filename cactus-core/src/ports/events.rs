//! What happened.

use async_trait::async_trait;

use super::StoreError;
use crate::events::DomainEvent;
use crate::ids::{EventId, FirmId};

/// The outbox: what happened in a firm, in order, until every subscriber has heard it.
#[async_trait]
pub trait Events: Send {
    /// Adds events.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], [`StoreError::Dangling`].
    async fn append(&mut self, events: &[DomainEvent]) -> Result<(), StoreError>;

    /// The events of the firm after this one, oldest first, at most `limit`. For subscribers inside the
    /// engine, which ask [`authorise`](crate::permissions::authorise) before they tell anybody.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn after(
        &mut self,
        firm: FirmId,
        event: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<DomainEvent>, StoreError>;
}
