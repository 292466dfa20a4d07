//! A question asked day by day, week by week, month by month: what charts are drawn from.

use std::collections::BTreeSet;

use super::asker::Asker;
use super::{Group, Query, QueryError, Span, Subject, Value};
use crate::performance::CalendarUnit;
use crate::threads::try_each;
use crate::time::{BusinessDate, Period};
use crate::undefined::Figure;
use crate::words::words;

words! {
    /// How often a series has a point.
    "interval" Every {
        /// On every valuation day: trading days and days with flows.
        Day = "day",
        /// On the last day of each week, Sunday, and at the end.
        Week = "week",
        /// On the last day of each month, and at the end.
        Month = "month",
        /// On the last day of each quarter, and at the end.
        Quarter = "quarter",
        /// On the last day of each year, and at the end.
        Year = "year",
    }
}

impl Every {
    /// Whether a point lies between two days that follow each other.
    fn ends_between(self, day: BusinessDate, next: BusinessDate) -> bool {
        let other = |unit: CalendarUnit| !unit.joins(day, next);
        match self {
            Self::Day => true,
            // The day number zero was a Thursday.
            Self::Week => {
                let week = |day: BusinessDate| (day.day_number() + 3).div_euclid(7);
                week(day) != week(next)
            }
            Self::Month => other(CalendarUnit::Month),
            Self::Quarter => other(CalendarUnit::Quarter),
            Self::Year => other(CalendarUnit::Year),
        }
    }
}

/// A table for each of many days: at each, the answer to the question about the period from its start until then.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeSeries {
    /// The days, which increase; the last is the end of the period.
    pub dates: Vec<BusinessDate>,
    /// The rows of the table, each with its figures day by day.
    pub rows: Vec<SeriesRow>,
}

/// A row of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRow {
    /// The groups that it is in, from the outside in; none for the whole.
    pub groups: Vec<Group>,
    /// For each day, and in it for each column, the figure; nothing on a day on which the table has no such row.
    pub points: Vec<Option<Vec<Figure<Value>>>>,
}

impl Subject {
    /// The answers to a question about a period, at many days of it.
    ///
    /// Columns that follow from the record and the daily values of a row are read from these at each point: values, flows,
    /// gains, returns and risk measures of many years cost little more than one answer. If there is any other column, such
    /// as the cost of what was held on the day, each point is a question of its own. Threads share rows and points.
    ///
    /// # Errors
    /// As [`Subject::answer`], and [`QueryError::Span`] for a question about a day.
    pub fn series(&self, query: &Query, every: Every) -> Result<TimeSeries, QueryError> {
        let Span::Over(period) = query.span else { return Err(QueryError::Span) };
        query.check()?;
        if let Some((then, query)) = self.of_then(query)? {
            return then.series(&query, every);
        }
        let asker = Asker::new(self, query)?;
        if query.columns.iter().all(|column| column.is_of_the_row()) {
            return asker.series(every, period);
        }
        let record = asker.record(&asker.members)?;
        let dates = days(every, period, || asker.days(&record, period));
        let tables = try_each(&dates, |date| {
            let until = Period::new(period.start(), *date).map_err(|_| QueryError::Backwards)?;
            self.answer(&Query { span: Span::Over(until), ..query.clone() })
        })?;
        let mut rows: Vec<SeriesRow> = Vec::new();
        for (place, table) in tables.into_iter().enumerate() {
            for row in table.rows {
                put(&mut rows, row.groups, place, row.cells, dates.len());
            }
        }
        Ok(TimeSeries { dates, rows })
    }
}

/// Puts the figures of a day into the row of these groups, which is added if it is new.
pub(super) fn put(
    rows: &mut Vec<SeriesRow>,
    groups: Vec<Group>,
    place: usize,
    cells: Vec<Figure<Value>>,
    points: usize,
) {
    let known = rows.iter().position(|known| known.groups == groups);
    let at = known.unwrap_or_else(|| {
        rows.push(SeriesRow { groups, points: vec![None; points] });
        rows.len() - 1
    });
    if let Some(point) = rows.get_mut(at).and_then(|row| row.points.get_mut(place)) {
        *point = Some(cells);
    }
}

/// The days of the points; `valued` are the valuation days of the whole scope.
pub(super) fn days(
    every: Every,
    period: Period,
    valued: impl FnOnce() -> Vec<BusinessDate>,
) -> Vec<BusinessDate> {
    let mut days = BTreeSet::from([period.end()]);
    if every == Every::Day {
        days.extend(valued().into_iter().filter(|date| period.contains(*date)));
        return days.into_iter().collect();
    }
    let mut day = period.start();
    while let Some(next) = day.next().filter(|next| *next <= period.end()) {
        if day > period.start() && every.ends_between(day, next) {
            days.insert(day);
        }
        day = next;
    }
    days.into_iter().collect()
}
