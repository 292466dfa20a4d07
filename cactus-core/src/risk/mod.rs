//! The risk of a series of returns, alone and beside a benchmark.
//!
//! From here on numbers are `f64`: returns are quotients, and their statistics are estimates. No result is NaN
//! or infinite; where a formula has no answer it says why, as an [`Undefined`](crate::undefined::Undefined).
//! One measure, one file, with its formula, its conventions and its source; [`measure`](fn@measure) gives all of
//! them by stable keys.

mod aligned;
mod appraisal;
mod calmar;
mod capture;
mod downside;
mod drawdown;
mod drawdowns;
mod expected_shortfall;
mod growth;
mod information_ratio;
mod jensen;
mod m_squared;
mod measures;
mod moments;
mod normal;
mod omega;
mod periods;
mod regression;
mod rolling;
mod series;
mod shape;
mod sharpe;
mod sortino;
mod tracking_error;
mod treynor;
mod ulcer;
mod value_at_risk;
mod volatility;
mod win_rate;

pub use aligned::{Aligned, common_days};
pub use appraisal::appraisal;
pub use calmar::calmar;
pub use capture::{CaptureForm, MarketSide, capture};
pub use downside::{DownsideCount, downside_deviation};
pub use drawdown::{Drawdown, max_drawdown};
pub use drawdowns::drawdowns;
pub use expected_shortfall::{
    expected_shortfall_cornish_fisher, expected_shortfall_historical, expected_shortfall_normal,
};
pub use growth::{annual_return, total_return};
pub use information_ratio::{InformationRatioForm, information_ratio};
pub use jensen::jensen;
pub use m_squared::m_squared;
pub use measures::{RiskFigures, RiskMeasure, RiskOptions, RiskUnit, measure};
pub use omega::omega;
pub use periods::PeriodsPerYear;
pub use regression::{alpha, alpha_annual, alpha_compounded, beta, correlation, r_squared};
pub use rolling::{
    Rolling, RollingPair, highest_window, lowest_window, rolling_downside_deviation,
    rolling_expected_shortfall_historical, rolling_max_drawdown, rolling_omega, rolling_pair,
    rolling_return, rolling_sharpe, rolling_sortino, rolling_value_at_risk_historical,
    rolling_volatility,
};
pub use series::{ReturnSeries, SeriesError};
pub use shape::{excess_kurtosis, excess_kurtosis_of_sample, skewness, skewness_of_sample};
pub use sharpe::{sharpe, sharpe_geometric};
pub use sortino::sortino;
pub use tracking_error::tracking_error;
pub use treynor::treynor;
pub use ulcer::ulcer_index;
pub use value_at_risk::{
    value_at_risk_cornish_fisher, value_at_risk_historical, value_at_risk_normal,
};
pub use volatility::{volatility, volatility_of_logs};
pub use win_rate::{best_period, win_rate, worst_period};
