//! Cariño's logarithmic factors.

use super::Returns;
use crate::undefined::{Figure, Undefined};

/// `k_t / K`.
pub(super) fn factors(returns: &Returns, whole: (f64, f64)) -> Figure<Vec<f64>> {
    let of_whole = logarithmic(whole)?;
    returns.iter().map(|period| Ok(logarithmic(*period)? / of_whole)).collect()
}

/// `(ln(1 + p) − ln(1 + b)) / (p − b)`, at equal returns its limit `1 / (1 + p)`.
pub(in crate::attribution) fn logarithmic((p, b): (f64, f64)) -> Figure<f64> {
    if p <= -1.0 || b <= -1.0 {
        return Err(Undefined::TotalLoss);
    }
    // ln(1 + p) − ln(1 + b) = ln(1 + (p − b) / (1 + b)), which keeps its digits where the two are close.
    let relative = (p - b) / (1.0 + b);
    let factor = if relative == 0.0 { 1.0 } else { relative.ln_1p() / relative };
    Ok(factor / (1.0 + b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_to_its_limit_it_is_the_limit() {
        let limit = 1.0 / 1.1;
        for excess in [0.0, 1e-300, 1e-17, 1e-9, -1e-9] {
            let found = logarithmic((0.1 + excess, 0.1)).unwrap();
            assert!((found - limit).abs() < 1e-8, "{excess}: {found}");
        }
        let found = logarithmic((0.2, 0.1)).unwrap();
        assert!((found - (1.2_f64.ln() - 1.1_f64.ln()) / 0.1).abs() < 1e-14);
    }
}
