//! The rows of a table.

use std::collections::BTreeSet;

use super::answer::Examined;
use super::asker::Asker;
use super::cells::DayCells;
use super::contribution::Capital;
use super::course::{Course, Ground};
use super::members::Members;
use super::snapshots::Snapshots;
use super::state::Snapshot;
use super::sums::Sums;
use super::{Column, Dimension, Group, Measure, QueryError, Row, Span, Table, Trail, Value};
use crate::money::Money;
use crate::threads::try_each;
use crate::time::Period;
use crate::undefined::{Figure, Undefined};
use crate::valuation::Gains;

const CONTRIBUTION: Column = Column::Measure(Measure::Contribution);

/// What the rows of a table share.
struct Shared<'a> {
    /// Of a question about a period.
    over: Option<(Ground<'a>, Period)>,
    snapshot: &'a Snapshot,
    total: Figure<Money>,
    capital: Option<Figure<Capital>>,
}

/// What a row is of.
struct RowOf<'a> {
    groups: Vec<Group>,
    members: &'a Members,
    /// What its accounts hold together of its assets.
    sums: &'a Sums,
    /// The value of the row above.
    above: &'a Figure<Money>,
}

impl Asker<'_> {
    pub(super) fn table(&self, snapshots: &Snapshots) -> Result<Table, QueryError> {
        Ok(self.found(snapshots, None)?.0)
    }

    /// The table, and that of the whole scope in these columns with the trail of both.
    pub(super) fn examined(&self, columns: &[Column]) -> Result<Examined, QueryError> {
        let (parts, besides) = self.found(&Snapshots::default(), Some(columns))?;
        let (whole, trail) = besides.ok_or(QueryError::Span)?;
        Ok(Examined { whole, parts, trail })
    }

    fn found(
        &self,
        snapshots: &Snapshots,
        besides: Option<&[Column]>,
    ) -> Result<(Table, Option<(Table, Trail)>), QueryError> {
        let snapshot = self.snapshot(snapshots)?;
        let sums = snapshot.of(&self.members)?;
        let state = sums.gains(self.subject, self.members.assets.as_ref())?;
        let over = match self.query.span {
            Span::AsOf(_) => None,
            Span::Over(period) => Some((self.record(&self.members)?, period)),
        };
        let grid = over.as_ref().and_then(|(record, period)| self.grid(record, *period));
        let ground = self.ground(grid.as_ref());
        let course = over.as_ref().map(|(record, period)| Course::new(ground, record, *period));
        // Before any figure, so that the pass which gives the rows gives these too.
        let trail = match (besides, &course, &over) {
            (Some(_), Some(course), Some((record, period))) => {
                Some(Trail::of_a_period(course, record, *period)?)
            }
            _ => None,
        };
        let has_contribution = |columns: &[Column]| columns.contains(&CONTRIBUTION);
        let needs_capital =
            has_contribution(&self.query.columns) || besides.is_some_and(has_contribution);
        let capital = course.as_ref().filter(|_| needs_capital);
        let shared = Shared {
            over: over.as_ref().map(|(_, period)| (ground, *period)),
            total: state.valuation.total.clone(),
            capital: capital.map(|course| Capital::of(course, self.query.options.timing)),
            snapshot: &snapshot,
        };
        let (groups, members) = (Vec::new(), &self.members);
        let top = RowOf { groups, members, sums: &sums, above: &shared.total };
        let row = |columns| row(columns, &top, &state, course.as_ref(), &shared);
        let table = |columns, rows| self.finished(&state, course.as_ref(), columns, rows);
        let mut rows = vec![row(&self.query.columns)?];
        rows.extend(self.groups(&top, &self.query.group_by, &shared)?);
        let besides = match (besides, trail) {
            (Some(columns), Some(trail)) => Some((table(columns, vec![row(columns)?]), trail)),
            _ => None,
        };
        Ok((table(&self.query.columns, rows), besides))
    }

    /// The table of some rows, the first of which is the whole scope.
    fn finished(
        &self,
        state: &Gains,
        course: Option<&Course<'_>>,
        columns: &[Column],
        rows: Vec<Row>,
    ) -> Table {
        let mut gaps = BTreeSet::new();
        gaps.extend(state.valuation.gaps.iter().cloned());
        let of_days = course.into_iter().flat_map(|course| course.values().gaps());
        gaps.extend(of_days.map(|gap| gap.first));
        let cells = rows.iter().flat_map(|row| &row.cells);
        gaps.extend(cells.filter_map(|cell| cell.clone().err()).filter(Undefined::is_gap));
        Table {
            span: self.query.span,
            currency: self.currency,
            columns: columns.to_vec(),
            rows,
            gaps: gaps.into_iter().collect(),
        }
    }

    /// The rows of the groups inside a row. Threads share them.
    fn groups(
        &self,
        above: &RowOf<'_>,
        dimensions: &[Dimension],
        shared: &Shared<'_>,
    ) -> Result<Vec<Row>, QueryError> {
        let Some((dimension, inner)) = dimensions.split_first() else { return Ok(Vec::new()) };
        let groups = above.members.split(self.subject, dimension)?;
        let rows = try_each(&groups, |(group, members)| {
            // Groups of assets share the accounts of the row above, and are part of what these hold together.
            let own = dimension.is_of_accounts().then(|| shared.snapshot.of(members));
            let own = own.transpose()?;
            let sums = own.as_ref().unwrap_or(above.sums);
            let groups = above.groups.iter().chain([group]).cloned().collect();
            self.group(RowOf { groups, members, sums, above: above.above }, inner, shared)
        });
        Ok(rows?.into_iter().flatten().collect())
    }

    /// A row and the rows of the groups inside it; none if nothing is in it.
    fn group(
        &self,
        of: RowOf<'_>,
        inner: &[Dimension],
        shared: &Shared<'_>,
    ) -> Result<Vec<Row>, QueryError> {
        let state = of.sums.gains(self.subject, of.members.assets.as_ref())?;
        let held = !state.valuation.positions.is_empty() || !state.valuation.cash.is_empty();
        let row = match shared.over {
            None if held => row(&self.query.columns, &of, &state, None, shared)?,
            None => return Ok(Vec::new()),
            Some((ground, period)) => {
                let record = self.record(of.members)?;
                let course = Course::new(ground, &record, period);
                if !held && course.is_idle() {
                    return Ok(Vec::new());
                }
                row(&self.query.columns, &of, &state, Some(&course), shared)?
            }
        };
        let of = RowOf { above: &state.valuation.total, ..of };
        let mut rows = vec![row];
        rows.extend(self.groups(&of, inner, shared)?);
        Ok(rows)
    }
}

fn row(
    columns: &[Column],
    of: &RowOf<'_>,
    state: &Gains,
    course: Option<&Course<'_>>,
    shared: &Shared<'_>,
) -> Result<Row, QueryError> {
    let day = DayCells { members: of.members, state, above: of.above, total: &shared.total };
    let cell = |column: &Column| -> Result<Figure<Value>, QueryError> {
        if let Column::Measure(measure) = column
            && let Some(figure) = day.measure(*measure)
        {
            return Ok(figure);
        }
        let course = course.ok_or(QueryError::NeedsPeriod { column: column.key() })?;
        match column {
            Column::Measure(Measure::Contribution) => {
                let capital = shared.capital.as_ref().ok_or(QueryError::Span)?;
                let capital = capital.as_ref().map_err(Clone::clone);
                Ok(capital.and_then(|capital| capital.contribution(course)).map(Value::Number))
            }
            Column::Measure(measure) => Ok(course.measure(*measure)?),
            Column::Risk(measure) => Ok(course.risk(*measure).map(Value::Number)),
        }
    };
    let cells = columns.iter().map(cell).collect::<Result<_, _>>()?;
    Ok(Row { groups: of.groups.clone(), cells })
}
