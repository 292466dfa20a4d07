//! Portfolios.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::{ClientId, PortfolioId};
use crate::model::Portfolio;
use crate::permissions::Reach;

/// Which portfolios; all fields that are set must match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PortfolioFilter {
    /// Of this client.
    pub client: Option<ClientId>,
}

/// The portfolios of a firm. Lists are in the order of their ids, which is the order of creation.
#[async_trait]
pub trait Portfolios: Send {
    /// The portfolio with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(
        &mut self,
        reach: &Reach,
        id: PortfolioId,
    ) -> Result<Option<Portfolio>, StoreError>;

    /// A page of those in reach.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        filter: &PortfolioFilter,
        page: &PageRequest,
    ) -> Result<Page<Portfolio>, StoreError>;

    /// Adds a portfolio.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], [`StoreError::Dangling`].
    async fn insert(&mut self, portfolio: &Portfolio) -> Result<(), StoreError>;

    /// Replaces a portfolio by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Dangling`].
    async fn update(&mut self, portfolio: &Portfolio) -> Result<(), StoreError>;
}
