//! A portfolio with its record and its market: what every question about it reads.

use super::pages::all;
use super::portfolios::portfolio;
use super::{quotes, record};
use crate::error::Error;
use crate::ids::{InstrumentId, PortfolioId};
use crate::ledger::{BaseCurrency, CostBasis, Holdings, Journal, LedgerError, Timeline};
use crate::model::{Account, Instrument, LotPool, Portfolio};
use crate::money::Currency;
use crate::permissions::Reach;
use crate::ports::{AccountFilter, UnitOfWork};
use crate::pricing::Market;
use crate::time::BusinessDate;
use crate::valuation::Valuer;

/// A portfolio with everything that a figure of it is computed from.
pub(super) struct Book {
    pub(super) portfolio: Portfolio,
    /// The currency that figures are in: the portfolio's own, or another that was asked for.
    pub(super) currency: Currency,
    pub(super) instruments: Vec<Instrument>,
    pub(super) journal: Journal,
    pub(super) timeline: Timeline,
    pub(super) market: Market,
}

impl Book {
    /// Loads the portfolio's record and the market, for figures in its own currency.
    pub(super) async fn load(
        unit: &mut dyn UnitOfWork,
        reach: &Reach,
        id: PortfolioId,
    ) -> Result<Self, Error> {
        let portfolio = portfolio(unit, reach, id).await?;
        let currency = portfolio.base_currency;
        Self::load_in(unit, reach, portfolio, currency).await
    }

    /// Loads the record of the portfolio and the market, for figures in the currency.
    pub(super) async fn load_in(
        unit: &mut dyn UnitOfWork,
        reach: &Reach,
        portfolio: Portfolio,
        currency: Currency,
    ) -> Result<Self, Error> {
        let accounts = accounts(unit, reach, portfolio.id).await?;
        let record::Record { instruments, journal } =
            record::load(unit, reach, &accounts, &[]).await?;
        let timeline = journal.timeline()?;
        let currencies = timeline.cash.keys().copied().chain([currency]);
        let market = quotes::load(unit, reach, &instruments, currencies).await?;
        Ok(Self { portfolio, currency, instruments, journal, timeline, market })
    }

    /// The currencies that amounts are in, and the one that figures are in.
    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.timeline.cash.keys().copied().chain([self.currency])
    }

    /// The valuer of the portfolio.
    pub(super) const fn valuer(&self) -> Valuer<'_> {
        Valuer::new(&self.timeline, &self.market, self.currency)
    }

    /// How the portfolio tells its cost apart.
    pub(super) fn cost_basis(&self) -> CostBasis {
        CostBasis::of([&self.portfolio], LotPool::Portfolio)
    }

    /// What the portfolio holds at the end of the day, with its cost in the currency that figures are in.
    pub(super) fn holdings(&self, as_of: BusinessDate) -> Result<Holdings, LedgerError> {
        let base = BaseCurrency { currency: self.currency, market: &self.market };
        self.journal.holdings_in(as_of, &self.cost_basis(), base)
    }

    /// The instrument with this id; every instrument that is held is there.
    pub(super) fn instrument(&self, id: InstrumentId) -> Option<&Instrument> {
        let place = self.instruments.binary_search_by_key(&id, |instrument| instrument.id).ok()?;
        self.instruments.get(place)
    }
}

/// All accounts of a portfolio.
async fn accounts(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    portfolio: PortfolioId,
) -> Result<Vec<Account>, Error> {
    let filter = AccountFilter { portfolio: Some(portfolio), ..AccountFilter::default() };
    Ok(all!(|page| unit.accounts().list(reach, &filter, &page)))
}
