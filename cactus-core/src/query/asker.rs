//! A question on its way to its answer: what all of its rows share.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::course::{Ground, Record};
use super::members::Members;
use super::snapshots::{SnapshotOf, Snapshots};
use super::state::Snapshot;
use super::{Benchmark, Query, QueryError, Span, Subject, Trail};
use crate::ledger::{BaseCurrency, CostBasis, Journal, Scope};
use crate::money::Currency;
use crate::pricing::MarketGrid;
use crate::time::Period;

/// A question on its way to its answer.
pub(super) struct Asker<'a> {
    pub(super) subject: &'a Subject,
    pub(super) query: &'a Query,
    pub(super) currency: Currency,
    pub(super) members: Members,
    basis: CostBasis,
    benchmark: Option<&'a Benchmark>,
    /// All accounts that pass the filters.
    scope: Scope,
    /// Their record, once it is needed.
    whole: OnceLock<Journal>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(subject: &'a Subject, query: &'a Query) -> Result<Self, QueryError> {
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

    /// The record of some of the members.
    pub(super) fn record(&self, members: &Members) -> Result<Record, QueryError> {
        Ok(Record::of(self.whole()?.part(&members.part(self.subject)?)?)?)
    }

    pub(super) fn snapshot(&self, snapshots: &Snapshots) -> Result<Arc<Snapshot>, QueryError> {
        let of = SnapshotOf {
            date: self.query.span.end(),
            currency: self.currency,
            basis: self.basis.clone(),
            scope: self.scope.clone(),
        };
        snapshots.get(of, |of| Ok(Snapshot::new(self.whole()?, of.date, &of.basis, self.base())?))
    }

    /// What the courses of all rows have in common.
    pub(super) const fn ground<'g>(&'g self, grid: Option<&'g MarketGrid>) -> Ground<'g> {
        Ground {
            subject: self.subject,
            options: &self.query.options,
            benchmark: self.benchmark,
            basis: &self.basis,
            currency: self.currency,
            grid,
        }
    }

    /// The market on the days on which any part of a record can be valued: those of its prices and of its bookings, and
    /// the eves of these, on which a part may begin. None if there are no parts to share it.
    pub(super) fn grid(&self, record: &Record, period: Period) -> Option<MarketGrid> {
        if self.query.group_by.is_empty() {
            return None;
        }
        let (start, end) = (period.start().day_number(), period.end().day_number());
        let held = record.timeline.quantities.keys();
        let held = held.map(|instrument| (*instrument, start, end));
        let booked = record.journal.transactions().iter();
        let days: BTreeSet<_> = booked.map(|transaction| transaction.booking.date()).collect();
        let days = days.into_iter().flat_map(|day| day.previous().into_iter().chain([day]));
        Some(MarketGrid::of(&self.subject.market, period, self.currency, held, days))
    }

    /// What the figures of the whole scope are computed from.
    pub(super) fn trail(&self) -> Result<Trail, QueryError> {
        let record = self.record(&self.members)?;
        let ground = self.ground(None);
        match self.query.span {
            Span::AsOf(date) => {
                let holdings = record.journal.holdings_in(date, &self.basis, self.base())?;
                Ok(Trail::of_a_day(ground.valuer(&record).at(date), holdings))
            }
            Span::Over(period) => {
                let course = super::course::Course::new(ground, &record, period);
                Trail::of_a_period(&course, &record, period)
            }
        }
    }
}
