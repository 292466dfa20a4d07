//! Where prices or rates were missing.

use crate::ids::InstrumentId;
use crate::money::Currency;
use crate::time::BusinessDate;
use crate::undefined::Undefined;

/// A run of valuation days on which one price or rate was missing, so that there is no total on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What was missing, with the first day of the run.
    pub first: Undefined,
    /// The last valuation day of the run.
    pub until: BusinessDate,
}

/// What can be missing on a day. Where several things are, the least is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Missing {
    Price(InstrumentId),
    Rate { from: Currency, to: Currency },
    Range,
}

impl Missing {
    pub(super) fn on(self, date: BusinessDate) -> Undefined {
        match self {
            Self::Price(instrument) => Undefined::MissingPrice { instrument, date },
            Self::Rate { from, to } => Undefined::MissingRate { from, to, date },
            Self::Range => Undefined::OutOfRange,
        }
    }
}

/// Runs of days, by their place among the valuation days, on which something was missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Gaps(Vec<Run>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    missing: Missing,
    first: usize,
    last: usize,
}

impl Gaps {
    /// Notes a day; the days of one missing thing come in order.
    fn add(&mut self, missing: Missing, day: usize) {
        if let Some(run) = self.0.last_mut()
            && run.missing == missing
            && (run.last == day || run.last + 1 == day)
        {
            run.last = day;
            return;
        }
        self.0.push(Run { missing, first: day, last: day });
    }

    /// What was missing on these days by their places, in the order in which it was found.
    pub(super) fn of(found: impl Iterator<Item = (Missing, usize)>) -> Self {
        let mut gaps = Self::default();
        let mut found = found.peekable();
        while let Some((missing, first)) = found.next() {
            let mut days = vec![first];
            while let Some((_, day)) = found.next_if(|(next, _)| *next == missing) {
                days.push(day);
            }
            days.sort_unstable();
            days.into_iter().for_each(|day| gaps.add(missing, day));
        }
        gaps
    }

    /// Those of so many days from the first on, and behind them those of the one day of `last`.
    pub(super) fn until(&self, count: usize, last: &Self) -> Self {
        let runs = self.0.iter().filter(|run| run.first < count);
        let mut runs: Vec<Run> =
            runs.map(|run| Run { last: run.last.min(count - 1), ..*run }).collect();
        for Run { missing, .. } in &last.0 {
            let before = |run: &&mut Run| run.missing == *missing && run.last + 1 == count;
            match runs.iter_mut().find(before) {
                Some(run) => run.last = count,
                None => runs.push(Run { missing: *missing, first: count, last: count }),
            }
        }
        Self(runs)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The days on which anything was missing, some of them more than once.
    pub(super) fn days(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(|run| run.first..=run.last)
    }

    pub(super) fn on(&self, day: usize) -> Option<Missing> {
        let runs = self.0.iter().filter(|run| run.first <= day && day <= run.last);
        runs.map(|run| run.missing).min()
    }

    /// The runs with the dates of these valuation days.
    pub(super) fn dated(&self, dates: &[BusinessDate]) -> Vec<Gap> {
        self.0
            .iter()
            .filter_map(|run| {
                Some(Gap {
                    first: run.missing.on(*dates.get(run.first)?),
                    until: *dates.get(run.last)?,
                })
            })
            .collect()
    }
}
