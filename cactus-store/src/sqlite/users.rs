//! People.

use async_trait::async_trait;
use cactus_core::ids::{Id, UserId};
use cactus_core::model::User;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Page, PageRequest, StoreError, Users};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::{person_in_reach, scoped_by};
use super::reference::{Reference, Table};
use super::sql::{Query, statements};
use super::unit::{Unit, Versioned, empty, rows_to_read, start_after};

/// The columns that [`read`] reads.
macro_rules! columns {
    () => {
        "users.firm, users.id, users.email, users.name, users.role, users.manager, users.client, users.active, \
         users.created_at, users.version"
    };
}
pub(super) use columns;

statements! {
    plain {
        INSERT = "INSERT INTO users \
            (firm, id, email, name, role, manager, client, active, created_at, version) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        UPDATE = "UPDATE users SET email = ?3, name = ?4, role = ?5, manager = ?6, client = ?7, active = ?8, \
            created_at = ?9, version = ?10 WHERE firm = ?1 AND id = ?2 AND version = ?10 - 1";
    }
    scoped {
        GET = scoped_by!(
            person_in_reach,
            concat!("SELECT ", columns!(), " FROM users WHERE users.firm = ?1 AND users.id = ?3"),
            ""
        );
        LIST = scoped_by!(
            person_in_reach,
            concat!("SELECT ", columns!(), " FROM users WHERE users.firm = ?1 AND users.id > ?3"),
            "ORDER BY users.id LIMIT ?4"
        );
    }
}

pub(super) fn read(row: &SqliteRow) -> Result<User, StoreError> {
    let fields = Fields::of("user", row);
    Ok(User {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        email: fields.text("email")?,
        name: fields.text("name")?,
        role: fields.text("role")?,
        manager: fields.maybe_id("manager")?,
        client: fields.maybe_id("client")?,
        active: fields.get("active")?,
        created_at: fields.moment("created_at")?,
        version: fields.version()?,
    })
}

fn bound(text: &'static str, user: &User) -> Query {
    sqlx::query(text)
        .bind(user.firm.uuid())
        .bind(user.id.uuid())
        .bind(user.email.as_str())
        .bind(user.name.as_str())
        .bind(user.role.as_str())
        .bind(user.manager.map(Id::uuid))
        .bind(user.client.map(Id::uuid))
        .bind(user.active)
        .bind(user.created_at.micros())
        .bind(user.version.number())
}

fn references(user: &User) -> [Reference; 3] {
    [
        Reference::firm("user.firm", user.firm),
        Reference::maybe("user.manager", Table::Users, user.firm, user.manager),
        Reference::maybe("user.client", Table::Clients, user.firm, user.client),
    ]
}

#[async_trait]
impl Users for &mut Unit {
    async fn get(&mut self, reach: &Reach, id: UserId) -> Result<Option<User>, StoreError> {
        let Some(query) = GET.query(reach) else {
            return Ok(None);
        };
        self.one(query.bind(id.uuid()), read).await
    }

    async fn list(&mut self, reach: &Reach, page: &PageRequest) -> Result<Page<User>, StoreError> {
        let after = start_after::<UserId>(page)?;
        let Some(query) = LIST.query(reach) else {
            return Ok(empty());
        };
        let query = query.bind(after).bind(rows_to_read(page));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, |user| user.id))
    }

    async fn insert(&mut self, user: &User) -> Result<(), StoreError> {
        self.writer()?;
        user.check()?;
        let query = bound(INSERT, user);
        self.write(query, &references(user)).await.map(drop)
    }

    async fn update(&mut self, user: &User) -> Result<(), StoreError> {
        self.writer()?;
        user.check()?;
        let row = Versioned {
            table: Table::Users,
            firm: user.firm,
            id: user.id.uuid(),
            version: user.version,
            references: &references(user),
        };
        self.replace(bound(UPDATE, user), row).await
    }
}
