//! The tenant itself.

use async_trait::async_trait;
use cactus_core::ids::Id;
use cactus_core::model::Firm;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Firms, StoreError};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::shared;
use super::reference::Table;
use super::sql::{Query, statements};
use super::unit::{Unit, Versioned};

statements! {
    plain {
        GET = "SELECT id, name, base_currency, created_at, version FROM firms WHERE id = ?1";
        INSERT = "INSERT INTO firms (id, name, base_currency, created_at, version) VALUES (?1, ?2, ?3, ?4, ?5)";
        UPDATE = "UPDATE firms SET name = ?2, base_currency = ?3, created_at = ?4, version = ?5 \
            WHERE id = ?1 AND version = ?5 - 1";
    }
    scoped {}
}

fn read(row: &SqliteRow) -> Result<Firm, StoreError> {
    let fields = Fields::of("firm", row);
    Ok(Firm {
        id: fields.id("id")?,
        name: fields.text("name")?,
        base_currency: fields.text("base_currency")?,
        created_at: fields.moment("created_at")?,
        version: fields.version()?,
    })
}

fn bound(text: &'static str, firm: &Firm) -> Query {
    sqlx::query(text)
        .bind(firm.id.uuid())
        .bind(firm.name.as_str())
        .bind(firm.base_currency.to_string())
        .bind(firm.created_at.micros())
        .bind(firm.version.number())
}

#[async_trait]
impl Firms for &mut Unit {
    async fn get(&mut self, reach: &Reach) -> Result<Option<Firm>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(None);
        };
        self.one(sqlx::query(GET).bind(firm.uuid()), read).await
    }

    async fn insert(&mut self, firm: &Firm) -> Result<(), StoreError> {
        self.write(bound(INSERT, firm), &[]).await.map(drop)
    }

    async fn update(&mut self, firm: &Firm) -> Result<(), StoreError> {
        let row = Versioned {
            table: Table::Firms,
            firm: firm.id,
            id: firm.id.uuid(),
            version: firm.version,
            references: &[],
        };
        self.replace(bound(UPDATE, firm), row).await
    }
}
