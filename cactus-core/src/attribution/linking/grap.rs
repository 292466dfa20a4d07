//! The factors of the GRAP.

use super::Returns;

/// `Π_{s<t} (1 + p_s) Π_{s>t} (1 + b_s)`.
pub(super) fn factors(returns: &Returns) -> Vec<f64> {
    let mut onwards = 1.0;
    let mut factors: Vec<f64> = returns
        .iter()
        .rev()
        .map(|(_, b)| {
            let factor = onwards;
            onwards *= 1.0 + b;
            factor
        })
        .collect();
    factors.reverse();
    let mut wealth = 1.0;
    for (factor, (p, _)) in factors.iter_mut().zip(returns) {
        *factor *= wealth;
        wealth *= 1.0 + p;
    }
    factors
}
