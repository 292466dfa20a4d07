//! How portfolios performed.

use super::book::Book;
use super::outside::Outside;
use crate::error::Error;
use crate::ids::PortfolioId;
use crate::money::{Rate, decimal};
use crate::performance::{Conventions, breakdown, evaluate};
use crate::permissions::{Actor, Permission, permitted};
use crate::risk::Drawdown;
use crate::time::{BusinessDate, Period, TimeError};
use crate::undefined::{Figure, Undefined};
use crate::views::{DrawdownView, PerformanceView, PeriodQuery, ReasonView};

/// Digits of a rate that a view shows; what lies beyond is below the precision of the statistics.
const RATE_DIGITS: u32 = 12;

/// How portfolios performed.
#[derive(Debug, Clone, Copy)]
pub struct Performance<'a> {
    outside: &'a Outside,
}

impl<'a> Performance<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// How the portfolio performed over the period, in its currency.
    ///
    /// # Errors
    /// Without the permission `portfolios.read`, if there is no such portfolio in reach, or if a named period ends
    /// before the first booking.
    pub async fn of_portfolio(
        &self,
        actor: &Actor,
        id: PortfolioId,
        query: PeriodQuery,
    ) -> Result<PerformanceView, Error> {
        let reach = permitted(actor, Permission::PortfoliosRead)?;
        let mut unit = self.outside.store().read().await?;
        let book = Book::load(unit.as_mut(), &reach, id).await?;
        drop(unit);
        view(&book, dates(&book, query)?)
    }
}

/// The dates of a query: a named one runs since the first booking at the earliest.
pub(super) fn dates(book: &Book, query: PeriodQuery) -> Result<Period, TimeError> {
    match query {
        PeriodQuery::Between(period) => Ok(period),
        PeriodQuery::Named { period, as_of } => {
            let first: BusinessDate = book.timeline.first_booking.unwrap_or(as_of);
            period.ending(as_of, first)
        }
    }
}

fn view(book: &Book, period: Period) -> Result<PerformanceView, Error> {
    let valuer = book.valuer();
    let measured = evaluate(&valuer, period, Conventions::default());
    let parts = breakdown(&book.journal, &book.cost_basis(), &valuer, &measured.values)?;
    Ok(PerformanceView {
        portfolio: book.portfolio.id,
        currency: valuer.currency(),
        period: measured.period,
        opening: measured.opening.into(),
        closing: measured.closing.into(),
        net_flows: measured.net_flows.into(),
        gain: measured.gain.into(),
        income: parts.income.clone().into(),
        realised_gain: parts.realised.clone().into(),
        fees: parts.all_fees().into(),
        taxes: parts.all_taxes().into(),
        twr: rate(measured.time_weighted.map(|linked| linked.total)).into(),
        twr_annualised: rate(measured.time_weighted_annual).into(),
        xirr: rate(measured.money_weighted.and_then(|solved| solved.annual)).into(),
        volatility: rate(measured.volatility).into(),
        max_drawdown: measured.max_drawdown.and_then(drawdown).into(),
        sharpe: rate(measured.sharpe).into(),
        gaps: measured.values.gaps().iter().map(|gap| ReasonView::from(&gap.first)).collect(),
    })
}

/// A statistic as a rate, rounded at the door out of statistics.
pub(super) fn rate(figure: Figure<f64>) -> Figure<Rate> {
    let rounded = decimal::from_f64(figure?, RATE_DIGITS);
    rounded.map(Rate::new).map_err(|_| Undefined::OutOfRange)
}

fn drawdown(drawdown: Drawdown) -> Figure<DrawdownView> {
    let Drawdown { depth, peak, trough, recovery } = drawdown;
    Ok(DrawdownView { depth: rate(Ok(depth))?, peak, trough, recovery })
}
