//! What happened.

use async_trait::async_trait;

use super::StoreError;
use crate::events::DomainEvent;
use crate::ids::{EventId, FirmId};

/// The outbox: what happened in a firm, until every subscriber has heard it.
///
/// It is in the order of appending, unit by unit in the order of their commits: an event that is committed
/// later comes later, even if its id was made earlier, so that a subscriber who reads on misses none.
#[async_trait]
pub trait Events: Send {
    /// Adds events.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], [`StoreError::Dangling`].
    async fn append(&mut self, events: &[DomainEvent]) -> Result<(), StoreError>;

    /// The events of the firm after this one, at most `limit`; from the first on if there is no such event.
    /// For subscribers inside the engine, which ask [`authorise`](crate::permissions::authorise) before they
    /// tell anybody.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn after(
        &mut self,
        firm: FirmId,
        event: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<DomainEvent>, StoreError>;

    /// The event of the firm that was appended last. As long as it is the same one, nothing that the engine keeps of the
    /// firm has changed: every change comes with an event in its unit of work.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn last(&mut self, firm: FirmId) -> Result<Option<EventId>, StoreError>;
}
