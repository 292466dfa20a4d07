use std::collections::BTreeSet;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, HouseholdId, UserId};
use cactus_core::model::{Email, User};
use cactus_core::ports::{Directory, Login, StoreError};

use super::unit::Rows;

#[async_trait]
impl Directory for Rows<'_> {
    async fn login(&mut self, email: &Email) -> Result<Option<Login>, StoreError> {
        let state = self.state();
        let user = state.user_emails.get(email).and_then(|(firm, id)| state.users.get(*firm, *id));
        Ok(user.map(|user| Login {
            user: user.clone(),
            password_hash: state.passwords.get(&(user.firm, user.id)).cloned(),
        }))
    }

    async fn set_password(
        &mut self,
        firm: FirmId,
        user: UserId,
        hash: &str,
    ) -> Result<(), StoreError> {
        self.change(|state| {
            if !state.users.has(firm, user) {
                return Err(StoreError::Missing { what: "user" });
            }
            state.passwords.insert_mut((firm, user), hash.to_owned());
            Ok(())
        })
    }

    async fn member(&mut self, firm: FirmId, user: UserId) -> Result<Option<User>, StoreError> {
        Ok(self.state().users.get(firm, user).cloned())
    }

    async fn team(
        &mut self,
        firm: FirmId,
        manager: UserId,
    ) -> Result<BTreeSet<UserId>, StoreError> {
        let users = &self.state().users;
        let mut team = BTreeSet::new();
        let mut leaders = vec![manager];
        while let Some(leader) = leaders.pop() {
            for user in users.of(firm).filter(|user| user.manager == Some(leader)) {
                if user.id != manager && team.insert(user.id) {
                    leaders.push(user.id);
                }
            }
        }
        Ok(team)
    }

    async fn household(&mut self, user: &User) -> Result<Option<HouseholdId>, StoreError> {
        let clients = &self.state().clients;
        Ok(user
            .client
            .and_then(|client| clients.get(user.firm, client))
            .and_then(|client| client.household))
    }

    async fn firms(&mut self) -> Result<Vec<FirmId>, StoreError> {
        Ok(self.state().firms.keys().copied().collect())
    }
}
