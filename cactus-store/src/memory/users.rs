use async_trait::async_trait;
use cactus_core::ids::UserId;
use cactus_core::model::User;
use cactus_core::permissions::{Place, Reach};
use cactus_core::ports::{Page, PageRequest, StoreError, Users};

use super::state::{State, refer_if, unique};
use super::unit::Rows;

#[async_trait]
impl Users for Rows<'_> {
    async fn get(&mut self, reach: &Reach, id: UserId) -> Result<Option<User>, StoreError> {
        let user = self.state().users.get(reach.firm(), id);
        Ok(user.filter(|user| reach.admits(&Place::from(*user))).cloned())
    }

    async fn list(&mut self, reach: &Reach, page: &PageRequest) -> Result<Page<User>, StoreError> {
        self.state().users.page(reach.firm(), page, |user| reach.admits(&Place::from(user)))
    }

    async fn insert(&mut self, user: &User) -> Result<(), StoreError> {
        self.change(|state| {
            state.users.check_new(user)?;
            keep(state, user)
        })
    }

    async fn update(&mut self, user: &User) -> Result<(), StoreError> {
        self.change(|state| {
            let before = state.users.check_next(user)?.email.clone();
            keep(state, user)?;
            if before != user.email {
                state.user_emails.remove_mut(&before);
            }
            Ok(())
        })
    }
}

fn keep(state: &mut State, user: &User) -> Result<(), StoreError> {
    let key = (user.firm, user.id);
    unique(state.user_emails.get(&user.email), &key, "user.email")?;
    state.check_firm(user.firm, "user.firm")?;
    refer_if(user.manager, |manager| state.users.has(user.firm, manager), "user.manager")?;
    refer_if(user.client, |client| state.clients.has(user.firm, client), "user.client")?;
    state.user_emails.insert_mut(user.email.clone(), key);
    state.users.put(user);
    Ok(())
}
