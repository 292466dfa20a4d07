//! Return and drawdown by window: what wealth of one becomes.

use super::window::{Summary, windows};
use super::{Rolling, labelled};
use crate::risk::ReturnSeries;
use crate::risk::drawdown::ROUNDING_OF_WEALTH;
use crate::undefined::finite;

/// The linked return of every window of so many returns, `Π (1 + r) − 1`, not annualised.
///
/// A window ends on the day it is labelled with. The first `length − 1` days have none and are absent, not zero;
/// a window longer than the series gives nothing.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, rolling_return};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.1, 0.1, -1.0]))?;
/// let rolling = rolling_return(&series, 2);
/// assert_eq!(rolling.len(), 2);
/// assert_eq!(rolling[0].0, days[1]);
/// assert!((rolling[0].1.clone().unwrap() - 0.21).abs() < 1e-15);
/// assert_eq!(rolling[1], (days[2], Ok(-1.0)));
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn rolling_return(series: &ReturnSeries, length: usize) -> Rolling {
    let items = series.returns().iter().map(|value| Wealth::of(*value));
    labelled(series.dates(), length, windows(items, length), |window| finite(window.growth - 1.0))
}

/// The deepest fall within every window of so many returns, as [`max_drawdown`](crate::risk::max_drawdown) of that
/// window alone: wealth starts at one on the day before it.
#[must_use]
pub fn rolling_max_drawdown(series: &ReturnSeries, length: usize) -> Rolling {
    let items = series.returns().iter().map(|value| Wealth::of(*value));
    labelled(series.dates(), length, windows(items, length), |window| {
        finite(if window.depth < -ROUNDING_OF_WEALTH { window.depth } else { 0.0 })
    })
}

/// What wealth of one becomes over a stretch.
#[derive(Debug, Clone, Copy)]
struct Wealth {
    growth: f64,
    /// The highest and the lowest it gets to, the start included.
    top: f64,
    low: f64,
    depth: f64,
}

impl Wealth {
    fn of(value: f64) -> Self {
        let growth = 1.0 + value;
        Self { growth, top: growth.max(1.0), low: growth.min(1.0), depth: value.min(0.0) }
    }
}

impl Summary for Wealth {
    fn then(self, after: Self) -> Self {
        let low_after = self.growth * after.low;
        Self {
            growth: self.growth * after.growth,
            top: self.top.max(self.growth * after.top),
            low: self.low.min(low_after),
            depth: self.depth.min(after.depth).min(low_after / self.top - 1.0),
        }
    }
}
