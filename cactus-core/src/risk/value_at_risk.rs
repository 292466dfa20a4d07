//! Value at risk: the return that the worst share of periods falls below.

use super::moments::Moments;
use super::shape::{population_kurtosis, population_skewness};
use super::{ReturnSeries, normal};
use crate::undefined::{Figure, Undefined, finite};

/// The historical value at risk: the `q`-quantile of the returns, with `h = (n − 1) q` interpolated between the
/// two returns around it (type 7).
///
/// A signed return per period: −0.02 says that the worst share `q` of periods lost two per cent or more. `q` is
/// the share of the tail, 0.05 for "95 %".
///
/// Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", *American Statistician* 50 (1996).
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns, [`Undefined::OutOfRange`] for a share not between 0 and 1.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, value_at_risk_historical};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.01, -0.03, 0.02]))?;
/// // A quarter of the way from the lowest to the highest of three: half-way between the lower two.
/// assert!((value_at_risk_historical(&series, 0.25).unwrap() + 0.01).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn value_at_risk_historical(series: &ReturnSeries, share: f64) -> Figure<f64> {
    Tail::of(series.returns(), share, f64::INFINITY).map(|tail| tail.quantile)
}

/// The value at risk of a normal distribution: `m + z_q s`, with mean `m` and sample deviation `s` (n − 1).
///
/// A signed return per period. It understates the tail where returns have heavy tails, as most have.
///
/// Source: J. P. Morgan, *RiskMetrics Technical Document* (1996).
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than two returns, [`Undefined::OutOfRange`] for a share not between 0 and 1.
pub fn value_at_risk_normal(series: &ReturnSeries, share: f64) -> Figure<f64> {
    of_normal(&Moments::of(series.returns(), 2)?, share)
}

/// The value at risk with the skewness `S` and the excess kurtosis `K` of the population taken in: `m + z' s`,
/// `z' = z + (z² − 1) S / 6 + (z³ − 3z) K / 24 − (2z³ − 5z) S² / 36`, `z = z_q`.
///
/// A signed return per period. The expansion is good for moderate `S` and `K` only.
///
/// Source: E. A. Cornish and R. A. Fisher, "Moments and Cumulants in the Specification of Distributions", *Review of
/// the International Statistical Institute* 5 (1938).
///
/// # Errors
/// As for [`value_at_risk_normal`], and [`Undefined::Flat`] if the returns do not vary.
pub fn value_at_risk_cornish_fisher(series: &ReturnSeries, share: f64) -> Figure<f64> {
    of_cornish_fisher(&Moments::of(series.returns(), 2)?, share)
}

pub(super) fn of_normal(moments: &Moments, share: f64) -> Figure<f64> {
    finite(moments.mean + score(share)? * moments.deviation()?)
}

pub(super) fn of_cornish_fisher(moments: &Moments, share: f64) -> Figure<f64> {
    let z = score(share)?;
    expanded(moments, [z, z * z, z * z * z])
}

/// `m + s` times the expansion, of the powers of `z` or of their means.
pub(super) fn expanded(moments: &Moments, [z, square, cube]: [f64; 3]) -> Figure<f64> {
    let (skew, kurtosis) = (population_skewness(moments)?, population_kurtosis(moments)?);
    let score = z + (square - 1.0) * skew / 6.0 + (cube - 3.0 * z) * kurtosis / 24.0
        - (2.0 * cube - 5.0 * z) * skew * skew / 36.0;
    finite(moments.mean + moments.deviation()? * score)
}

/// `z_q`.
pub(super) fn score(share: f64) -> Figure<f64> {
    if share > 0.0 && share < 1.0 {
        Ok(normal::quantile(share))
    } else {
        Err(Undefined::OutOfRange)
    }
}

/// Where a quantile of type 7 lies among numbers in their order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// How many come before the number that it is, or follows.
    pub(super) below: usize,
    /// The part of the way from that number to the next.
    part: f64,
}

impl Place {
    /// That of the share among so many numbers.
    pub(super) fn of(count: usize, share: f64) -> Figure<Self> {
        if count == 0 {
            return Err(Undefined::TooFew { given: 0, needed: 1 });
        }
        if !(share > 0.0 && share < 1.0) {
            return Err(Undefined::OutOfRange);
        }
        let place = (count - 1) as f64 * share;
        Ok(Self { below: place.floor() as usize, part: place.fract() })
    }

