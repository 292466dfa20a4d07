//! The rows of a series, read from the daily values of each at many days.

use super::asker::Asker;
use super::course::{Course, Ground, Record};
use super::members::Members;
use super::series::{self, Every, SeriesRow, TimeSeries};
use super::{Column, Dimension, Group, Measure, QueryError, Value};
use crate::performance::measured_period;
use crate::threads::try_each;
use crate::time::{BusinessDate, Period};
use crate::undefined::Figure;
use crate::valuation::{DailyValues, Valuer};

/// The figures of a row on each of many days; nothing on a day on which nothing is in it.
type Points = Vec<Option<Vec<Figure<Value>>>>;

impl Asker<'_> {
    /// The valuation days of a record.
    pub(super) fn days(&self, record: &Record, period: Period) -> Vec<BusinessDate> {
        self.ground(None).valuer(record).daily(period).dates().to_vec()
    }

    /// The series of a question all of whose columns are of their rows alone.
    pub(super) fn series(&self, every: Every, period: Period) -> Result<TimeSeries, QueryError> {
        let record = self.record(&self.members)?;
        let grid = self.grid(&record, period);
        let dates = series::days(every, period, || self.days(&record, period));
        let of =
            PointsOf { asker: self, ground: self.ground(grid.as_ref()), period, dates: &dates };
        let points = of.points(&record, |_, _| true)?;
        let below = of.groups(&self.members, &[], &points, &self.query.group_by)?;
        let mut rows = vec![SeriesRow { groups: Vec::new(), points }];
        rows.extend(below);
        // As a table of each day would add them: what is in the first comes first.
        rows.sort_by_key(|row| row.points.iter().position(Option::is_some));
        Ok(TimeSeries { dates, rows })
    }
}

/// What the rows of a series share.
struct PointsOf<'a> {
    asker: &'a Asker<'a>,
    ground: Ground<'a>,
    period: Period,
    dates: &'a [BusinessDate],
}

impl PointsOf<'_> {
    /// The rows of the groups inside a row, each followed by those inside it. Threads share them.
    fn groups(
        &self,
        above: &Members,
        inside: &[Group],
        shown: &Points,
        dimensions: &[Dimension],
    ) -> Result<Vec<SeriesRow>, QueryError> {
        let Some((dimension, inner)) = dimensions.split_first() else { return Ok(Vec::new()) };
        let groups = above.split(self.asker.subject, dimension)?;
        let rows = try_each(&groups, |(group, members)| {
            let record = self.asker.record(members)?;
            let points = self.points(&record, |place, course| {
                shown.get(place).is_some_and(Option::is_some) && course.has_anything()
            })?;
            drop(record);
            if points.iter().all(Option::is_none) {
                return Ok(Vec::new());
            }
            let groups: Vec<_> = inside.iter().chain([group]).cloned().collect();
            let below = self.groups(members, &groups, &points, inner)?;
            Ok::<_, QueryError>([vec![SeriesRow { groups, points }], below].concat())
        });
        Ok(rows?.into_iter().flatten().collect())
    }

    /// The figures of a record on each of the days on which it has any.
    fn points(
        &self,
        record: &Record,
        has_any: impl Fn(usize, &Course<'_>) -> bool + Sync,
    ) -> Result<Points, QueryError> {
        let valuer = self.ground.valuer(record);
        let whole = valuer.daily(measured_period(&valuer, self.period));
        let places: Vec<_> = self.dates.iter().copied().enumerate().collect();
        try_each(&places, |(place, date)| {
            let values = self.until(&valuer, &whole, *date)?;
            let course = Course::over(self.ground, record, values);
            let has_any = has_any(*place, &course);
            has_any.then(|| self.cells(&course, *date)).transpose()
        })
    }

    /// The daily values of the period until a day, out of those of the whole period.
    fn until(
        &self,
        valuer: &Valuer<'_>,
        whole: &DailyValues,
        date: BusinessDate,
    ) -> Result<DailyValues, QueryError> {
        if whole.period().start() <= date {
            return Ok(valuer.daily_until(whole, date));
        }
        // Before the eve of the first booking.
        let until = Period::new(self.period.start(), date).map_err(|_| QueryError::Backwards)?;
        Ok(valuer.daily(until))
    }

    fn cells(
        &self,
        course: &Course<'_>,
        date: BusinessDate,
    ) -> Result<Vec<Figure<Value>>, QueryError> {
        let cell = |column: &Column| {
            Ok(match column {
                Column::Measure(Measure::MarketValue) => {
                    let value = course.money(course.values().closing());
                    // The same reason as in a valuation, where several prices or rates are missing.
                    value.or_else(|_| course.valuer().at(date).total.map(Value::Money))
                }
                Column::Measure(measure) => course.measure(*measure)?,
                Column::Risk(measure) => course.risk(*measure).map(Value::Number),
            })
        };
        self.asker.query.columns.iter().map(cell).collect()
    }
}
