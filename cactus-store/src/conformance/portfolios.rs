//! Portfolios.

use cactus_core::model::{Client, LotMethod, Portfolio};
use cactus_core::money::Currency;
use cactus_core::ports::{PageRequest, PortfolioFilter, Store};

use super::breach::{dangling, equal};
use super::nouns::Noun;
use super::office::day;
use super::{Office, Proof};

pub(super) async fn every_field_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let portfolio = Portfolio::keep(&mut office, &mut unit).await?;
    let client = Client::keep(&mut office, &mut unit).await?;
    let changed = Portfolio {
        client: client.id,
        base_currency: Currency::declare("BTC", 8)?,
        lot_method: LotMethod::Average,
        opened_on: day("1583-01-01")?,
        created_at: office.moment()?,
        ..portfolio.renamed()?
    };
    changed.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let everything = office.everything()?;
    equal(changed.look_up(&mut unit, &everything).await?, Some(changed))
}

pub(super) async fn a_client_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let stranger = Client::keep(&mut other, &mut unit).await?;
    let stray = office.portfolio(stranger.id)?;
    dangling(stray.insert(&mut unit).await, "portfolio.client")?;
    let portfolio = Portfolio::keep(&mut office, &mut unit).await?;
    let stray = Portfolio { client: stranger.id, ..portfolio.renamed()? };
    dangling(stray.update(&mut unit).await, "portfolio.client")
}

pub(super) async fn a_filter_narrows_the_list(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let first = Portfolio::keep(&mut office, &mut unit).await?;
    Portfolio::keep(&mut office, &mut unit).await?;
    let second = office.portfolio(first.client)?;
    second.insert(&mut unit).await?;
    let filter = PortfolioFilter { client: Some(first.client) };
    let everything = office.everything()?;
    let page = PageRequest::default();
    let listed = unit.portfolios().list(&everything, &filter, &page).await?;
    equal(listed.items, vec![first, second])
}
