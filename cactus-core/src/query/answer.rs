//! From the question to the table.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::contribution::Capital;
use super::course::{Course, Ground};
use super::members::{Members, Single};
use super::snapshots::{SnapshotOf, Snapshots};
use super::state::Snapshot;
use super::sums::Sums;
use super::{
    Benchmark, Column, Dimension, Group, Measure, Query, QueryError, Row, Span, Subject, Table,
    Value,
};
use crate::ledger::{BaseCurrency, CostBasis, Journal, Scope, Timeline};
use crate::money::{Currency, Money, MoneyError, Quantity, Rate};
use crate::pricing::{Market, MarketGrid};
use crate::threads::try_each;
use crate::time::Period;
use crate::undefined::{Figure, Undefined};
use crate::valuation::Gains;

impl Subject {
    /// The answer to a question.
    ///
    /// # Errors
    /// [`QueryError`] if the question does not fit the record. What cannot be computed is a reason in its cell.
    pub fn answer(&self, query: &Query) -> Result<Table, QueryError> {
        self.answer_with(query, &Snapshots::default())
    }

    /// The answer, out of snapshots that are kept of this subject.
    pub(super) fn answer_with(
        &self,
        query: &Query,
        snapshots: &Snapshots,
    ) -> Result<Table, QueryError> {
        query.check()?;
        Asker::new(self, query)?.table(snapshots)
    }

    /// The record of everything that a question is about.
    pub(super) fn asked(&self, query: &Query) -> Result<Journal, QueryError> {
        let members = Members::asked(self, &query.scope)?;
        let whole = self.journal.part(&members.whole(self, &query.options))?;
        Ok(whole.part(&members.part(self)?)?)
    }

    /// How cost is told apart in a question.
    pub(super) fn basis_of(&self, query: &Query) -> CostBasis {
        let mut basis = self.basis.clone();
        if let Some(method) = query.options.lot_method {
            basis = basis.with_method(method);
        }
        if let Some(pool) = query.options.lot_pool {
            basis = basis.with_pool(pool);
        }
        basis
    }

    /// The currency of the amounts of a question.
    pub(super) fn currency_of(&self, query: &Query) -> Currency {
        query.currency.unwrap_or(self.currency)
    }
}

/// A question on its way to its answer.
struct Asker<'a> {
    subject: &'a Subject,
    query: &'a Query,
    currency: Currency,
    basis: CostBasis,
    benchmark: Option<&'a Benchmark>,
    members: Members,
    /// All accounts that pass the filters.
    scope: Scope,
    /// Their record, once it is needed.
    whole: OnceLock<Journal>,
    /// Prices and rates on the days of the period, which the rows share.
    grid: OnceLock<MarketGrid>,
}

/// What the rows of a table share.
struct Shared<'a> {
    snapshot: &'a Snapshot,
    total: Figure<Money>,
    capital: Option<Figure<Capital>>,
}

impl<'a> Asker<'a> {
    fn new(subject: &'a Subject, query: &'a Query) -> Result<Self, QueryError> {
        let options = &query.options;
        let known = |key: &crate::model::Key| {
            let found = subject.benchmarks.get(key);
            found.ok_or_else(|| QueryError::UnknownBenchmark { key: key.clone() })
        };
        let members = Members::asked(subject, &query.scope)?;
        Ok(Self {
            subject,
            query,
            currency: subject.currency_of(query),
            basis: subject.basis_of(query),
            benchmark: options.benchmark.as_ref().map(known).transpose()?,
            scope: members.whole(subject, options),
            members,
            whole: OnceLock::new(),
            grid: OnceLock::new(),
        })
    }

