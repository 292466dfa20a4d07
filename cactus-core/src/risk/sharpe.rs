//! The Sharpe ratio.

use super::growth::annual_return;
use super::moments::Moments;
use super::periods::per_period;
use super::{PeriodsPerYear, ReturnSeries};
use crate::money::{Rate, decimal};
use crate::undefined::{Figure, finite};

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
/// [`Undefined::TooFew`]: crate::undefined::Undefined::TooFew
/// [`Undefined::Flat`]: crate::undefined::Undefined::Flat
/// [`Undefined::OutOfRange`]: crate::undefined::Undefined::OutOfRange
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
    let free = per_period(risk_free, periods)?;
    ratio(&Moments::of(series.returns(), 2)?, free, periods)
}

pub(super) fn ratio(moments: &Moments, free: f64, periods: PeriodsPerYear) -> Figure<f64> {
    let deviation = moments.varied()?;
    finite((moments.mean - free) / deviation * periods.as_f64().sqrt())
}

/// The annual return above the risk-free rate for each unit of annualised risk: `(CAGR − F) / (s · √A)`.
///
/// The geometric form: its numerator is what an investor kept, so it is lower than [`sharpe`] where returns vary.
///
/// Source: C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*, on the Sharpe ratio.
///
/// # Errors
/// Those of [`sharpe`], and [`TooFew`](crate::undefined::Undefined::TooFew) for fewer returns than make a year.
pub fn sharpe_geometric(
    series: &ReturnSeries,
    risk_free: Rate,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    let annual = annual_return(series, periods)?;
    let moments = Moments::of(series.returns(), 2)?;
    geometric(annual, decimal::to_f64(risk_free.value()), &moments, periods)
}

pub(super) fn geometric(
    annual: f64,
    free: f64,
    moments: &Moments,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    finite((annual - free) / (moments.varied()? * periods.as_f64().sqrt()))
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;
    use crate::undefined::Undefined;

    #[test]
    fn the_risk_free_rate_is_compounded_down() {
        let returns = series(&[0.01, -0.02, 0.03, 0.005]);
        // Python: (mean(r) - 1.03 ** (1 / 252) + 1) / stdev(r) * 252 ** 0.5
        let found = sharpe(&returns, "0.03".parse().unwrap(), PeriodsPerYear::default());
        assert!((found.unwrap() - 4.733_957_203_740_904).abs() < 1e-12);
    }

    #[test]
    fn the_geometric_form_has_what_was_kept_above_the_line() {
        // Python: (prod(1 + r) - 1 - 0.01) / (stdev(r) * 12 ** 0.5) over twelve months.
        let returns = [0.02, -0.01, 0.03, 0.01, -0.02, 0.015, 0.0, 0.01, -0.005, 0.02, 0.01, 0.005];
        let rate = "0.01".parse().unwrap();
        let found = sharpe_geometric(&series(&returns), rate, PeriodsPerYear::MONTHS).unwrap();
        assert!((found - 1.586_076_031_319_015).abs() < 1e-12, "{found}");
        let short = sharpe_geometric(&series(&returns[..11]), rate, PeriodsPerYear::MONTHS);
        assert_eq!(short, Err(Undefined::TooFew { given: 11, needed: 12 }));
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
