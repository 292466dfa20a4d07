//! Downside deviation, Sortino and Omega ratio by window: sums of gains and shortfalls.

use super::window::{Summary, windows};
use super::{Rolling, labelled};
use crate::risk::downside::{Downside, DownsideCount};
use crate::risk::moments::Compensated;
use crate::risk::{PeriodsPerYear, ReturnSeries, omega, sortino};
use crate::undefined::Figure;

/// The annualised [`downside_deviation`](crate::risk::downside_deviation) of every window of so many returns.
#[must_use]
pub fn rolling_downside_deviation(
    series: &ReturnSeries,
    length: usize,
    target: f64,
    count: DownsideCount,
    periods: PeriodsPerYear,
) -> Rolling {
    measured(series, length, target, |window| window.downside().annualised(count, periods))
}

/// The annualised [`sortino`](fn@crate::risk::sortino) ratio of every window of so many returns.
///
/// ```
/// use cactus_core::risk::{PeriodsPerYear, ReturnSeries, rolling_sortino};
/// use cactus_core::undefined::Undefined;
///
/// let days = ["2024-01-31", "2024-02-29", "2024-03-31"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2023-12-31".parse()?, days.into_iter().zip([0.03, -0.02, 0.0]))?;
/// let rolling = rolling_sortino(&series, 2, 0.0, PeriodsPerYear::MONTHS);
/// let first = rolling[0].1.clone().unwrap();
/// assert!((first - 12.0 * 0.005 / (0.02 * 6_f64.sqrt())).abs() < 1e-13);
/// assert_eq!(rolling_sortino(&series, 1, 0.0, PeriodsPerYear::MONTHS)[2], (days[2], Err(Undefined::NoLoss)));
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn rolling_sortino(
    series: &ReturnSeries,
    length: usize,
    target: f64,
    periods: PeriodsPerYear,
) -> Rolling {
    measured(series, length, target, |window| {
        sortino::ratio(window.mean(), window.downside(), target, periods)
    })
}

/// The [`omega`](fn@crate::risk::omega) ratio of every window of so many returns.
#[must_use]
pub fn rolling_omega(series: &ReturnSeries, length: usize, threshold: f64) -> Rolling {
    measured(series, length, threshold, |window| omega::ratio(window.downside()))
}

fn measured(
    series: &ReturnSeries,
    length: usize,
    target: f64,
    measure: impl Fn(Shortfalls) -> Figure<f64>,
) -> Rolling {
    let items = series.returns().iter().map(|value| Shortfalls::of(*value, target));
    labelled(series.dates(), length, windows(items, length), measure)
}

/// The sums of a stretch. The mean may nearly cancel, so that they keep what their additions round away.
#[derive(Debug, Clone, Copy)]
struct Shortfalls {
    count: f64,
    returns: Compensated,
    terms: [Compensated; 4],
}

impl Shortfalls {
    fn of(value: f64, target: f64) -> Self {
        let terms = Downside::terms(value, target).map(Compensated::of);
        Self { count: 1.0, returns: Compensated::of(value), terms }
    }

    fn mean(self) -> f64 {
        self.returns.value() / self.count
    }

    fn downside(self) -> Downside {
        Downside::of_sums(self.terms.map(Compensated::value), self.count)
    }
}

impl Summary for Shortfalls {
    fn then(self, after: Self) -> Self {
        let mut terms = self.terms;
        for (sum, more) in terms.iter_mut().zip(after.terms) {
            *sum = sum.with(more);
        }
        Self { count: self.count + after.count, returns: self.returns.with(after.returns), terms }
    }
}
