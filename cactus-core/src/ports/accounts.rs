//! Accounts.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::{AccountId, ClientId, PortfolioId};
use crate::model::Account;
use crate::permissions::Reach;

/// Which accounts; all fields that are set must match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountFilter {
    /// Of this client.
    pub client: Option<ClientId>,
    /// In this portfolio.
    pub portfolio: Option<PortfolioId>,
}

/// The accounts of a firm. Lists are in the order of their ids, which is the order of creation.
#[async_trait]
pub trait Accounts: Send {
    /// The account with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(&mut self, reach: &Reach, id: AccountId) -> Result<Option<Account>, StoreError>;

    /// A page of those in reach.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        filter: &AccountFilter,
        page: &PageRequest,
    ) -> Result<Page<Account>, StoreError>;

    /// Adds an account.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], [`StoreError::Dangling`].
    async fn insert(&mut self, account: &Account) -> Result<(), StoreError>;

    /// Replaces an account by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Dangling`].
    async fn update(&mut self, account: &Account) -> Result<(), StoreError>;
}