    fn base(&self) -> BaseCurrency<'a> {
        BaseCurrency { currency: self.currency, market: &self.subject.market }
    }

    fn whole(&self) -> Result<&Journal, QueryError> {
        if let Some(known) = self.whole.get() {
            return Ok(known);
        }
        let whole = self.subject.journal.part(&self.scope)?;
        Ok(self.whole.get_or_init(|| whole))
    }

    fn snapshot(&self, snapshots: &Snapshots) -> Result<Arc<Snapshot>, QueryError> {
        let of = SnapshotOf {
            date: self.query.span.end(),
            currency: self.currency,
            basis: self.basis.clone(),
            scope: self.scope.clone(),
        };
        snapshots.get(of, |of| Ok(Snapshot::new(self.whole()?, of.date, &of.basis, self.base())?))
    }

    fn table(&self, snapshots: &Snapshots) -> Result<Table, QueryError> {
        let snapshot = self.snapshot(snapshots)?;
        let sums = snapshot.of(&self.members)?;
        let state = sums.gains(self.subject, self.members.assets.as_ref())?;
        let course = self.course(&self.members)?;
        let contribution = Column::Measure(Measure::Contribution);
        let capital = course.as_ref().filter(|_| self.query.columns.contains(&contribution));
        let shared = Shared {
            total: state.valuation.total.clone(),
            capital: capital.map(|course| Capital::of(course, self.query.options.timing)),
            snapshot: &snapshot,
        };
        let mut gaps = BTreeSet::new();
        gaps.extend(state.valuation.gaps.iter().cloned());
        let of_days = course.iter().flat_map(|course| course.values().gaps());
        gaps.extend(of_days.map(|gap| gap.first));
        let (groups, members) = (Vec::new(), &self.members);
        let row = RowOf { groups, members, sums: &sums, above: &shared.total };
        let mut rows = vec![self.row(&row, &state, course.as_ref(), &shared)?];
        rows.extend(self.groups(&row, &self.query.group_by, &shared)?);
        let cells = rows.iter().flat_map(|row| &row.cells);
        gaps.extend(cells.filter_map(|cell| cell.clone().err()).filter(Undefined::is_gap));
        Ok(Table {
            span: self.query.span,
            currency: self.currency,
            columns: self.query.columns.clone(),
            rows,
            gaps: gaps.into_iter().collect(),
        })
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
        let course = self.course(of.members)?;
        let is_idle = course.as_ref().is_none_or(Course::is_idle);
        if is_idle && state.valuation.positions.is_empty() && state.valuation.cash.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = vec![self.row(&of, &state, course.as_ref(), shared)?];
        drop(course);
        let of = RowOf { above: &state.valuation.total, ..of };
        rows.extend(self.groups(&of, inner, shared)?);
        Ok(rows)
    }

    /// How the members went over the period; none of a question about a day.
    fn course(&self, members: &Members) -> Result<Option<Course<'_>>, QueryError> {
        let Span::Over(period) = self.query.span else { return Ok(None) };
        let journal = self.whole()?.part(&members.part(self.subject)?)?;
        let timeline = journal.timeline()?;
        // The first to ask is the whole scope, of which every row is a part.
        let shares = !self.query.group_by.is_empty();
        let grid = shares.then(|| {
            let lay_out = || grid(&self.subject.market, &journal, &timeline, period, self.currency);
            self.grid.get_or_init(lay_out)
        });
        let (record, span) = ((journal, timeline), (self.currency, period));
        let over =
            Ground { subject: self.subject, benchmark: self.benchmark, basis: &self.basis, grid };
        Ok(Some(Course::new(over, &self.query.options, record, span)))
    }

    fn row(
        &self,
        of: &RowOf<'_>,
        state: &Gains,
        course: Option<&Course<'_>>,
        shared: &Shared<'_>,
    ) -> Result<Row, QueryError> {
        let cell = |column: &Column| match (column, course) {
            (Column::Measure(measure), _) if measure.is_of_a_day() => {
                Ok(of_a_day(*measure, of, state, &shared.total))
            }
            (_, None) => Err(QueryError::NeedsPeriod { column: column.key() }),
            (Column::Measure(Measure::Contribution), Some(course)) => {
                let capital = shared.capital.as_ref().ok_or(QueryError::Span)?;
                let capital = capital.as_ref().map_err(Clone::clone);
                Ok(capital.and_then(|capital| capital.contribution(course)).map(Value::Number))
            }
            (Column::Measure(measure), Some(course)) => Ok(course.measure(*measure)?),
            (Column::Risk(measure), Some(course)) => Ok(course.risk(*measure).map(Value::Number)),
        };
        let cells = self.query.columns.iter().map(cell).collect::<Result<_, _>>()?;
        Ok(Row { groups: of.groups.clone(), cells })
    }
}

/// The market on the days on which any part of a record can be valued: those of its prices and of its bookings, and the
/// eves of these, on which a part may begin.
fn grid(
    market: &Market,
    journal: &Journal,
    timeline: &Timeline,
    period: Period,
    currency: Currency,
) -> MarketGrid {
    let (start, end) = (period.start().day_number(), period.end().day_number());
    let held = timeline.quantities.keys().map(|instrument| (*instrument, start, end));
    let booked = journal.transactions().iter().map(|transaction| transaction.booking.date());
    let days: BTreeSet<_> = booked.collect();
    let days = days.into_iter().flat_map(|day| day.previous().into_iter().chain([day]));
    MarketGrid::of(market, period, currency, held, days)
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

fn of_a_day(
    measure: Measure,
    of: &RowOf<'_>,
    state: &Gains,
    total: &Figure<Money>,
) -> Figure<Value> {
    let value = || state.valuation.total.clone();
    let position = || match of.members.single() {
        Some(Single::Instrument) => state.valuation.positions.first().ok_or(Undefined::NothingHeld),
        _ => Err(Undefined::SeveralInstruments),
    };
    match measure {
        Measure::Quantity => match of.members.single() {
            Some(Single::Cash) => {
                let cash = state.valuation.cash.first().map(|row| row.amount.amount());
                Ok(Value::Units(Quantity::new(cash.unwrap_or_default())))
            }
            Some(Single::Instrument) => {
                let held = state.valuation.positions.first().map(|row| row.quantity);
                Ok(Value::Units(held.unwrap_or(Quantity::ZERO)))
            }
            None => Err(Undefined::SeveralInstruments),
        },
        Measure::Price => position()?.quote.clone().map(|quote| Value::Price(quote.price)),
        Measure::PriceDate => position()?.quote.clone().map(|quote| Value::Date(quote.date)),
        Measure::Weight => ratio(&value(), total),
        Measure::WeightInGroup => ratio(&value(), of.above),
        Measure::Cost => state.cost.clone().map(Value::Money),
        Measure::UnrealisedGain => state.unrealised.clone().map(Value::Money),
        Measure::UnrealisedReturn => ratio(&state.unrealised, &state.cost),
        _ => value().map(Value::Money),
    }
}

/// One amount over another, which may be nothing.
fn ratio(part: &Figure<Money>, whole: &Figure<Money>) -> Figure<Value> {
    let (part, whole) = (part.clone()?, whole.clone()?);
    let ratio: Result<Rate, MoneyError> = part.ratio_to(whole);
    ratio.map(Value::Ratio).map_err(|error| match error {
        MoneyError::DivisionByZero => Undefined::ZeroDivisor,
        _ => Undefined::OutOfRange,
    })
}
