use async_trait::async_trait;
use cactus_core::ids::PortfolioId;
use cactus_core::model::Portfolio;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Page, PageRequest, PortfolioFilter, Portfolios, StoreError};

use super::state::{State, refer};
use super::unit::Rows;

#[async_trait]
impl Portfolios for Rows<'_> {
    async fn get(
        &mut self,
        reach: &Reach,
        id: PortfolioId,
    ) -> Result<Option<Portfolio>, StoreError> {
        let state = self.state();
        let portfolio = state.portfolios.get(reach.firm(), id);
        Ok(portfolio.filter(|portfolio| state.reaches_client(reach, portfolio.client)).cloned())
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &PortfolioFilter,
        page: &PageRequest,
    ) -> Result<Page<Portfolio>, StoreError> {
        let state = self.state();
        state.portfolios.page(reach.firm(), page, |portfolio| {
            filter.client.is_none_or(|client| portfolio.client == client)
                && state.reaches_client(reach, portfolio.client)
        })
    }

    async fn insert(&mut self, portfolio: &Portfolio) -> Result<(), StoreError> {
        self.change(|state| {
            state.portfolios.check_new(portfolio)?;
            keep(state, portfolio)
        })
    }

    async fn update(&mut self, portfolio: &Portfolio) -> Result<(), StoreError> {
        self.change(|state| {
            state.portfolios.check_next(portfolio)?;
            keep(state, portfolio)
        })
    }
}

fn keep(state: &mut State, portfolio: &Portfolio) -> Result<(), StoreError> {
    state.check_firm(portfolio.firm, "portfolio.firm")?;
    refer(state.clients.has(portfolio.firm, portfolio.client), "portfolio.client")?;
    state.portfolios.put(portfolio);
    Ok(())
}
