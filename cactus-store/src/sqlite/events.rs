//! What happened.

use async_trait::async_trait;
use cactus_core::events::DomainEvent;
use cactus_core::ids::{EventId, FirmId, Id};
use cactus_core::ports::{Events, StoreError};
use serde::Serialize;
use sqlx::sqlite::SqliteRow;

use super::batch::Batched;
use super::fields::Fields;
use super::reference::Reference;
use super::sql::statements;
use super::unit::Unit;
use crate::codec::hex;

statements! {
    plain {
        APPEND = "INSERT INTO events (firm, number, id, at, actor, kind, subject, payload) \
            SELECT firm, \
              (SELECT coalesce(max(number), 0) FROM events WHERE events.firm = new.firm) \
                + row_number() OVER (PARTITION BY firm ORDER BY place), \
              id, at, actor, kind, subject, payload \
            FROM (SELECT key AS place, unhex(value ->> 0) AS firm, unhex(value ->> 1) AS id, value ->> 2 AS at, \
                unhex(value ->> 3) AS actor, value ->> 4 AS kind, value ->> 5 AS subject, value -> 6 AS payload \
              FROM jsonb_each(?1)) AS new";
        AFTER = "SELECT firm, id, at, actor, kind, subject, payload FROM events \
            WHERE firm = ?1 AND number > coalesce((SELECT number FROM events WHERE firm = ?1 AND id = ?2), 0) \
            ORDER BY number LIMIT ?3";
        LAST = "SELECT id FROM events WHERE firm = ?1 ORDER BY number DESC LIMIT 1";
    }
    scoped {}
}

fn read(row: &SqliteRow) -> Result<DomainEvent, StoreError> {
    let fields = Fields::of("event", row);
    Ok(DomainEvent {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        at: fields.moment("at")?,
        actor: fields.id("actor")?,
        kind: fields.text("kind")?,
        subject: fields.get("subject")?,
        payload: fields.json("payload")?,
    })
}

impl Batched for DomainEvent {
    const INSERT: &'static str = APPEND;

    fn row(&self) -> Result<impl Serialize, StoreError> {
        Ok((
            hex(self.firm),
            hex(self.id),
            self.at.micros(),
            hex(self.actor),
            self.kind,
            &self.subject,
            &self.payload,
        ))
    }

    fn references(&self) -> Vec<Reference> {
        vec![Reference::firm("event.firm", self.firm)]
    }
}

#[async_trait]
impl Events for &mut Unit {
    async fn append(&mut self, events: &[DomainEvent]) -> Result<(), StoreError> {
        self.insert_all(events).await
    }

    async fn after(
        &mut self,
        firm: FirmId,
        event: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<DomainEvent>, StoreError> {
        let query = sqlx::query(AFTER).bind(firm.uuid()).bind(event.map(Id::uuid)).bind(limit);
        self.all(query, read).await
    }

    async fn last(&mut self, firm: FirmId) -> Result<Option<EventId>, StoreError> {
        let query = sqlx::query(LAST).bind(firm.uuid());
        self.one(query, |row| Fields::of("event", row).id("id")).await
    }
}
