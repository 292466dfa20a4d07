//! A portfolio with its record and its market: what every question about it reads.

use super::portfolios::portfolio;
use super::{quotes, record};
use crate::error::Error;
use crate::ids::{InstrumentId, PortfolioId};
use crate::ledger::{CostBasis, Journal, Timeline};
use crate::model::{Account, Instrument, LotPool, Portfolio};
use crate::permissions::Reach;
use crate::ports::{AccountFilter, Cursor, Limit, PageRequest, UnitOfWork};
use crate::pricing::Market;
use crate::time::BusinessDate;
use crate::valuation::Valuer;

/// A portfolio with everything that a figure of it is computed from.
pub(super) struct Book {
    pub(super) portfolio: Portfolio,
    pub(super) instruments: Vec<Instrument>,
    pub(super) journal: Journal,
    pub(super) timeline: Timeline,
    pub(super) market: Market,
}

impl Book {
    /// Loads the portfolio's record and the market up to and including the day.
    pub(super) async fn load(
        unit: &mut dyn UnitOfWork,
        reach: &Reach,
        id: PortfolioId,
        until: BusinessDate,
    ) -> Result<Self, Error> {
        let portfolio = portfolio(unit, reach, id).await?;
        let accounts = accounts(unit, reach, id).await?;
        let record::Record { instruments, journal } =
            record::load(unit, reach, &accounts, &[]).await?;
        let timeline = journal.timeline()?;
        let currencies = timeline.cash.keys().copied().chain([portfolio.base_currency]);
        let market = quotes::load(unit, reach, &instruments, currencies, until).await?;
        Ok(Self { portfolio, instruments, journal, timeline, market })
    }

    /// The valuer of the portfolio, in its currency.
    pub(super) const fn valuer(&self) -> Valuer<'_> {
        Valuer::new(&self.timeline, &self.market, self.portfolio.base_currency)
    }

    /// How the portfolio tells its cost apart.
    pub(super) fn cost_basis(&self) -> CostBasis {
        CostBasis::of([&self.portfolio], LotPool::Portfolio)
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
    let mut accounts = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let request = PageRequest { after, limit: Limit::MAX };
        let page = unit.accounts().list(reach, &filter, &request).await?;
        accounts.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok(accounts);
        }
    }
}
