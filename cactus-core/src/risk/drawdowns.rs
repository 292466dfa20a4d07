//! The table of all drawdowns.

use super::ReturnSeries;
use super::drawdown::{Drawdown, falls};
use crate::undefined::{Figure, Undefined};

/// All falls of wealth from a peak, in order of time: each from the last day at its peak to the first day back at
/// it, with the deepest day between. The last may not have recovered.
///
/// The same conventions as [`max_drawdown`](super::max_drawdown), which is the deepest of them. A series that
/// never falls has none.
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, drawdowns};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([-0.1, 0.2, -0.5]))?;
/// let table = drawdowns(&series).unwrap();
/// assert_eq!(table.len(), 2);
/// assert_eq!((table[0].recovery, table[1].recovery), (Some(days[1]), None));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn drawdowns(series: &ReturnSeries) -> Figure<Vec<Drawdown>> {
    if series.returns().is_empty() {
        return Err(Undefined::TooFew { given: 0, needed: 1 });
    }
    let mut table = Vec::new();
    falls(series, |fall| table.push(fall));
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::super::max_drawdown;
    use super::super::series::series;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_fall_has_its_own_peak_trough_and_recovery() {
        // 1, 2, 1.5, 2, 2, 1, 1.9, 2, 2.2, 1.3
        let wealth = [1.0, 2.0, 1.5, 2.0, 2.0, 1.0, 1.9, 2.0, 2.2, 1.3];
        let returns: Vec<f64> = wealth.windows(2).map(|w| w[1] / w[0] - 1.0).collect();
        let series = series(&returns);
        let day = |date: crate::time::BusinessDate| date.days_since(series.start());
        let rows: Vec<_> = drawdowns(&series)
            .unwrap()
            .iter()
            .map(|fall| {
                (day(fall.peak), day(fall.trough), fall.recovery.map(day), fall.days_down())
            })
            .collect();
        assert_eq!(rows, [(1, 2, Some(3), 1), (4, 5, Some(7), 1), (8, 9, None, 1)]);
        let lengths: Vec<_> =
            drawdowns(&series).unwrap().iter().map(Drawdown::days_in_all).collect();
        assert_eq!(lengths, [Some(2), Some(3), None]);
        assert_eq!(drawdowns(&super::super::series::series(&[0.1])), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn the_maximum_is_the_first_deepest(returns in prop::collection::vec(-0.5..0.6_f64, 1..60)) {
            let series = series(&returns);
            let (table, deepest) = (drawdowns(&series).unwrap(), max_drawdown(&series).unwrap());
            let least = table.iter().map(|fall| fall.depth).fold(0.0, f64::min);
            prop_assert_eq!(least.to_bits(), deepest.depth.to_bits());
            if let Some(first) = table.iter().find(|fall| fall.depth.to_bits() == least.to_bits()) {
                prop_assert_eq!(*first, deepest);
            }
            for (before, after) in table.iter().zip(table.iter().skip(1)) {
                prop_assert!(before.recovery.is_some_and(|recovery| recovery <= after.peak));
            }
        }
    }
}
