//! How a portfolio performed.

use cactus_core::ids::PortfolioId;
use cactus_core::money::{Currency, Rate};
use cactus_core::time::{BusinessDate, Period};
use cactus_core::views::{DrawdownView, PerformanceView, ReasonView};

use super::figure::{DrawdownFigure, MoneyFigure, RateFigure};

/// How a portfolio performed over a period. Rates are plain numbers (0.05 is five per cent) to twelve decimals.
#[uniffi::remote(Record)]
pub struct PerformanceView {
    /// The portfolio.
    pub portfolio: PortfolioId,
    /// The currency of the amounts: the portfolio's.
    pub currency: Currency,
    /// The days measured, from the eve of the first booking at the earliest.
    pub period: Period,
    /// The value at the start.
    pub opening: MoneyFigure,
    /// The value at the end.
    pub closing: MoneyFigure,
    /// What came in less what went out, at the rates of the days.
    pub net_flows: MoneyFigure,
    /// Closing less opening value and net flows; income and charges are inside.
    pub gain: MoneyFigure,
    /// Dividends and interest before charges.
    pub income: MoneyFigure,
    /// Gains less losses on what was sold, proceeds and cost each at the exchange rate of its own day.
    pub realised_gain: MoneyFigure,
    /// Fees, zero or more.
    pub fees: MoneyFigure,
    /// Taxes, zero or more.
    pub taxes: MoneyFigure,
    /// Time-weighted return of the whole period: daily, inflows at the start and outflows at the end of a day.
    pub twr: RateFigure,
    /// Time-weighted return per year, act/365; not below one year.
    pub twr_annualised: RateFigure,
    /// Money-weighted return: the effective annual rate of the flows, act/365.
    pub xirr: RateFigure,
    /// Standard deviation of the returns of trading days, n − 1, times √252.
    pub volatility: RateFigure,
    /// The deepest fall from a peak.
    pub max_drawdown: DrawdownFigure,
    /// Sharpe ratio, annualised, over a risk-free rate of zero.
    pub sharpe: RateFigure,
    /// The runs of days on which prices or rates were missing.
    pub gaps: Vec<ReasonView>,
}

/// A fall of wealth from a peak.
#[uniffi::remote(Record)]
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