    /// The quantile, from the number before it and the next, which is asked for only if it matters.
    pub(super) fn between(self, low: f64, next: impl FnOnce() -> Option<f64>) -> f64 {
        if self.part > 0.0 {
            next().map_or(low, |next| low + self.part * (next - low))
        } else {
            low
        }
    }
}

/// The lowest returns of a sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail {
    /// Type 7.
    pub(super) quantile: f64,
    /// The mean of the returns at or below the quantile.
    pub(super) mean: f64,
}

impl Tail {
    /// `likely` is a number that the quantile is probably below: what is above it is looked at only if it is not.
    pub(super) fn of(returns: &[f64], share: f64, likely: f64) -> Figure<Self> {
        let place = Place::of(returns.len(), share)?;
        let mut lowest: Vec<f64> = Vec::with_capacity(returns.len());
        lowest.extend(returns.iter().copied().filter(|value| *value <= likely));
        if lowest.len() < place.below + 2 {
            lowest.clear();
            lowest.extend_from_slice(returns);
        }
        let (under, low, over) = lowest.select_nth_unstable_by(place.below, f64::total_cmp);
        let mut sum = under.iter().sum::<f64>() + *low;
        let mut count = under.len() + 1;
        let quantile = place.between(*low, || over.iter().copied().reduce(f64::min));
        // Others that are as low as the quantile.
        for value in over.iter().filter(|value| **value <= quantile) {
            sum += value;
            count += 1;
        }
        Ok(Self { quantile: finite(quantile)?, mean: finite(sum / count as f64)? })
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_ways_to_the_tail() {
        let returns = series(&[0.01, -0.02, 0.03, 0.005, -0.04, 0.02, 0.0, -0.01]);
        // numpy: percentile(returns, 5) is -0.04 + 0.35 * 0.02.
        let historical = value_at_risk_historical(&returns, 0.05).unwrap();
        assert!((historical + 0.033).abs() < 1e-15, "{historical}");
        // Python: mean + NormalDist().inv_cdf(0.05) * stdev
        let normal = value_at_risk_normal(&returns, 0.05).unwrap();
        assert!((normal + 0.037_519_803_839_318_015).abs() < 1e-14, "{normal}");
        let expanded = value_at_risk_cornish_fisher(&returns, 0.05).unwrap();
        assert!(expanded < normal, "a long tail of losses is worse: {expanded}");
    }

    #[test]
    fn shares_are_fractions_of_one() {
        let returns = series(&[0.01, 0.02]);
        for share in [0.0, 1.0, -0.1, 5.0, f64::NAN] {
            assert_eq!(value_at_risk_historical(&returns, share), Err(Undefined::OutOfRange));
            assert_eq!(value_at_risk_normal(&returns, share), Err(Undefined::OutOfRange));
        }
        assert_eq!(value_at_risk_historical(&series(&[0.3]), 0.05), Ok(0.3));
        let flat = series(&[0.1; 4]);
        assert_eq!(value_at_risk_cornish_fisher(&flat, 0.05), Err(Undefined::Flat));
    }

    proptest! {
        #[test]
        fn a_guess_changes_nothing(
            returns in prop::collection::vec(-50..50_i32, 1..80),
            share in 0.01..0.99_f64,
            likely in -0.6..0.6_f64,
        ) {
            let returns: Vec<f64> = returns.iter().map(|value| f64::from(*value) / 100.0).collect();
            let (plain, guessed) =
                (Tail::of(&returns, share, f64::INFINITY).unwrap(), Tail::of(&returns, share, likely).unwrap());
            let mut sorted = returns.clone();
            sorted.sort_by(f64::total_cmp);
            let place = (returns.len() - 1) as f64 * share;
            let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
            prop_assert!((plain.quantile - (low + place.fract() * (high - low))).abs() < 1e-15);
            prop_assert_eq!(plain.quantile.to_bits(), guessed.quantile.to_bits());
            prop_assert!((plain.mean - guessed.mean).abs() < 1e-14);
            prop_assert!(plain.mean <= plain.quantile + 1e-15);
        }
    }
}
