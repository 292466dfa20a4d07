//! Measures over a window that slides along a series.

use super::aligned::{Aligned, PairMoments};
use super::drawdown::ROUNDING_OF_WEALTH;
use super::moments::ROUNDING;
use super::periods::per_period;
use super::window::{Summary, windows};
use super::{PeriodsPerYear, ReturnSeries, regression, tracking_error};
use crate::money::Rate;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, finite};

/// A measure by window, labelled with the last day of each.
pub type Rolling = Vec<(BusinessDate, Figure<f64>)>;

/// The linked return of every window of so many returns, `Π (1 + r) − 1`, not annualised.
///
/// A window ends on the day it is labelled with. The first `length − 1` days have none and are absent, not zero;
/// a window longer than the series gives nothing.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, rolling_return};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.1, 0.1, -1.0]))?;
/// let rolling = rolling_return(&series, 2);
/// assert_eq!(rolling.len(), 2);
/// assert_eq!(rolling[0].0, days[1]);
/// assert!((rolling[0].1.clone().unwrap() - 0.21).abs() < 1e-15);
/// assert_eq!(rolling[1], (days[2], Ok(-1.0)));
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn rolling_return(series: &ReturnSeries, length: usize) -> Rolling {
    let items = series.returns().iter().map(|value| Wealth::of(*value));
    labelled(series.dates(), length, windows(items, length), |window| finite(window.growth - 1.0))
}

/// The deepest fall within every window of so many returns, as [`max_drawdown`](super::max_drawdown) of that
/// window alone: wealth starts at one on the day before it.
#[must_use]
pub fn rolling_max_drawdown(series: &ReturnSeries, length: usize) -> Rolling {
    let items = series.returns().iter().map(|value| Wealth::of(*value));
    labelled(series.dates(), length, windows(items, length), |window| {
        finite(if window.depth < -ROUNDING_OF_WEALTH { window.depth } else { 0.0 })
    })
}

/// The annualised [`volatility`](super::volatility) of every window of so many returns.
#[must_use]
pub fn rolling_volatility(
    series: &ReturnSeries,
    length: usize,
    periods: PeriodsPerYear,
) -> Rolling {
    let items = series.returns().iter().map(|value| Pairs::of(*value, *value));
    labelled(series.dates(), length, windows(items, length), |window| {
        let moments = window.moments()?;
        finite(moments.deviation(moments.squares) * periods.as_f64().sqrt())
    })
}

/// The annualised [`sharpe`](fn@super::sharpe) ratio of every window of so many returns.
#[must_use]
pub fn rolling_sharpe(
    series: &ReturnSeries,
    length: usize,
    risk_free: Rate,
    periods: PeriodsPerYear,
) -> Rolling {
    let free = per_period(risk_free, periods);
    let items = series.returns().iter().map(|value| Pairs::of(*value, *value));
    labelled(series.dates(), length, windows(items, length), |window| {
        let (moments, free) = (window.moments()?, free.clone()?);
        if moments.squares <= 0.0 {
            return Err(Undefined::Flat);
        }
        let deviation = moments.deviation(moments.squares);
        finite((moments.mean - free) / deviation * periods.as_f64().sqrt())
    })
}

/// A measure of two series by window of so many returns: [`RollingPair`] says which.
///
/// # Errors
/// Those of [`Aligned::new`].
pub fn rolling_pair(
    portfolio: &ReturnSeries,
    benchmark: &ReturnSeries,
    length: usize,
    measure: RollingPair,
) -> Figure<Rolling> {
    let aligned = Aligned::new(portfolio, benchmark)?;
    let items = aligned.portfolio.iter().zip(aligned.benchmark).map(|(r, b)| Pairs::of(*r, *b));
    Ok(labelled(portfolio.dates(), length, windows(items, length), |window| {
        let moments = window.moments()?;
        match measure {
            RollingPair::Beta => regression::slope(&moments),
            RollingPair::Correlation => regression::coefficient(&moments),
            RollingPair::TrackingError(periods) => tracking_error::annualised(&moments, periods),
        }
    }))
}

/// A measure of a portfolio and its benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollingPair {
    /// [`beta`](super::beta).
    Beta,
    /// [`correlation`](super::correlation).
    Correlation,
    /// [`tracking_error`](fn@super::tracking_error), annualised.
    TrackingError(PeriodsPerYear),
}

fn labelled<S>(
    dates: &[BusinessDate],
    length: usize,
    windows: Vec<S>,
    measure: impl Fn(S) -> Figure<f64>,
) -> Rolling {
    let ends = dates.iter().skip(length.saturating_sub(1)).copied();
    ends.zip(windows).map(|(end, window)| (end, measure(window))).collect()
}

/// What wealth of one becomes over a stretch.
#[derive(Debug, Clone, Copy)]
struct Wealth {
    growth: f64,
    /// The highest and the lowest it gets to, the start included.
    top: f64,
    low: f64,
    depth: f64,
}

