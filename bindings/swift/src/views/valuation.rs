//! What a portfolio is worth on a day.

use cactus_core::ids::{InstrumentId, PortfolioId};
use cactus_core::model::{AssetClass, Name, Symbol};
use cactus_core::money::{Currency, Money, Quantity};
use cactus_core::time::BusinessDate;
use cactus_core::views::{CashView, PositionView, ReasonView, ValuationView};

use super::figure::{MoneyFigure, PriceFigure, WeightFigure};

/// What a portfolio held at the end of a day and what that was worth.
#[uniffi::remote(Record)]
pub struct ValuationView {
    /// The portfolio.
    pub portfolio: PortfolioId,
    /// The day.
    pub as_of: BusinessDate,
    /// The currency of the values: the portfolio's.
    pub currency: Currency,
    /// The value of everything; undefined if anything could not be valued.
    pub total: MoneyFigure,
    /// The value of what could be valued: the total if there are no gaps.
    pub valued: MoneyFigure,
    /// What the instruments held have cost, each lot at the exchange rate of its own day.
    pub cost: MoneyFigure,
    /// Value less cost of the instruments held.
    pub unrealised_gain: MoneyFigure,
    /// The instruments held, in the order of their symbols.
    pub positions: Vec<PositionView>,
    /// The cash balances that are not zero, in the order of their currencies.
    pub cash: Vec<CashView>,
    /// The prices and rates that were missing.
    pub gaps: Vec<ReasonView>,
}

/// An instrument held.
#[uniffi::remote(Record)]
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
    pub price: PriceFigure,
    /// The day of that price.
    pub price_date: Option<BusinessDate>,
    /// Quantity times price, in the currency of the price.
    pub local_value: MoneyFigure,
    /// The value in the currency of the portfolio.
    pub value: MoneyFigure,
    /// The value as a fraction of the total.
    pub weight: WeightFigure,
    /// What it has cost, in the currency it was bought in, charges included.
    pub local_cost: Money,
    /// What it has cost in the currency of the portfolio, each lot at the exchange rate of its own day.
    pub cost: MoneyFigure,
    /// Value less cost, in the currency of the portfolio.
    pub unrealised_gain: MoneyFigure,
}

/// Cash of one currency.
#[uniffi::remote(Record)]
pub struct CashView {
    /// The balance; below zero for an overdraft.
    pub amount: Money,
    /// The value in the currency of the portfolio.
    pub value: MoneyFigure,
    /// The value as a fraction of the total.
    pub weight: WeightFigure,
}
