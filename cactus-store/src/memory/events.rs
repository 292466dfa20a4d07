use async_trait::async_trait;
use cactus_core::events::DomainEvent;
use cactus_core::ids::{EventId, FirmId};
use cactus_core::ports::{Events, StoreError};

use super::unit::Rows;

#[async_trait]
impl Events for Rows<'_> {
    async fn append(&mut self, events: &[DomainEvent]) -> Result<(), StoreError> {
        self.change(|state| {
            for event in events {
                let firm = event.firm;
                let key = (firm, event.id);
                if state.event_numbers.contains_key(&key) {
                    return Err(StoreError::Conflict { what: "event.id" });
                }
                state.check_firm(firm, "event.firm")?;
                let outbox = (firm, 0)..=(firm, u64::MAX);
                let last = state.events.range(outbox).next_back();
                let number = last.map_or(1, |((_, number), _)| number.saturating_add(1));
                state.event_numbers.insert_mut(key, number);
                state.events.insert_mut((firm, number), event.clone());
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
        let state = self.state();
        let told = event.and_then(|event| state.event_numbers.get(&(firm, event)));
        let first = told.map_or(0, |number| number.saturating_add(1));
        let events = state.events.range((firm, first)..=(firm, u64::MAX));
        Ok(events.take(limit as usize).map(|(_, event)| event.clone()).collect())
    }

    async fn last(&mut self, firm: FirmId) -> Result<Option<EventId>, StoreError> {
        let outbox = (firm, 0)..=(firm, u64::MAX);
        Ok(self.state().events.range(outbox).next_back().map(|(_, event)| event.id))
    }
}