impl Wealth {
    fn of(value: f64) -> Self {
        let growth = 1.0 + value;
        Self { growth, top: growth.max(1.0), low: growth.min(1.0), depth: value.min(0.0) }
    }
}

impl Summary for Wealth {
    fn then(self, after: Self) -> Self {
        let low_after = self.growth * after.low;
        Self {
            growth: self.growth * after.growth,
            top: self.top.max(self.growth * after.top),
            low: self.low.min(low_after),
            depth: self.depth.min(after.depth).min(low_after / self.top - 1.0),
        }
    }
}

/// Means and sums of squares and products of a stretch of pairs.
#[derive(Debug, Clone, Copy)]
struct Pairs {
    count: f64,
    means: [f64; 2],
    squares: [f64; 2],
    products: f64,
    active_squares: f64,
}

impl Pairs {
    fn of(r: f64, b: f64) -> Self {
        Self { count: 1.0, means: [r, b], squares: [0.0; 2], products: 0.0, active_squares: 0.0 }
    }

    fn moments(self) -> Figure<PairMoments> {
        let ([mean, benchmark_mean], [squares, benchmark_squares]) = (self.means, self.squares);
        let count = self.count as usize;
        if count < 2 {
            return Err(Undefined::TooFew { given: count, needed: 2 });
        }
        let varied = |squares: f64| {
            if squares <= self.count * ROUNDING * ROUNDING / 4.0 { 0.0 } else { squares }
        };
        Ok(PairMoments {
            count,
            mean,
            benchmark_mean,
            squares: varied(squares),
            benchmark_squares: varied(benchmark_squares),
            products: self.products,
            active_squares: varied(self.active_squares),
        })
    }
}

/// T. F. Chan, G. H. Golub and R. J. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
/// Variances" (1979).
impl Summary for Pairs {
    fn then(self, after: Self) -> Self {
        let count = self.count + after.count;
        let ([mean, benchmark_mean], [after_mean, after_benchmark_mean]) =
            (self.means, after.means);
        let (d, e) = (after_mean - mean, after_benchmark_mean - benchmark_mean);
        let (share, weight) = (after.count / count, self.count * after.count / count);
        let ([squares, benchmark_squares], [more, benchmark_more]) = (self.squares, after.squares);
        Self {
            count,
            means: [mean + d * share, benchmark_mean + e * share],
            squares: [
                squares + more + d * d * weight,
                benchmark_squares + benchmark_more + e * e * weight,
            ],
            products: self.products + after.products + d * e * weight,
            active_squares: self.active_squares + after.active_squares + (d - e) * (d - e) * weight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::super::{beta, max_drawdown, sharpe, total_return, volatility};
    use super::*;
    use proptest::prelude::*;

    fn close(a: &Figure<f64>, b: &Figure<f64>) -> bool {
        match (a, b) {
            (Ok(a), Ok(b)) => (a - b).abs() <= 1e-10 * (1.0 + b.abs()),
            (a, b) => a == b,
        }
    }

    proptest! {
        #[test]
        fn each_window_measures_as_if_alone(
            rows in prop::collection::vec((-0.5..0.6_f64, -0.5..0.6_f64), 1..50),
            length in 1..12_usize,
        ) {
            let (r, b): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let (whole, benchmark) = (series(&r), series(&b));
            let (rate, periods) = ("0.02".parse().unwrap(), PeriodsPerYear::MONTHS);
            let found = [
                rolling_return(&whole, length),
                rolling_volatility(&whole, length, periods),
                rolling_sharpe(&whole, length, rate, periods),
                rolling_max_drawdown(&whole, length),
                rolling_pair(&whole, &benchmark, length, RollingPair::Beta).unwrap(),
            ];
            for rolling in &found {
                prop_assert_eq!(rolling.len(), (r.len() + 1).saturating_sub(length));
            }
            for end in length..=r.len() {
                let (alone, other) = (series(&r[end - length..end]), series(&b[end - length..end]));
                let expected = [
                    total_return(&alone),
                    volatility(&alone, periods),
                    sharpe(&alone, rate, periods),
                    max_drawdown(&alone).map(|fall| fall.depth),
                    beta(Aligned::new(&alone, &other).unwrap()),
                ];
                for (rolling, expected) in found.iter().zip(expected) {
                    let (date, value) = &rolling[end - length];
                    prop_assert_eq!(*date, whole.dates()[end - 1]);
                    prop_assert!(close(value, &expected), "{:?} {:?}", value, expected);
                }
            }
        }
    }

    #[test]
    fn rounding_does_not_pile_up() {
        // A jump that a running sum would carry along: after it the window is flat again.
        let mut returns = vec![0.01; 400];
        returns[20] = 1e8;
        let rolling = rolling_volatility(&series(&returns), 10, PeriodsPerYear::MONTHS);
        assert_eq!(rolling.last().unwrap().1, Ok(0.0));
    }

    #[test]
    fn a_window_longer_than_the_series_gives_nothing() {
        assert!(rolling_return(&series(&[0.1, 0.2]), 3).is_empty());
        assert!(rolling_return(&series(&[0.1, 0.2]), 0).is_empty());
    }
}
