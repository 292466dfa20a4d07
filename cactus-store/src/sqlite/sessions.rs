//! Signed-in sessions.

use async_trait::async_trait;
use cactus_core::events::Digest;
use cactus_core::ids::{FirmId, Id, SessionId, UserId};
use cactus_core::ports::{Session, Sessions, StoreError};
use cactus_core::time::Timestamp;
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reference::{Reference, Table};
use super::sql::{Query, statements};
use super::unit::Unit;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT firm, id, user, token, previous, expires_at, revoked_at FROM sessions WHERE ",
            $rest
        )
    };
}

statements! {
    plain {
        GET = select!("firm = ?1 AND id = ?2");
        BY_TOKEN = concat!(
            select!("token = ?1"),
            " UNION ALL SELECT * FROM (", select!("previous = ?1 ORDER BY firm, id LIMIT 1"), ") LIMIT 1"
        );
        INSERT = "INSERT INTO sessions (firm, id, user, token, previous, expires_at, revoked_at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        UPDATE = "UPDATE sessions SET user = ?3, token = ?4, previous = ?5, expires_at = ?6, revoked_at = ?7 \
            WHERE firm = ?1 AND id = ?2";
        REVOKE_ALL = "UPDATE sessions SET revoked_at = ?3 WHERE firm = ?1 AND user = ?2 AND revoked_at IS NULL";
    }
    scoped {}
}

fn read(row: &SqliteRow) -> Result<Session, StoreError> {
    let fields = Fields::of("session", row);
    Ok(Session {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        user: fields.id("user")?,
        token: fields.digest("token")?,
        previous: fields.maybe_digest("previous")?,
        expires_at: fields.moment("expires_at")?,
        revoked_at: fields.maybe_moment("revoked_at")?,
    })
}

fn bound(text: &'static str, session: &Session) -> Query {
    sqlx::query(text)
        .bind(session.firm.uuid())
        .bind(session.id.uuid())
        .bind(session.user.uuid())
        .bind(session.token.0.to_vec())
        .bind(session.previous.map(|digest| digest.0.to_vec()))
        .bind(session.expires_at.micros())
        .bind(session.revoked_at.map(Timestamp::micros))
}

fn references(session: &Session) -> [Reference; 2] {
    let firm = session.firm;
    [
        Reference::firm("session.firm", firm),
        Reference::to("session.user", Table::Users, firm, session.user),
    ]
}

#[async_trait]
impl Sessions for &mut Unit {
    async fn insert(&mut self, session: &Session) -> Result<(), StoreError> {
        let query = bound(INSERT, session);
        self.write(query, &references(session)).await.map(drop)
    }

    async fn by_token(&mut self, token: Digest) -> Result<Option<Session>, StoreError> {
        let query = sqlx::query(BY_TOKEN).bind(token.0.to_vec());
        self.one(query, read).await
    }

    async fn get(&mut self, firm: FirmId, id: SessionId) -> Result<Option<Session>, StoreError> {
        let query = sqlx::query(GET).bind(firm.uuid()).bind(id.uuid());
        self.one(query, read).await
    }

    async fn update(&mut self, session: &Session) -> Result<(), StoreError> {
        let query = bound(UPDATE, session);
        let written = self.write(query, &references(session)).await?;
        if written.rows_affected() == 0 {
            return Err(StoreError::Missing { what: "session" });
        }
        Ok(())
    }

    async fn revoke_all(
        &mut self,
        firm: FirmId,
        user: UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(REVOKE_ALL).bind(firm.uuid()).bind(user.uuid()).bind(at.micros());
        self.write(query, &[]).await.map(drop)
    }
}
