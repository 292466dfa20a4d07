//! Accounts.

use cactus_core::ids::AccountId;
use cactus_core::views::{AccountView, ListAccounts, OpenAccount, UpdateAccount};

use crate::errors::CactusError;
use crate::session::Session;
use crate::views::AccountPage;

#[uniffi::export]
impl Session {
    /// A page of the accounts in reach.
    pub async fn list_accounts(&self, query: ListAccounts) -> Result<AccountPage, CactusError> {
        self.act(|cactus, actor| async move { cactus.accounts().list(&actor, &query).await }).await
    }

    /// The account with this id.
    pub async fn get_account(&self, id: AccountId) -> Result<AccountView, CactusError> {
        self.act(move |cactus, actor| async move { cactus.accounts().get(&actor, id).await }).await
    }

    /// Opens an account in a portfolio.
    pub async fn open_account(&self, account: OpenAccount) -> Result<AccountView, CactusError> {
        self.act(|cactus, actor| async move { cactus.accounts().open(&actor, account).await }).await
    }

    /// Replaces what was written about an account.
    pub async fn update_account(
        &self,
        id: AccountId,
        account: UpdateAccount,
    ) -> Result<AccountView, CactusError> {
        self.act(
            move |cactus, actor| async move { cactus.accounts().update(&actor, id, account).await },
        )
        .await
    }
}
