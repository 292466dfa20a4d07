//! Households.

use async_trait::async_trait;
use cactus_core::ids::{HouseholdId, Id};
use cactus_core::model::Household;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Households, Page, PageRequest, StoreError};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::{household_in_reach, scoped_by};
use super::reference::{Reference, Table};
use super::sql::{Query, statements};
use super::unit::{Unit, Versioned, empty, rows_to_read, start_after};

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT households.firm, households.id, households.owner, households.name, households.created_at, \
             households.version FROM households WHERE households.firm = ?1 AND ",
            $condition
        )
    };
}

statements! {
    plain {
        INSERT = "INSERT INTO households (firm, id, owner, name, created_at, version) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        UPDATE = "UPDATE households SET owner = ?3, name = ?4, created_at = ?5, version = ?6 \
            WHERE firm = ?1 AND id = ?2 AND version = ?6 - 1";
    }
    scoped {
        GET = scoped_by!(household_in_reach, select!("households.id = ?3"), "");
        LIST = scoped_by!(
            household_in_reach,
            select!("households.id > ?3"),
            "ORDER BY households.id LIMIT ?4"
        );
    }
}

fn read(row: &SqliteRow) -> Result<Household, StoreError> {
    let fields = Fields::of("household", row);
    Ok(Household {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        owner: fields.id("owner")?,
        name: fields.text("name")?,
        created_at: fields.moment("created_at")?,
        version: fields.version()?,
    })
}

fn bound(text: &'static str, household: &Household) -> Query {
    sqlx::query(text)
        .bind(household.firm.uuid())
        .bind(household.id.uuid())
        .bind(household.owner.uuid())
        .bind(household.name.as_str())
        .bind(household.created_at.micros())
        .bind(household.version.number())
}

fn references(household: &Household) -> [Reference; 2] {
    let firm = household.firm;
    [
        Reference::firm("household.firm", firm),
        Reference::to("household.owner", Table::Users, firm, household.owner),
    ]
}

#[async_trait]
impl Households for &mut Unit {
    async fn get(
        &mut self,
        reach: &Reach,
        id: HouseholdId,
    ) -> Result<Option<Household>, StoreError> {
        let Some(query) = GET.query(reach) else {
            return Ok(None);
        };
        self.one(query.bind(id.uuid()), read).await
    }

    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<Household>, StoreError> {
        let after = start_after::<HouseholdId>(page)?;
        let Some(query) = LIST.query(reach) else {
            return Ok(empty());
        };
        let query = query.bind(after).bind(rows_to_read(page));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, |household| household.id))
    }

    async fn insert(&mut self, household: &Household) -> Result<(), StoreError> {
        let query = bound(INSERT, household);
        self.write(query, &references(household)).await.map(drop)
    }

    async fn update(&mut self, household: &Household) -> Result<(), StoreError> {
        let row = Versioned {
            table: Table::Households,
            firm: household.firm,
            id: household.id.uuid(),
            version: household.version,
            references: &references(household),
        };
        self.replace(bound(UPDATE, household), row).await
    }
}
