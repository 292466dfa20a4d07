//! Annualised volatility.

use super::spread::Spread;
use super::{PeriodsPerYear, ReturnSeries};
use crate::undefined::{Figure, finite};

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
    let spread = Spread::of(series.returns())?;
    finite(spread.deviation * periods.as_f64().sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;
    use crate::undefined::Undefined;

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
    fn one_return_says_nothing() {
        let needed = 2;
        for given in [0, 1] {
            let short = series(&[0.1][..given]);
            let found = volatility(&short, PeriodsPerYear::MONTHS);
            assert_eq!(found, Err(Undefined::TooFew { given, needed }));
        }
    }
}
