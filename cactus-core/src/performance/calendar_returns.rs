//! Returns by calendar: months in rows of years, and the best and worst periods.

use super::months;
use super::time_weighted::linked;
use crate::risk::ReturnSeries;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};
use crate::words::words;

/// A row of the table of months and years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// January to December, none where the series has no return.
    pub months: [Option<f64>; 12],
    /// All months that the series covers, linked: the return of the year, or of the part of it so far.
    pub total: f64,
}

/// The returns of a series in a table of months and years, not annualised: `Π (1 + r) − 1` of the days of each.
///
/// A return belongs to the month of its day, also if it began in the month before. The first and the last month
/// may be covered in part; the totals are those of the days in the series.
///
/// ```
/// use cactus_core::performance::calendar_returns;
/// use cactus_core::risk::ReturnSeries;
///
/// let days = ["2023-12-29", "2024-01-31", "2024-02-29"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2023-11-30".parse()?, days.into_iter().zip([0.1, 0.2, -0.5]))?;
/// let table = calendar_returns(&series);
/// assert_eq!((table.len(), table[1].year), (2, 2024));
/// assert_eq!(table[1].months[2], None);
/// assert!((table[1].total + 0.4).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn calendar_returns(series: &ReturnSeries) -> Vec<CalendarYear> {
    let mut table: Vec<CalendarYear> = Vec::new();
    for month in months(series) {
        if table.last().is_none_or(|row| row.year != month.year) {
            table.push(CalendarYear { year: month.year, months: [None; 12], total: 0.0 });
        }
        if let Some(row) = table.last_mut() {
            let place = row.months.iter_mut().zip(1..).find(|(_, number)| *number == month.month);
            if let Some((place, _)) = place {
                *place = Some(month.total);
            }
            row.total = linked(row.total, month.total);
        }
    }
    table
}

words! {
    /// A unit of the calendar.
    "calendar unit" CalendarUnit {
        /// Calendar months.
        Month = "month",
        /// Calendar quarters.
        Quarter = "quarter",
        /// Calendar years.
        Year = "year",
    }
}

impl CalendarUnit {
    /// Its number within the year of a day, from one.
    #[must_use]
    pub fn number(self, day: BusinessDate) -> u32 {
        match self {
            Self::Month => day.month(),
            Self::Quarter => day.month().div_ceil(3),
            Self::Year => 1,
        }
    }

    /// Whether two days lie in the same one.
    #[must_use]
    pub fn joins(self, a: BusinessDate, b: BusinessDate) -> bool {
        a.year() == b.year() && self.number(a) == self.number(b)
    }
}

/// The return of a calendar period, as far as the series covers it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalendarPeriod {
    /// The first day with a return in it.
    pub first: BusinessDate,
    /// The last day with a return in it.
    pub last: BusinessDate,
    /// The linked return, not annualised.
    pub total: f64,
}

/// The returns of a series by calendar period, in order. Periods without a return are left out.
#[must_use]
pub fn calendar_periods(series: &ReturnSeries, unit: CalendarUnit) -> Vec<CalendarPeriod> {
    let mut periods: Vec<CalendarPeriod> = Vec::new();
    for (date, value) in series.rows() {
        match periods.last_mut() {
            Some(open) if unit.joins(open.last, date) => {
                (open.last, open.total) = (date, linked(open.total, value));
            }
            _ => periods.push(CalendarPeriod { first: date, last: date, total: value }),
        }
    }
    periods
}

/// The best and the worst calendar period; of several the first.
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns.
///
/// ```
/// use cactus_core::performance::{CalendarUnit, best_and_worst};
/// use cactus_core::risk::ReturnSeries;
///
/// let days = ["2024-01-30", "2024-01-31", "2024-02-29"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-29".parse()?, days.into_iter().zip([0.1, 0.1, -0.5]))?;
/// let (best, worst) = best_and_worst(&series, CalendarUnit::Month).unwrap();
/// assert!((best.total - 0.21).abs() < 1e-15);
/// assert_eq!((worst.first, worst.total), (days[2], -0.5));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn best_and_worst(
    series: &ReturnSeries,
    unit: CalendarUnit,
) -> Figure<(CalendarPeriod, CalendarPeriod)> {
    let periods = calendar_periods(series, unit);
    let extreme = |is_more: fn(f64, f64) -> bool| {
        let found = periods.iter().copied();
        found.reduce(|found, next| if is_more(next.total, found.total) { next } else { found })
    };
    extreme(|next, found| next > found)
        .zip(extreme(|next, found| next < found))
        .ok_or(Undefined::TooFew { given: 0, needed: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn series(start: &str, gaps: &[i64], returns: &[f64]) -> ReturnSeries {
        let start: BusinessDate = start.parse().unwrap();
        let mut day = start;
        let rows = gaps.iter().zip(returns).map(|(gap, value)| {
            day = day.add_days(*gap).unwrap();
            (day, *value)
        });
        ReturnSeries::new(start, rows.collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn quarters_and_years_are_those_of_the_calendar() {
        let returns = series("2023-11-30", &[30, 31, 60, 1, 200], &[0.1, 0.2, 0.1, -0.1, 0.5]);
        // 2023-12-30, 2024-01-30, 2024-03-30, 2024-03-31, 2024-10-17.
        let totals = |unit| -> Vec<f64> {
            calendar_periods(&returns, unit)
                .iter()
                .map(|period| (period.total * 1e9).round() / 1e9)
                .collect()
        };
        assert_eq!(totals(CalendarUnit::Month), [0.1, 0.2, -0.01, 0.5]);
        assert_eq!(totals(CalendarUnit::Quarter), [0.1, 0.188, 0.5]);
        assert_eq!(totals(CalendarUnit::Year), [0.1, 0.782]);
        let empty = series("2024-01-01", &[], &[]);
        assert!(best_and_worst(&empty, CalendarUnit::Year).is_err());
        assert!(calendar_returns(&empty).is_empty());
    }

    proptest! {
        #[test]
        fn every_table_links_to_the_whole(
            rows in prop::collection::vec((1..90_i64, -0.5..0.6_f64), 1..60),
        ) {
            let (gaps, returns): (Vec<i64>, Vec<f64>) = rows.into_iter().unzip();
            let series = series("2020-01-15", &gaps, &returns);
            let whole = series.wealth().last().unwrap().1;
            let close = |wealth: f64| (wealth - whole).abs() <= 1e-12 * whole;
            let table = calendar_returns(&series);
            prop_assert!(close(table.iter().map(|row| 1.0 + row.total).product()));
            for unit in CalendarUnit::ALL {
                let periods = calendar_periods(&series, *unit);
                prop_assert!(close(periods.iter().map(|period| 1.0 + period.total).product()));
            }
            for row in &table {
                let months: f64 = row.months.iter().flatten().map(|month| 1.0 + month).product();
                prop_assert!((months - 1.0 - row.total).abs() < 1e-12 * (1.0 + row.total.abs()));
            }
        }
    }
}
