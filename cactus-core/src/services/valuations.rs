//! What portfolios are worth.

use super::book::Book;
use super::outside::Outside;
use crate::error::Error;
use crate::ids::PortfolioId;
use crate::model::Instrument;
use crate::permissions::{Actor, Permission, permitted};
use crate::time::BusinessDate;
use crate::valuation::{PositionGain, PositionValue, Valuation};
use crate::views::{CashView, PositionView, ReasonView, ValuationView};

/// What portfolios are worth.
#[derive(Debug, Clone, Copy)]
pub struct Valuations<'a> {
    outside: &'a Outside,
}

impl<'a> Valuations<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// What the portfolio held at the end of the day and what that was worth, in its currency.
    ///
    /// # Errors
    /// Without the permission `portfolios.read`, or if there is no such portfolio in reach.
    pub async fn of_portfolio(
        &self,
        actor: &Actor,
        id: PortfolioId,
        as_of: BusinessDate,
    ) -> Result<ValuationView, Error> {
        let reach = permitted(actor, Permission::PortfoliosRead)?;
        let mut unit = self.outside.store().read().await?;
        let book = Book::load(unit.as_mut(), &reach, id).await?;
        drop(unit);
        view(&book, as_of)
    }
}

/// The valuation of a loaded portfolio as a view.
fn view(book: &Book, as_of: BusinessDate) -> Result<ValuationView, Error> {
    let holdings = book.holdings(as_of)?;
    let gains = book.valuer().gains(&holdings)?;
    let valuation = &gains.valuation;
    let rows = valuation.positions.iter().zip(&gains.positions);
    let mut positions: Vec<PositionView> = rows
        .filter_map(|(row, gain)| {
            Some(position(book.instrument(row.instrument)?, valuation, row, gain))
        })
        .collect();
    positions.sort_by(|a, b| a.symbol.cmp(&b.symbol));
    let cash = valuation.cash.iter().map(|row| CashView {
        amount: row.amount,
        value: row.value.clone().into(),
        weight: valuation.weight(&row.value).into(),
    });
    Ok(ValuationView {
        portfolio: book.portfolio.id,
        as_of,
        currency: valuation.currency,
        total: valuation.total.clone().into(),
        valued: valuation.valued.clone().into(),
        cost: gains.cost.clone().into(),
        unrealised_gain: gains.unrealised.clone().into(),
        positions,
        cash: cash.collect(),
        gaps: valuation.gaps.iter().map(ReasonView::from).collect(),
    })
}

fn position(
    instrument: &Instrument,
    valuation: &Valuation,
    row: &PositionValue,
    gain: &PositionGain,
) -> PositionView {
    PositionView {
        instrument: row.instrument,
        symbol: instrument.symbol.clone(),
        name: instrument.name.clone(),
        class: instrument.class,
        quantity: row.quantity,
        price: row.quote.clone().map(|quote| quote.price).into(),
        price_date: row.quote.as_ref().ok().map(|quote| quote.date),
        local_value: row.local.clone().into(),
        value: row.value.clone().into(),
        weight: valuation.weight(&row.value).into(),
        local_cost: gain.cost.local,
        cost: gain.cost.converted.clone().into(),
        unrealised_gain: gain.unrealised.clone().into(),
    }
}
