//! The maximum drawdown.

use super::ReturnSeries;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// Linked returns miss a peak by rounding; as a fraction of the peak.
pub(super) const ROUNDING_OF_WEALTH: f64 = 1e-12;

/// A fall of wealth from a peak.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawdown {
    /// How deep it went, as a signed fraction of the peak: −0.25 is a loss of a quarter.
    pub depth: f64,
    /// The last day at the peak.
    pub peak: BusinessDate,
    /// The deepest day; of several, the first.
    pub trough: BusinessDate,
    /// The first day back at the peak; none if that has not come.
    pub recovery: Option<BusinessDate>,
}

impl Drawdown {
    /// Days from the peak to the trough.
    #[must_use]
    pub fn days_down(&self) -> i64 {
        self.trough.days_since(self.peak)
    }

    /// Days from the trough back to the level of the peak; none if that has not come.
    #[must_use]
    pub fn days_up(&self) -> Option<i64> {
        self.recovery.map(|recovery| recovery.days_since(self.trough))
    }

    /// Days from the peak to the recovery; none if that has not come.
    #[must_use]
    pub fn days_in_all(&self) -> Option<i64> {
        self.recovery.map(|recovery| recovery.days_since(self.peak))
    }
}

/// The deepest fall of wealth from a peak: the least of `W_t / max(W_s, s ≤ t) − 1`, with
/// `W_t = Π (1 + r_i)`.
///
/// Wealth starts at one on the start of the series, and that is the first peak: a series that only falls has
/// its peak there. A series that never falls has a drawdown of zero, with all three days at its start. Of
/// several falls equally deep it is the first.
///
/// Source: C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*, on drawdown.
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, max_drawdown};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.25, -0.2, 0.5]))?;
/// let drawdown = max_drawdown(&series).unwrap();
/// assert!((drawdown.depth + 0.2).abs() < 1e-15);
/// assert_eq!((drawdown.peak, drawdown.trough), (days[0], days[1]));
/// assert_eq!(drawdown.recovery, Some(days[2]));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn max_drawdown(series: &ReturnSeries) -> Figure<Drawdown> {
    if series.returns().is_empty() {
        return Err(Undefined::TooFew { given: 0, needed: 1 });
    }
    let start = series.start();
    let mut deepest = Drawdown { depth: 0.0, peak: start, trough: start, recovery: Some(start) };
    falls(series, |fall| {
        if fall.depth < deepest.depth {
            deepest = fall;
        }
    });
    Ok(deepest)
}

/// Tells every fall from a peak, in order.
pub(super) fn falls(series: &ReturnSeries, mut tell: impl FnMut(Drawdown)) {
    let mut top = 1.0_f64;
    // The row of the last day at the peak, where 0 is the start, and the deepest so far.
    let (mut peak, mut fall) = (0, None::<(f64, usize)>);
    let date = |row: usize| match row.checked_sub(1) {
        Some(row) => series.dates().get(row).copied().unwrap_or(series.start()),
        None => series.start(),
    };
    let mut wealth = 1.0_f64;
    for (before, value) in series.returns().iter().enumerate() {
        let row = before + 1;
        wealth *= 1.0 + value;
        if wealth >= top * (1.0 - ROUNDING_OF_WEALTH) {
            if let Some((lowest, trough)) = fall.take() {
                let (peak, trough, recovery) = (date(peak), date(trough), Some(date(row)));
                tell(Drawdown { depth: lowest / top - 1.0, peak, trough, recovery });
            }
            (top, peak) = (top.max(wealth), row);
        } else if fall.is_none_or(|(lowest, _)| wealth < lowest) {
            fall = Some((wealth, row));
        }
    }
    if let Some((lowest, trough)) = fall {
        let (peak, trough, recovery) = (date(peak), date(trough), None);
        tell(Drawdown { depth: lowest / top - 1.0, peak, trough, recovery });
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;
    use proptest::prelude::*;

    /// Depth, and days since the start of peak, trough and recovery.
    fn found(returns: &[f64]) -> (f64, i64, i64, Option<i64>) {
        let series = series(returns);
        let day = |date: BusinessDate| date.days_since(series.start());
        let drawdown = max_drawdown(&series).unwrap();
        (
            (drawdown.depth * 1e12).round() / 1e12,
            day(drawdown.peak),
            day(drawdown.trough),
            drawdown.recovery.map(day),
        )
    }

    #[test]
    fn the_start_is_the_first_peak() {
        assert_eq!(found(&[-0.1, -0.1, 0.05]), (-0.19, 0, 2, None));
        assert_eq!(found(&[0.1, 0.0, 0.2]), (0.0, 0, 0, Some(0)));
        assert_eq!(found(&[0.1, -1.0, 0.0]), (-1.0, 1, 2, None));
        assert!(max_drawdown(&series(&[])).is_err());
    }

    #[test]
    fn the_deepest_counts_with_its_own_peak_and_recovery() {
        // 1, 2, 1.5, 2, 2, 1, 1.9, 2, 2.2, 1.3
        let wealth = [1.0, 2.0, 1.5, 2.0, 2.0, 1.0, 1.9, 2.0, 2.2, 1.3];
        let returns: Vec<f64> = wealth.windows(2).map(|w| w[1] / w[0] - 1.0).collect();
        assert_eq!(found(&returns), (-0.5, 4, 5, Some(7)));
        assert_eq!(found(&returns[..6]), (-0.5, 4, 5, None));
    }

    proptest! {
        #[test]
        fn it_is_the_worst_of_all_pairs_of_days(returns in prop::collection::vec(-0.9..2.0_f64, 1..40)) {
            let series = series(&returns);
            let wealth: Vec<f64> = series.wealth().map(|(_, wealth)| wealth).collect();
            let worst = (0..wealth.len())
                .flat_map(|end| wealth[..=end].iter().map(move |peak| (peak, end)))
                .map(|(peak, end)| wealth[end] / peak - 1.0)
                .fold(0.0, f64::min);
            let drawdown = max_drawdown(&series).unwrap();
            prop_assert!((drawdown.depth - worst).abs() < 1e-12);
            prop_assert!(drawdown.peak <= drawdown.trough);
            prop_assert!(drawdown.recovery.is_none_or(|recovery| drawdown.trough <= recovery));
        }
    }
}
