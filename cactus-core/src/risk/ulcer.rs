//! The Ulcer index.

use super::ReturnSeries;
use super::drawdown::ROUNDING_OF_WEALTH;
use crate::undefined::{Figure, Undefined, finite};

/// How deep and how long wealth is under water: `√(Σ D_i² / n)`, where `D_i` is the drawdown at the end of each
/// of the `n` periods, as a fraction of the peak so far.
///
/// Wealth of one at the start is the first peak. The result is a fraction; the author prints per cent.
///
/// Source: P. G. Martin and B. B. McCann, *The Investor's Guide to Fidelity Funds* (1989).
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, ulcer_index};
///
/// let days = ["2024-01-03", "2024-01-04"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([-0.5, 1.0]))?;
/// assert!((ulcer_index(&series).unwrap() - 0.5_f64.sqrt() * 0.5).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn ulcer_index(series: &ReturnSeries) -> Figure<f64> {
    let count = series.returns().len();
    if count == 0 {
        return Err(Undefined::TooFew { given: 0, needed: 1 });
    }
    let (mut wealth, mut top, mut squares) = (1.0_f64, 1.0_f64, 0.0);
    for value in series.returns() {
        wealth *= 1.0 + value;
        top = if wealth > top { wealth } else { top };
        let depth = 1.0 - wealth / top;
        squares += if depth > ROUNDING_OF_WEALTH { depth * depth } else { 0.0 };
    }
    finite((squares / count as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn time_under_water_counts() {
        // Wealth 0.9, 0.9, 1.0: √((0.01 + 0.01 + 0) / 3).
        let found = ulcer_index(&series(&[-0.1, 0.0, 1.0 / 9.0])).unwrap();
        assert!((found - (0.02_f64 / 3.0).sqrt()).abs() < 1e-15);
        assert_eq!(ulcer_index(&series(&[0.1, 0.1])), Ok(0.0));
        assert!(ulcer_index(&series(&[])).is_err());
    }
}
