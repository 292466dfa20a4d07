//! The win rate, and the best and the worst period.

use super::ReturnSeries;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, finite};

/// The share of periods with a gain: the number of `r_i > 0` over `n`. A return of zero is no gain.
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, win_rate};
///
/// let days = ["2024-01-03", "2024-01-04"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.1, 0.0]))?;
/// assert_eq!(win_rate(&series), Ok(0.5));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn win_rate(series: &ReturnSeries) -> Figure<f64> {
    let returns = series.returns();
    if returns.is_empty() {
        return Err(Undefined::TooFew { given: 0, needed: 1 });
    }
    let gains = returns.iter().filter(|value| **value > 0.0).count();
    finite(gains as f64 / returns.len() as f64)
}

/// The period with the highest return, and the return; of several the first.
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns.
pub fn best_period(series: &ReturnSeries) -> Figure<(BusinessDate, f64)> {
    extreme(series, |value, best| value > best)
}

/// The period with the lowest return, and the return; of several the first.
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns.
pub fn worst_period(series: &ReturnSeries) -> Figure<(BusinessDate, f64)> {
    extreme(series, |value, worst| value < worst)
}

fn extreme(
    series: &ReturnSeries,
    is_better: impl Fn(f64, f64) -> bool,
) -> Figure<(BusinessDate, f64)> {
    series
        .rows()
        .reduce(|found, row| if is_better(row.1, found.1) { row } else { found })
        .ok_or(Undefined::TooFew { given: 0, needed: 1 })
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn the_first_of_equals_counts() {
        let returns = series(&[0.01, 0.02, -0.03, 0.02, -0.03]);
        let dates = returns.dates();
        assert_eq!(best_period(&returns), Ok((dates[1], 0.02)));
        assert_eq!(worst_period(&returns), Ok((dates[2], -0.03)));
        assert_eq!(win_rate(&returns), Ok(0.6));
        assert!(best_period(&series(&[])).is_err() && win_rate(&series(&[])).is_err());
    }
}
