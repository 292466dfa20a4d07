//! Annualised volatility.

use super::moments::{Moments, ROUNDING, sums};
use super::{PeriodsPerYear, ReturnSeries};
use crate::undefined::{Figure, Undefined, finite};

/// How widely the returns vary, annualised: `s · √A`, where `s² = Σ (r_i − r̄)² / (n − 1)`.
///
/// Takes simple returns of one period each; the result is a fraction per √year, 0.2 for twenty per cent.
/// Assumes that returns of different periods are independent, which is what scaling by `√A` rests on. A series
/// that does not vary has volatility zero.
///
/// Source: C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*, on variability; GIPS
/// asks for the same on 36 monthly returns.
///
/// # Errors
/// [`Undefined::TooFew`](crate::undefined::Undefined::TooFew) for fewer than two returns.
///
/// ```
/// use cactus_core::risk::{PeriodsPerYear, ReturnSeries, volatility};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.01, -0.02, 0.03]))?;
/// let daily = 0.025_166_114_784_235_832;
/// let yearly = volatility(&series, PeriodsPerYear::TRADING_DAYS).unwrap();
/// assert!((yearly - daily * 252_f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn volatility(series: &ReturnSeries, periods: PeriodsPerYear) -> Figure<f64> {
    let deviation = Moments::of(series.returns(), 2)?.deviation()?;
    finite(deviation * periods.as_f64().sqrt())
}

/// The same of log returns `ln(1 + r_i)`, the measure of a geometric Brownian motion.
///
/// # Errors
/// [`TooFew`](Undefined::TooFew) for fewer than two returns, [`TotalLoss`](Undefined::TotalLoss) if one is −100 %.
pub fn volatility_of_logs(series: &ReturnSeries, periods: PeriodsPerYear) -> Figure<f64> {
    let returns = series.returns();
    if returns.len() < 2 {
        return Err(Undefined::TooFew { given: returns.len(), needed: 2 });
    }
    if returns.iter().any(|value| *value <= -1.0) {
        return Err(Undefined::TotalLoss);
    }
    let logs = |value: f64| (1.0 + value).ln();
    let count = returns.len() as f64;
    let first = returns.first().copied().map_or(0.0, logs);
    // About the first, so that little cancels.
    let [sum, squares] = sums(returns, |value| {
        let distance = logs(value) - first;
        [distance, distance * distance]
    });
    let squares = (squares - sum * sum / count).max(0.0);
    let flat = ROUNDING * ROUNDING * count;
    let variance = if squares <= flat { 0.0 } else { squares / (count - 1.0) };
    finite((variance * periods.as_f64()).sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn monthly_returns_are_scaled_to_a_year() {
        // Python: statistics.stdev(returns) * 12 ** 0.5
        let returns = [0.3, -2.0, 4.1, 1.2, -0.9, 2.6].map(|r| r / 100.0);
        let yearly = volatility(&series(&returns), PeriodsPerYear::MONTHS).unwrap();
        assert!((yearly - 0.077_812_595_381_467_63).abs() < 1e-15, "{yearly}");
    }

    #[test]
    fn a_series_that_does_not_vary_has_none() {
        let flat = series(&[0.1 + 0.2, 0.3, 0.3]);
        assert_eq!(volatility(&flat, PeriodsPerYear::MONTHS), Ok(0.0));
    }

    #[test]
    fn logs_vary_a_little_differently() {
        // Python: statistics.stdev(math.log1p(r) for r in returns) * 12 ** 0.5
        let returns = [0.3, -2.0, 4.1, 1.2, -0.9, 2.6].map(|r| r / 100.0);
        let yearly = volatility_of_logs(&series(&returns), PeriodsPerYear::MONTHS).unwrap();
        assert!((yearly - 0.077_024_642_191_172_1).abs() < 1e-14, "{yearly}");
        assert_eq!(volatility_of_logs(&series(&[0.1; 9]), PeriodsPerYear::MONTHS), Ok(0.0));
        let lost = volatility_of_logs(&series(&[0.1, -1.0]), PeriodsPerYear::MONTHS);
        assert_eq!(lost, Err(Undefined::TotalLoss));
    }

    #[test]
    fn one_return_says_nothing() {
        let needed = 2;
        for given in [0, 1] {
            let short = series(&[0.1][..given]);
            let found = volatility(&short, PeriodsPerYear::MONTHS);
            assert_eq!(found, Err(Undefined::TooFew { given, needed }));
        }
    }
}
