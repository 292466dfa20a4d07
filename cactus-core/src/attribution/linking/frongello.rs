//! Frongello's recursion.

use super::super::{Effects, PeriodAttribution};

/// `Σ F_t` with `F_t = e_t Π_{s<t} (1 + p_s) + b_t Σ_{s<t} F_s`: an effect is earned on what the portfolio had
/// become, and what was earned before grows with the benchmark.
pub(super) fn effects(periods: &[PeriodAttribution]) -> Vec<Effects> {
    let mut sums = vec![Effects::default(); periods.first().map_or(0, |first| first.effects.len())];
    let mut wealth = 1.0;
    for period in periods {
        for (sum, effects) in sums.iter_mut().zip(&period.effects) {
            let earned = effects.map(|effect| effect * wealth);
            *sum = sum.plus(earned).plus(sum.map(|effect| effect * period.benchmark));
        }
        wealth *= 1.0 + period.portfolio;
    }
    sums
}
