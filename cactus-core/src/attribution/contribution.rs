//! What each position contributed to the return of a portfolio.

use super::AttributionError;
use super::linking::linked;
use crate::undefined::{Figure, Undefined};
use crate::words::words;

words! {
    /// How the contributions of single periods become those of the whole.
    #[derive(Default)]
    "contribution linking" ContributionLinking {
        /// Each period scaled by `k_t / K`, `k = ln(1 + p) / p`; the default. Independent of the order of the
        /// periods.
        #[default]
        Log = "log",
        /// `w r Π_{s>t} (1 + p_s)`: what was gained stays in the portfolio and grows with it.
        ForwardCompounded = "forward_compounded",
    }
}

/// A position over one period.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Holding {
    /// Its share of the portfolio at the start of the period; zero if it was not held.
    pub weight: f64,
    /// Its return over the period.
    pub value: f64,
}

/// What the positions contributed, which sums to the return.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributions {
    /// One for each position, in their order.
    pub positions: Vec<f64>,
    /// The linked return of the portfolio.
    pub total: f64,
}

impl Contributions {
    /// The contributions of groups, in ascending order of their keys: each the sum of its positions', so that groups sum to
    /// the return as well. `group` tells that of the position with this number.
    #[must_use]
    pub fn by_group<K: Ord>(&self, group: impl Fn(usize) -> K) -> Vec<(K, f64)> {
        let mut sums = std::collections::BTreeMap::new();
        for (number, contribution) in self.positions.iter().enumerate() {
            *sums.entry(group(number)).or_insert(0.0) += contribution;
        }
        sums.into_iter().collect()
    }
}

/// What each position contributed to the return of a portfolio over many periods: `w r` of each period, linked so that
/// the sum over positions is the linked return `R = Π (1 + p_t) − 1`, `p_t = Σ w r`.
///
/// By default log-linked: `Σ_t w r k_t / K` with `k_t = ln(1 + p_t) / p_t` (one at zero) and `K` the same of `R`.
///
/// Source: D. R. Cariño, "Combining Attribution Effects over Time", *Journal of Performance Measurement* 3 (1999); C. R.
/// Bacon, *Practical Portfolio Performance Measurement and Attribution*, on contribution.
///
/// # Errors
/// [`AttributionError::Uneven`] if the periods differ in their number of positions, [`AttributionError::NotANumber`],
/// [`Undefined::TooFew`] without a period, [`Undefined::TotalLoss`] if a period of a log-linked sum lost everything,
/// [`Undefined::OutOfRange`] if one lost more.
///
/// ```
/// use cactus_core::attribution::{ContributionLinking, Holding, contributions};
///
/// let of = |rows: [(f64, f64); 2]| rows.map(|(weight, value)| Holding { weight, value }).to_vec();
/// let periods = [of([(0.5, 0.10), (0.5, 0.02)]), of([(0.6, -0.05), (0.4, 0.03)])];
/// let found = contributions(&periods, ContributionLinking::Log)?;
/// assert!((found.total - (1.06 * 0.982 - 1.0)).abs() < 1e-15);
/// assert!((found.positions.iter().sum::<f64>() - found.total).abs() < 1e-15);
/// # Ok::<(), cactus_core::attribution::AttributionError>(())
/// ```
pub fn contributions(
    periods: &[Vec<Holding>],
    linking: ContributionLinking,
) -> Result<Contributions, AttributionError> {
    let needed = periods.first().map(Vec::len).ok_or(Undefined::TooFew { given: 0, needed: 1 })?;
    for (period, holdings) in periods.iter().enumerate() {
        let given = holdings.len();
        if given != needed {
            return Err(AttributionError::Uneven { period, given, needed });
        }
        let broken = |holding: &Holding| !(holding.weight * holding.value).is_finite();
        if let Some(row) = holdings.iter().position(broken) {
            return Err(AttributionError::NotANumber { row });
        }
    }
    let returns: Vec<f64> = periods
        .iter()
        .map(|holdings| holdings.iter().map(|holding| holding.weight * holding.value).sum())
        .collect();
    if returns.iter().any(|value| *value < -1.0) {
        return Err(Undefined::OutOfRange.into());
    }
    let total = linked(returns.iter().copied())?;
    let factors = match linking {
        ContributionLinking::Log => log_factors(&returns, total)?,
        ContributionLinking::ForwardCompounded => forward_factors(&returns),
    };
    let mut positions = vec![0.0; needed];
    for (holdings, factor) in periods.iter().zip(factors) {
        for (sum, holding) in positions.iter_mut().zip(holdings) {
            *sum += holding.weight * holding.value * factor;
        }
    }
    Ok(Contributions { positions, total })
}

fn log_factors(returns: &[f64], total: f64) -> Figure<Vec<f64>> {
    let whole = log_ratio(total)?;
    returns.iter().map(|value| Ok(log_ratio(*value)? / whole)).collect()
}

/// `ln(1 + p) / p`, one at zero.
fn log_ratio(value: f64) -> Figure<f64> {
    if value <= -1.0 {
        return Err(Undefined::TotalLoss);
    }
    Ok(if value == 0.0 { 1.0 } else { value.ln_1p() / value })
}

fn forward_factors(returns: &[f64]) -> Vec<f64> {
    let mut onwards = 1.0;
    let mut factors: Vec<f64> = returns
        .iter()
        .rev()
        .map(|value| {
            let factor = onwards;
            onwards *= 1.0 + value;
            factor
        })
        .collect();
    factors.reverse();
    factors
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_and_groups_sum_to_the_return(
            periods in (1..8_usize).prop_flat_map(|positions| {
                let holding = (0.0..0.3_f64, -0.5..0.5_f64).prop_map(|(weight, value)| Holding { weight, value });
                prop::collection::vec(prop::collection::vec(holding, positions), 1..24)
            }),
        ) {
            for linking in ContributionLinking::ALL {
                let Ok(found) = contributions(&periods, *linking) else { continue };
                let scale = 1.0 + found.total.abs();
                let sum: f64 = found.positions.iter().sum();
                prop_assert!((sum - found.total).abs() < 1e-14 * scale, "{linking}");
                let groups = found.by_group(|number| number % 3);
                let sum: f64 = groups.iter().map(|(_, sum)| sum).sum();
                prop_assert!((sum - found.total).abs() < 1e-14 * scale, "{linking}");
            }
        }
    }

    #[test]
    fn what_cannot_be_split_says_why() {
        let all = |value| vec![Holding { weight: 1.0, value }];
        let log = ContributionLinking::Log;
        assert_eq!(contributions(&[], log), Err(Undefined::TooFew { given: 0, needed: 1 }.into()));
        assert_eq!(contributions(&[all(-1.0)], log), Err(Undefined::TotalLoss.into()));
        assert_eq!(contributions(&[all(-1.1)], log), Err(Undefined::OutOfRange.into()));
        let forward = contributions(&[all(0.5), all(-1.0)], ContributionLinking::ForwardCompounded);
        assert!((forward.unwrap().total + 1.0).abs() < 1e-300);
        let uneven = contributions(&[all(0.1), vec![]], log);
        assert_eq!(uneven, Err(AttributionError::Uneven { period: 1, given: 0, needed: 1 }));
        assert_eq!(
            contributions(&[all(f64::NAN)], log),
            Err(AttributionError::NotANumber { row: 0 })
        );
    }
}
