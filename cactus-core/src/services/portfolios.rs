//! Portfolios.

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::PortfolioId;
use crate::model::{Portfolio, Version};
use crate::permissions::{Actor, Permission, Reach, authorise, permitted};
use crate::ports::{PortfolioFilter, UnitOfWork};
use crate::views::{
    ListPortfolios, OpenPortfolio, PageQuery, PageView, PortfolioView, UpdatePortfolio,
};

/// Portfolios: list, get, open, update.
#[derive(Debug, Clone, Copy)]
pub struct Portfolios<'a> {
    outside: &'a Outside,
}

impl<'a> Portfolios<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the portfolios in reach, of one client if asked, in the order in which they were opened.
    ///
    /// # Errors
    /// Without the permission `portfolios.read`, or for a page that cannot be.
    pub async fn list(
        &self,
        actor: &Actor,
        query: &ListPortfolios,
    ) -> Result<PageView<PortfolioView>, Error> {
        let reach = permitted(actor, Permission::PortfoliosRead)?;
        let page = PageQuery { after: query.after.clone(), limit: query.limit }.try_into()?;
        let filter = PortfolioFilter { client: query.client };
        let mut unit = self.outside.store().read().await?;
        Ok(unit.portfolios().list(&reach, &filter, &page).await?.into())
    }

    /// The portfolio with this id.
    ///
    /// # Errors
    /// Without the permission `portfolios.read`, or if there is no such portfolio in reach.
    pub async fn get(&self, actor: &Actor, id: PortfolioId) -> Result<PortfolioView, Error> {
        let reach = permitted(actor, Permission::PortfoliosRead)?;
        let mut unit = self.outside.store().read().await?;
        Ok(portfolio(unit.as_mut(), &reach, id).await?.into())
    }

    /// Opens a portfolio for a client.
    ///
    /// # Errors
    /// Without the permission `portfolios.manage`, or if there is no such client in reach.
    pub async fn open(
        &self,
        actor: &Actor,
        command: OpenPortfolio,
    ) -> Result<PortfolioView, Error> {
        let reach = permitted(actor, Permission::PortfoliosManage)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let portfolio = open(&mut change, actor, &reach, command).await?;
        change.commit().await?;
        Ok(portfolio.into())
    }

    /// Changes a portfolio.
    ///
    /// # Errors
    /// Without the permission `portfolios.manage`, if there is no such portfolio in reach, or if it has been
    /// changed since the version named.
    pub async fn update(
        &self,
        actor: &Actor,
        id: PortfolioId,
        command: UpdatePortfolio,
    ) -> Result<PortfolioView, Error> {
        let reach = permitted(actor, Permission::PortfoliosManage)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let before = portfolio(change.unit(), &reach, id).await?;
        let client = change.unit().clients().get(&reach, before.client).await?;
        let client = client.ok_or(ServiceError::NotFound { what: "portfolio" })?;
        let decision = authorise(actor, Permission::PortfoliosManage, &client).require()?;
        let after = Portfolio {
            name: command.name,
            lot_method: command.lot_method,
            version: command.version.next(),
            ..before
        };
        change.unit().portfolios().update(&after).await?;
        let told = json!({ "version": after.version, "lot_method": after.lot_method });
        change.note(&decision, EventKind::PortfolioUpdated, id, told);
        change.commit().await?;
        Ok(after.into())
    }
}

/// Opens a portfolio as part of a change.
pub(super) async fn open(
    change: &mut Change<'_>,
    actor: &Actor,
    reach: &Reach,
    command: OpenPortfolio,
) -> Result<Portfolio, Error> {
    let client = change.unit().clients().get(reach, command.client).await?;
    let client = client.ok_or(ServiceError::NotFound { what: "client" })?;
    let decision = authorise(actor, Permission::PortfoliosManage, &client).require()?;
    let portfolio = Portfolio {
        id: change.new_id(),
        firm: actor.firm(),
        client: client.id,
        name: command.name,
        base_currency: command.base_currency,
        lot_method: command.lot_method,
        opened_on: command.opened_on,
        created_at: change.at(),
        version: Version::FIRST,
    };
    change.unit().portfolios().insert(&portfolio).await?;
    let told = json!({ "client": client.id, "base_currency": portfolio.base_currency });
    change.note(&decision, EventKind::PortfolioOpened, portfolio.id, told);
    Ok(portfolio)
}

/// The portfolio, if it is in reach.
pub(super) async fn portfolio(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    id: PortfolioId,
) -> Result<Portfolio, Error> {
    let found = unit.portfolios().get(reach, id).await?;
    Ok(found.ok_or(ServiceError::NotFound { what: "portfolio" })?)
}
