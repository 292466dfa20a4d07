//! The Sharpe ratio.

use super::spread::Spread;
use super::{PeriodsPerYear, ReturnSeries};
use crate::money::{Rate, decimal};
use crate::undefined::{Figure, Undefined, finite};

/// Excess return for each unit of risk, annualised: `mean(r − f) / s(r − f) · √A`, with the sample standard
/// deviation `s` and the risk-free rate per period `f = (1 + F)^(1/A) − 1` from the annual rate `F`.
///
/// Takes simple returns of one period each. Numerator and denominator have one horizon; a ratio of an annual
/// return to a deviation per period is something else.
///
/// Source: W. F. Sharpe, "The Sharpe Ratio", *Journal of Portfolio Management* 21 (1994).
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than two returns, [`Undefined::Flat`] if the returns do not vary, and
/// [`Undefined::OutOfRange`] for a risk-free rate of −100 % or less.
///
/// ```
/// use cactus_core::money::Rate;
/// use cactus_core::risk::{PeriodsPerYear, ReturnSeries, sharpe};
/// use cactus_core::undefined::Undefined;
///
/// let days = ["2024-01-03", "2024-01-04"].map(|day| day.parse().unwrap());
/// let flat = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.01, 0.01]))?;
/// assert_eq!(sharpe(&flat, Rate::ZERO, PeriodsPerYear::TRADING_DAYS), Err(Undefined::Flat));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn sharpe(series: &ReturnSeries, risk_free: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    let annual = decimal::to_f64(risk_free.value());
    let per_period = (finite(annual.ln_1p())? / periods.as_f64()).exp_m1();
    let spread = Spread::of(series.returns())?;
    if spread.deviation <= 0.0 {
        return Err(Undefined::Flat);
    }
    finite((spread.mean - per_period) / spread.deviation * periods.as_f64().sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn the_risk_free_rate_is_compounded_down() {
        let returns = series(&[0.01, -0.02, 0.03, 0.005]);
        // Python: (mean(r) - 1.03 ** (1 / 252) + 1) / stdev(r) * 252 ** 0.5
        let found = sharpe(&returns, "0.03".parse().unwrap(), PeriodsPerYear::default());
        assert!((found.unwrap() - 4.733_957_203_740_904).abs() < 1e-12);
    }

    #[test]
    fn a_flat_series_or_a_worthless_rate_has_none() {
        let rate: Rate = "-1".parse().unwrap();
        let (flat, varied) = (series(&[0.1; 30]), series(&[0.1, 0.2]));
        let periods = PeriodsPerYear::default();
        assert_eq!(sharpe(&flat, Rate::ZERO, periods), Err(Undefined::Flat));
        assert_eq!(sharpe(&varied, rate, periods), Err(Undefined::OutOfRange));
    }
}
