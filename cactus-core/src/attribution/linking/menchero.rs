//! Menchero's optimised factors.

use super::Returns;
use crate::undefined::{Figure, finite};

/// `M + c (p_t − b_t)`, with `M = ((R − B) / T) / ((1 + R)^(1/T) − (1 + B)^(1/T))` and
/// `c = (R − B − M Σ a) / Σ a²`, `a_t = p_t − b_t`: as close to one factor for all as leaves no rest.
pub(super) fn factors(returns: &Returns, whole: (f64, f64)) -> Figure<Vec<f64>> {
    let (excess, count) = (whole.0 - whole.1, returns.len() as f64);
    let common = common(whole, count)?;
    let (mut sum, mut squares) = (0.0, 0.0);
    for (p, b) in returns {
        let active = p - b;
        sum += active;
        squares += active * active;
    }
    // Without any excess there is nothing to spread.
    let slope = if squares > 0.0 { finite((excess - common * sum) / squares)? } else { 0.0 };
    Ok(returns.iter().map(|(p, b)| common + slope * (p - b)).collect())
}

/// `M`, which at equal returns is `(1 + R)^(1 − 1/T)`.
fn common((portfolio, benchmark): (f64, f64), count: f64) -> Figure<f64> {
    let root = |total: f64| (1.0 + total).powf(1.0 / count);
    let excess = portfolio - benchmark;
    let relative = excess / (1.0 + benchmark);
    let roots = if benchmark > -1.0 && portfolio > -1.0 {
        // The difference of the roots without the cancellation of close ones.
        root(benchmark) * (relative.ln_1p() / count).exp_m1()
    } else {
        root(portfolio) - root(benchmark)
    };
    if roots == 0.0 {
        return finite((1.0 + portfolio).powf(1.0 - 1.0 / count));
    }
    finite(excess / count / roots)
}
