//! How a portfolio performed.

use serde::{Deserialize, Serialize};

use super::{FigureView, ReasonView};
use crate::ids::PortfolioId;
use crate::money::{Currency, Money, Rate};
use crate::time::{BusinessDate, Period};

/// How a portfolio performed over a period. Rates are plain numbers (0.05 is five per cent) to twelve decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PerformanceView {
    /// The portfolio.
    pub portfolio: PortfolioId,
    /// The currency of the amounts: the portfolio's.
    pub currency: Currency,
    /// The days measured, from the eve of the first booking at the earliest.
    pub period: Period,
    /// The value at the start.
    pub opening: FigureView<Money>,
    /// The value at the end.
    pub closing: FigureView<Money>,
    /// What came in less what went out, at the rates of the days.
    pub net_flows: FigureView<Money>,
    /// Closing less opening value and net flows; income and charges are inside.
    pub gain: FigureView<Money>,
    /// Dividends and interest before charges.
    pub income: FigureView<Money>,
    /// Gains less losses on what was sold, proceeds and cost each at the exchange rate of its own day.
    pub realised_gain: FigureView<Money>,
    /// Fees, zero or more.
    pub fees: FigureView<Money>,
    /// Taxes, zero or more.
    pub taxes: FigureView<Money>,
    /// Time-weighted return of the whole period: daily, inflows at the start and outflows at the end of a day.
    pub twr: FigureView<Rate>,
    /// Time-weighted return per year, act/365; not below one year.
    pub twr_annualised: FigureView<Rate>,
    /// Money-weighted return: the effective annual rate of the flows, act/365.
    pub xirr: FigureView<Rate>,
    /// Standard deviation of the returns of trading days, n − 1, times √252.
    pub volatility: FigureView<Rate>,
    /// The deepest fall from a peak.
    pub max_drawdown: FigureView<DrawdownView>,
    /// Sharpe ratio, annualised, over a risk-free rate of zero.
    pub sharpe: FigureView<Rate>,
    /// The runs of days on which prices or rates were missing.
    pub gaps: Vec<ReasonView>,
}

/// A fall of wealth from a peak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawdownView {
    /// How deep it went, as a fraction of the peak, zero or below.
    pub depth: Rate,
    /// The last day at the peak.
    pub peak: BusinessDate,
    /// The deepest day.
    pub trough: BusinessDate,
    /// The first day back at the peak; none if that has not come.
    pub recovery: Option<BusinessDate>,
}
