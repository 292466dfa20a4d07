//! Downside deviation.

use super::moments::sums;
use super::{PeriodsPerYear, ReturnSeries};
use crate::undefined::{Figure, Undefined, finite};
use crate::words::words;

words! {
    /// Over what the squared shortfalls of a downside deviation are averaged.
    #[derive(Default)]
    "downside count" DownsideCount {
        /// Over all returns; the default, and the definition of the lower partial moment.
        #[default]
        All = "all",
        /// Over the returns below the target only.
        BelowTarget = "below_target",
    }
}

/// How far returns fall short of a target, annualised: `√(Σ min(r_i − t, 0)² / n) · √A`, over all `n` returns.
///
/// Takes simple returns and a target `t` per period; the result is a fraction per √year. Returns above the
/// target count as no shortfall, they are not left out; [`DownsideCount::BelowTarget`] leaves them out.
///
/// Source: F. A. Sortino and R. van der Meer, "Downside Risk", *Journal of Portfolio Management* 17 (1991).
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns, [`Undefined::NoLoss`] if only returns below the target
/// count and there are none.
///
/// ```
/// use cactus_core::risk::{DownsideCount, PeriodsPerYear, ReturnSeries, downside_deviation};
///
/// let days = ["2024-01-31", "2024-02-29"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2023-12-31".parse()?, days.into_iter().zip([0.03, -0.02]))?;
/// let found = downside_deviation(&series, 0.0, DownsideCount::All, PeriodsPerYear::MONTHS);
/// assert!((found.unwrap() - 0.02 * 6_f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn downside_deviation(
    series: &ReturnSeries,
    target: f64,
    count: DownsideCount,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    Downside::of(series.returns(), target)?.annualised(count, periods)
}

/// The shortfalls of a sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct Downside {
    /// `Σ max(r − t, 0)` and `Σ max(t − r, 0)`.
    pub(super) gains: f64,
    pub(super) losses: f64,
    squares: f64,
    below: f64,
    count: f64,
}

impl Downside {
    pub(super) fn of(returns: &[f64], target: f64) -> Figure<Self> {
        if returns.is_empty() {
            return Err(Undefined::TooFew { given: 0, needed: 1 });
        }
        let sums = sums(returns, |value| Self::terms(value, target));
        Ok(Self::of_sums(sums, returns.len() as f64))
    }

    /// What a return adds to each of the sums.
    pub(super) fn terms(value: f64, target: f64) -> [f64; 4] {
        let excess = value - target;
        let gain = if excess > 0.0 { excess } else { 0.0 };
        let loss = gain - excess;
        [gain, loss, loss * loss, f64::from(u8::from(excess < 0.0))]
    }

    /// From the sums of the terms of so many returns.
    pub(super) fn of_sums([gains, losses, squares, below]: [f64; 4], count: f64) -> Self {
        Self { gains, losses, squares, below, count }
    }

    pub(super) fn annualised(self, count: DownsideCount, periods: PeriodsPerYear) -> Figure<f64> {
        let count = match count {
            DownsideCount::All => self.count,
            DownsideCount::BelowTarget if self.below > 0.0 => self.below,
            DownsideCount::BelowTarget => return Err(Undefined::NoLoss),
        };
        finite((self.squares / count * periods.as_f64()).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn both_counts_of_the_same_shortfalls() {
        let returns = series(&[0.02, -0.01, 0.005, -0.03]);
        let of = |count| downside_deviation(&returns, 0.005, count, PeriodsPerYear::MONTHS);
        let squares: f64 = 0.015_f64.powi(2) + 0.035_f64.powi(2);
        let (all, below) = ((squares / 4.0 * 12.0).sqrt(), (squares / 2.0 * 12.0).sqrt());
        assert!((of(DownsideCount::All).unwrap() - all).abs() < 1e-15);
        assert!((of(DownsideCount::BelowTarget).unwrap() - below).abs() < 1e-15);
    }

    #[test]
    fn without_a_shortfall_it_is_zero_or_nothing() {
        let returns = series(&[0.02, 0.01]);
        let of = |count| downside_deviation(&returns, 0.0, count, PeriodsPerYear::MONTHS);
        assert_eq!(of(DownsideCount::All), Ok(0.0));
        assert_eq!(of(DownsideCount::BelowTarget), Err(Undefined::NoLoss));
    }
}
