//! Returns by calendar month.

use super::time_weighted::linked;
use crate::risk::ReturnSeries;

/// The return of a calendar month, as far as the series covers it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonthReturn {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The linked return, not annualised.
    pub total: f64,
}

/// The returns of a series linked by calendar month, in order: `Π (1 + r) − 1` over the days of each month.
/// Months without a return are left out.
///
/// ```
/// use cactus_core::performance::months;
/// use cactus_core::risk::ReturnSeries;
///
/// let days = ["2024-01-30", "2024-01-31", "2024-02-01"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-29".parse()?, days.into_iter().zip([0.1, 0.1, -0.5]))?;
/// let months = months(&series);
/// assert_eq!(months.len(), 2);
/// assert_eq!((months[0].year, months[0].month), (2024, 1));
/// assert!((months[0].total - 0.21).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn months(series: &ReturnSeries) -> Vec<MonthReturn> {
    let mut months: Vec<MonthReturn> = Vec::new();
    for (date, value) in series.rows() {
        let (year, month) = (date.year(), date.month());
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (year, month) => {
                last.total = linked(last.total, value);
            }
            _ => months.push(MonthReturn { year, month, total: value }),
        }
    }
    months
}
