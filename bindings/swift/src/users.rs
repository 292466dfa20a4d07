//! People of the firm.

use cactus_core::ids::UserId;
use cactus_core::views::{AddUser, PageQuery, UserView};

use crate::errors::CactusError;
use crate::session::Session;
use crate::views::UserPage;

#[uniffi::export]
impl Session {
    /// A page of the people in reach.
    pub async fn list_users(&self, query: PageQuery) -> Result<UserPage, CactusError> {
        self.act(|cactus, actor| async move { cactus.users().list(&actor, query).await }).await
    }

    /// The person with this id.
    pub async fn get_user(&self, id: UserId) -> Result<UserView, CactusError> {
        self.act(move |cactus, actor| async move { cactus.users().get(&actor, id).await }).await
    }

    /// Adds a person to the firm.
    pub async fn add_user(&self, user: AddUser) -> Result<UserView, CactusError> {
        self.act(|cactus, actor| async move { cactus.users().add(&actor, user).await }).await
    }
}
