//! Volatility, Sharpe ratio and what compares with a benchmark, by window: means, squares and products.

use super::window::{Summary, windows};
use super::{Rolling, labelled};
use crate::money::Rate;
use crate::risk::aligned::{Aligned, PairMoments};
use crate::risk::moments::ROUNDING;
use crate::risk::periods::per_period;
use crate::risk::{PeriodsPerYear, ReturnSeries, regression, tracking_error};
use crate::undefined::{Figure, Undefined, finite};

/// The annualised [`volatility`](crate::risk::volatility) of every window of so many returns.
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

/// The annualised [`sharpe`](fn@crate::risk::sharpe) ratio of every window of so many returns.
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
    /// [`beta`](crate::risk::beta).
    Beta,
    /// [`correlation`](crate::risk::correlation).
    Correlation,
    /// [`tracking_error`](fn@crate::risk::tracking_error), annualised.
    TrackingError(PeriodsPerYear),
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

/// Merged as by T. F. Chan, G. H. Golub and R. J. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
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
