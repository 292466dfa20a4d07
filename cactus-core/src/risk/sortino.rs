//! The Sortino ratio.

use super::downside::{Downside, DownsideCount};
use super::moments::Moments;
use super::{PeriodsPerYear, ReturnSeries};
use crate::undefined::{Figure, Undefined, finite};

/// Excess over a target for each unit of downside risk: `A · mean(r − t) / downside deviation`, the deviation
/// annualised and over all returns.
///
/// Takes simple returns and a target `t` per period; a number per √year.
///
/// Source: F. A. Sortino and L. N. Price, "Performance Measurement in a Downside Risk Framework", *Journal of
/// Investing* 3 (1994).
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns, [`Undefined::NoLoss`] if no return falls short.
///
/// ```
/// use cactus_core::risk::{PeriodsPerYear, ReturnSeries, sortino};
///
/// let days = ["2024-01-31", "2024-02-29"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2023-12-31".parse()?, days.into_iter().zip([0.03, -0.02]))?;
/// let found = sortino(&series, 0.0, PeriodsPerYear::MONTHS).unwrap();
/// assert!((found - 12.0 * 0.005 / (0.02 * 6_f64.sqrt())).abs() < 1e-13);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn sortino(series: &ReturnSeries, target: f64, periods: PeriodsPerYear) -> Figure<f64> {
    let mean = Moments::of(series.returns(), 1)?.mean;
    ratio(mean, Downside::of(series.returns(), target)?, target, periods)
}

pub(super) fn ratio(
    mean: f64,
    downside: Downside,
    target: f64,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    let deviation = downside.annualised(DownsideCount::All, periods)?;
    if deviation <= 0.0 {
        return Err(Undefined::NoLoss);
    }
    finite(periods.as_f64() * (mean - target) / deviation)
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn a_series_that_never_falls_short_has_none() {
        let rising = series(&[0.01, 0.0, 0.02]);
        assert_eq!(sortino(&rising, 0.0, PeriodsPerYear::MONTHS), Err(Undefined::NoLoss));
        assert!(sortino(&rising, 0.005, PeriodsPerYear::MONTHS).is_ok());
        assert!(sortino(&series(&[]), 0.0, PeriodsPerYear::MONTHS).is_err());
    }
}
