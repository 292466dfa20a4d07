//! Who people are, before it is known what they may see.

use std::collections::BTreeSet;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, HouseholdId, Id, UserId};
use cactus_core::model::{Email, User};
use cactus_core::ports::{Directory, Login, StoreError};

use super::fields::Fields;
use super::sql::statements;
use super::unit::Unit;
use super::users;

statements! {
    plain {
        LOGIN = concat!("SELECT ", users::columns!(), ", users.password_hash FROM users WHERE email = ?1");
        SET_PASSWORD = "UPDATE users SET password_hash = ?3 WHERE firm = ?1 AND id = ?2";
        MEMBER = concat!("SELECT ", users::columns!(), " FROM users WHERE firm = ?1 AND id = ?2");
        TEAM = "WITH RECURSIVE team (id) AS (\
              SELECT id FROM users WHERE firm = ?1 AND manager = ?2 \
              UNION SELECT users.id FROM team CROSS JOIN users \
                ON users.firm = ?1 AND users.manager = team.id) \
            SELECT id FROM team WHERE id <> ?2";
        HOUSEHOLD = "SELECT household FROM clients WHERE firm = ?1 AND id = ?2";
        FIRMS = "SELECT id FROM firms ORDER BY id";
    }
    scoped {}
}

#[async_trait]
impl Directory for &mut Unit {
    async fn login(&mut self, email: &Email) -> Result<Option<Login>, StoreError> {
        let query = sqlx::query(LOGIN).bind(email.as_str());
        let login = self.one(query, |row| {
            Ok(Login {
                user: users::read(row)?,
                password_hash: Fields::of("user", row).get("password_hash")?,
            })
        });
        login.await
    }

    async fn set_password(
        &mut self,
        firm: FirmId,
        user: UserId,
        hash: &str,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(SET_PASSWORD).bind(firm.uuid()).bind(user.uuid()).bind(hash);
        if self.write(query, &[]).await?.rows_affected() == 0 {
            return Err(StoreError::Missing { what: "user" });
        }
        Ok(())
    }

    async fn member(&mut self, firm: FirmId, user: UserId) -> Result<Option<User>, StoreError> {
        let query = sqlx::query(MEMBER).bind(firm.uuid()).bind(user.uuid());
        self.one(query, users::read).await
    }

    async fn team(
        &mut self,
        firm: FirmId,
        manager: UserId,
    ) -> Result<BTreeSet<UserId>, StoreError> {
        let query = sqlx::query(TEAM).bind(firm.uuid()).bind(manager.uuid());
        let team = self.all(query, |row| Fields::of("user", row).id("id"));
        Ok(team.await?.into_iter().collect())
    }

    async fn household(&mut self, user: &User) -> Result<Option<HouseholdId>, StoreError> {
        let Some(client) = user.client else {
            return Ok(None);
        };
        let query = sqlx::query(HOUSEHOLD).bind(user.firm.uuid()).bind(client.uuid());
        let household = self.one(query, |row| Fields::of("client", row).maybe_id("household"));
        Ok(household.await?.flatten())
    }

    async fn firms(&mut self) -> Result<Vec<FirmId>, StoreError> {
        let query = sqlx::query(FIRMS);
        self.all(query, |row| Fields::of("firm", row).id("id")).await
    }
}
