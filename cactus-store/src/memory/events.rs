use std::ops::Bound;

use async_trait::async_trait;
use cactus_core::events::DomainEvent;
use cactus_core::ids::{EventId, FirmId};
use cactus_core::ports::{Events, StoreError};

use super::table::{highest, lowest};
use super::unit::Rows;

#[async_trait]
impl Events for Rows<'_> {
    async fn append(&mut self, events: &[DomainEvent]) -> Result<(), StoreError> {
        self.change(|state| {
            for event in events {
                let key = (event.firm, event.id);
                if state.events.contains_key(&key) {
                    return Err(StoreError::Conflict { what: "event.id" });
                }
                state.check_firm(event.firm, "event.firm")?;
                state.events.insert_mut(key, event.clone());
            }
            Ok(())
        })
    }

    async fn after(
        &mut self,
        firm: FirmId,
        event: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<DomainEvent>, StoreError> {
        let start = event.map_or(Bound::Included((firm, lowest())), |event| {
            Bound::Excluded((firm, event))
        });
        let end = Bound::Included((firm, highest()));
        let events = self.state().events.range((start, end));
        Ok(events
            .take(limit as usize)
            .map(|(_, event)| event.clone())
            .collect())
    }
}
