//! Portfolios, what they are worth and how they performed.

use cactus_core::ids::PortfolioId;
use cactus_core::time::BusinessDate;
use cactus_core::views::{
    ListPortfolios, OpenPortfolio, PerformanceView, PeriodQuery, PortfolioView, UpdatePortfolio,
    ValuationView,
};

use crate::errors::CactusError;
use crate::session::Session;
use crate::views::PortfolioPage;

#[uniffi::export]
impl Session {
    /// A page of the portfolios in reach.
    pub async fn list_portfolios(
        &self,
        query: ListPortfolios,
    ) -> Result<PortfolioPage, CactusError> {
        self.act(|cactus, actor| async move { cactus.portfolios().list(&actor, &query).await })
            .await
    }

    /// The portfolio with this id.
    pub async fn get_portfolio(&self, id: PortfolioId) -> Result<PortfolioView, CactusError> {
        self.act(move |cactus, actor| async move { cactus.portfolios().get(&actor, id).await })
            .await
    }

    /// Opens a portfolio for a client.
    pub async fn open_portfolio(
        &self,
        portfolio: OpenPortfolio,
    ) -> Result<PortfolioView, CactusError> {
        self.act(|cactus, actor| async move { cactus.portfolios().open(&actor, portfolio).await })
            .await
    }

    /// Changes a portfolio, if it still has the version that was read.
    pub async fn update_portfolio(
        &self,
        id: PortfolioId,
        update: UpdatePortfolio,
    ) -> Result<PortfolioView, CactusError> {
        self.act(move |cactus, actor| async move {
            cactus.portfolios().update(&actor, id, update).await
        })
        .await
    }

    /// What the portfolio held at the end of the day and what that was worth.
    pub async fn valuation(
        &self,
        portfolio: PortfolioId,
        as_of: BusinessDate,
    ) -> Result<ValuationView, CactusError> {
        self.act(move |cactus, actor| async move {
            cactus.valuations().of_portfolio(&actor, portfolio, as_of).await
        })
        .await
    }

    /// How the portfolio performed.
    pub async fn performance(
        &self,
        portfolio: PortfolioId,
        period: PeriodQuery,
    ) -> Result<PerformanceView, CactusError> {
        self.act(move |cactus, actor| async move {
            cactus.performance().of_portfolio(&actor, portfolio, period).await
        })
        .await
    }
}
