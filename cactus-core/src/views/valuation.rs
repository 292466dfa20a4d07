//! What a portfolio is worth on a day.

use serde::{Deserialize, Serialize};

use super::{FigureView, ReasonView};
use crate::ids::{InstrumentId, PortfolioId};
use crate::model::{AssetClass, Name, Symbol};
use crate::money::{Currency, Money, Price, Quantity, Weight};
use crate::time::BusinessDate;

/// What a portfolio held at the end of a day and what that was worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValuationView {
    /// The portfolio.
    pub portfolio: PortfolioId,
    /// The day.
    pub as_of: BusinessDate,
    /// The currency of the values: the portfolio's.
    pub currency: Currency,
    /// The value of everything; undefined if anything could not be valued.
    pub total: FigureView<Money>,
    /// The value of what could be valued: the total if there are no gaps.
    pub valued: FigureView<Money>,
    /// What the instruments held have cost, each lot at the exchange rate of its own day.
    pub cost: FigureView<Money>,
    /// Value less cost of the instruments held.
    pub unrealised_gain: FigureView<Money>,
    /// The instruments held, in the order of their symbols.
    pub positions: Vec<PositionView>,
    /// The cash balances that are not zero, in the order of their currencies.
    pub cash: Vec<CashView>,
    /// The prices and rates that were missing.
    pub gaps: Vec<ReasonView>,
}

/// An instrument held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PositionView {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The short name it is traded under.
    pub symbol: Symbol,
    /// Its full name.
    pub name: Name,
    /// Its broad class.
    pub class: AssetClass,
    /// Units held.
    pub quantity: Quantity,
    /// What one unit costs.
    pub price: FigureView<Price>,
    /// The day of that price.
    pub price_date: Option<BusinessDate>,
    /// Quantity times price, in the currency of the price.
    pub local_value: FigureView<Money>,
    /// The value in the currency of the portfolio.
    pub value: FigureView<Money>,
    /// The value as a fraction of the total.
    pub weight: FigureView<Weight>,
    /// What it has cost, in the currency it was bought in, charges included.
    pub local_cost: Money,
    /// What it has cost in the currency of the portfolio, each lot at the exchange rate of its own day.
    pub cost: FigureView<Money>,
    /// Value less cost, in the currency of the portfolio.
    pub unrealised_gain: FigureView<Money>,
}

/// Cash of one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CashView {
    /// The balance; below zero for an overdraft.
    pub amount: Money,
    /// The value in the currency of the portfolio.
    pub value: FigureView<Money>,
    /// The value as a fraction of the total.
    pub weight: FigureView<Weight>,
}
