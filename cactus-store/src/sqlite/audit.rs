//! Who did what, and why it was allowed.

use std::collections::BTreeSet;

use async_trait::async_trait;
use cactus_core::events::{AuditDraft, AuditEntry, Digest};
use cactus_core::ids::{FirmId, Id};
use cactus_core::permissions::{Extent, Reach};
use cactus_core::ports::{Audit, Page, PageRequest, StoreError};
use serde::Serialize;
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reference::Reference;
use super::sql::statements;
use super::unit::{Unit, empty, rows_to_read};
use crate::codec::{bound, count, hex, to_json};

statements! {
    plain {
        LAST = "SELECT number, digest FROM audit WHERE firm = ?1 ORDER BY number DESC LIMIT 1";
        APPEND = "INSERT INTO audit (firm, number, at, actor, permission, reasons, subject, change, digest) \
            SELECT unhex(value ->> 0), value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4, value -> 5, \
              value ->> 6, value -> 7, unhex(value ->> 8) FROM jsonb_each(?1)";
        LIST = "SELECT firm, number, at, actor, permission, reasons, subject, change, digest FROM audit \
            WHERE firm = ?1 AND number > ?2 ORDER BY number LIMIT ?3";
    }
    scoped {}
}

fn read(row: &SqliteRow) -> Result<AuditEntry, StoreError> {
    let fields = Fields::of("audit entry", row);
    Ok(AuditEntry {
        number: fields.count("number")?,
        draft: AuditDraft {
            firm: fields.id("firm")?,
            at: fields.moment("at")?,
            actor: fields.id("actor")?,
            permission: fields.get("permission")?,
            reasons: fields.json("reasons")?,
            subject: fields.get("subject")?,
            change: fields.json("change")?,
        },
        digest: fields.digest("digest")?,
    })
}

fn read_last(row: &SqliteRow) -> Result<(u64, Digest), StoreError> {
    let fields = Fields::of("audit entry", row);
    Ok((fields.count("number")?, fields.digest("digest")?))
}

/// An entry as the statement takes it: the columns in the order of the table.
fn new_row(entry: AuditEntry) -> Result<impl Serialize, StoreError> {
    let AuditEntry { number, draft, digest } = entry;
    Ok((
        hex(draft.firm),
        count(number)?,
        draft.at.micros(),
        hex(draft.actor),
        draft.permission,
        draft.reasons,
        draft.subject,
        draft.change,
        digest.to_string(),
    ))
}

#[async_trait]
impl Audit for &mut Unit {
    async fn append(&mut self, drafts: &[AuditDraft]) -> Result<(), StoreError> {
        self.writer()?;
        let firms: BTreeSet<FirmId> = drafts.iter().map(|draft| draft.firm).collect();
        let mut rows = Vec::new();
        for firm in &firms {
            // No other unit can write before this one ends, so that the last link stays the last.
            let last = sqlx::query(LAST).bind(firm.uuid());
            let mut last = self.one(last, read_last).await?;
            for draft in drafts.iter().filter(|draft| draft.firm == *firm) {
                let entry = AuditEntry::after(last, draft.clone());
                last = Some((entry.number, entry.digest));
                rows.push(new_row(entry)?);
            }
        }
        let references: Vec<_> =
            firms.into_iter().map(|firm| Reference::firm("audit.firm", firm)).collect();
        let query = sqlx::query(APPEND).bind(to_json(&rows)?);
        self.write(query, &references).await.map(drop)
    }

    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<AuditEntry>, StoreError> {
        let after = match &page.after {
            Some(cursor) => cursor.key::<u64>()?,
            None => 0,
        };
        if *reach.extent() != Extent::Everything {
            return Ok(empty());
        }
        let query =
            sqlx::query(LIST).bind(reach.firm().uuid()).bind(bound(after)).bind(rows_to_read(page));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, |entry| entry.number))
    }
}
