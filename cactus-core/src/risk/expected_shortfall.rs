//! Expected shortfall (CVaR): the mean return of the worst share of periods.

use super::moments::Moments;
use super::value_at_risk::{Tail, expanded, score};
use super::{ReturnSeries, normal};
use crate::undefined::{Figure, finite};

/// The historical expected shortfall: the mean of the returns at or below the historical value at risk.
///
/// A signed return per period; `share` is that of the tail, 0.05 for "95 %".
///
/// Source: C. Acerbi and D. Tasche, "On the Coherence of Expected Shortfall", *Journal of Banking & Finance* 26
/// (2002).
///
/// # Errors
/// As for [`value_at_risk_historical`](super::value_at_risk_historical).
///
/// ```
/// use cactus_core::risk::{ReturnSeries, expected_shortfall_historical};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.01, -0.03, 0.02]))?;
/// assert!((expected_shortfall_historical(&series, 0.25).unwrap() + 0.03).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn expected_shortfall_historical(series: &ReturnSeries, share: f64) -> Figure<f64> {
    Tail::of(series.returns(), share, f64::INFINITY).map(|tail| tail.mean)
}

/// The expected shortfall of a normal distribution: `m − s φ(z_q) / q`, with the sample deviation (n − 1).
///
/// # Errors
/// As for [`value_at_risk_normal`](super::value_at_risk_normal).
pub fn expected_shortfall_normal(series: &ReturnSeries, share: f64) -> Figure<f64> {
    of_normal(&Moments::of(series.returns(), 2)?, share)
}

/// The mean of all Cornish-Fisher values at risk up to `q`, `(1/q) ∫ VaR(u) du`: the expansion with the means of
/// `z`, `z²` and `z³` over the tail of the normal distribution instead of their values at `z_q`, which are
/// `−φ/q`, `1 − zφ/q` and `−(z² + 2)φ/q`.
///
/// # Errors
/// As for [`value_at_risk_cornish_fisher`](super::value_at_risk_cornish_fisher).
pub fn expected_shortfall_cornish_fisher(series: &ReturnSeries, share: f64) -> Figure<f64> {
    of_cornish_fisher(&Moments::of(series.returns(), 2)?, share)
}

pub(super) fn of_normal(moments: &Moments, share: f64) -> Figure<f64> {
    let density = normal::density(score(share)?);
    finite(moments.mean - moments.deviation()? * density / share)
}

pub(super) fn of_cornish_fisher(moments: &Moments, share: f64) -> Figure<f64> {
    let z = score(share)?;
    let hazard = normal::density(z) / share;
    expanded(moments, [-hazard, 1.0 - z * hazard, -(z * z + 2.0) * hazard])
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::super::{value_at_risk_cornish_fisher, value_at_risk_normal};
    use super::*;

    #[test]
    fn it_is_the_mean_of_the_values_at_risk_in_the_tail() {
        let returns = series(&[0.01, -0.02, 0.03, 0.005, -0.04, 0.02, 0.0, -0.01]);
        let mean = |value: fn(&ReturnSeries, f64) -> Figure<f64>| {
            // Midpoints, finest next to zero, where the quantiles run away.
            let steps = 20_000;
            let edge = |place: i32| 0.05 * (f64::from(place) / f64::from(steps)).powi(3);
            let slice = |place| {
                let (from, to) = (edge(place), edge(place + 1));
                value(&returns, f64::midpoint(from, to)).unwrap() * (to - from)
            };
            (0..steps).map(slice).sum::<f64>() / 0.05
        };
        let normal = expected_shortfall_normal(&returns, 0.05).unwrap();
        assert!((normal - mean(value_at_risk_normal)).abs() < 1e-7);
        let expanded = expected_shortfall_cornish_fisher(&returns, 0.05).unwrap();
        assert!((expanded - mean(value_at_risk_cornish_fisher)).abs() < 1e-7);
    }
}
