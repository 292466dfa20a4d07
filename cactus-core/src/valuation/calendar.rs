//! The days on which a scope is valued.

use std::ops::Range;

use super::Valuer;
use crate::ledger::Steps;
use crate::money::Quantity;
use crate::time::{BusinessDate, Period};

/// The valuation days of a period, and which of them are trading days.
pub(super) struct Calendar {
    /// Day numbers, strictly increasing; the first is the start of the period.
    pub(super) days: Vec<i32>,
    /// The same days as dates.
    pub(super) dates: Vec<BusinessDate>,
    /// Whether an instrument held on the day has a price of that very day.
    pub(super) quoted: Vec<bool>,
    /// For each calendar day from the start of the period to the day after its end, how many valuation days lie
    /// before it.
    before: Vec<usize>,
}

impl Calendar {
    pub(super) fn new(valuer: &Valuer<'_>, period: Period) -> Self {
        let mut marks = Marks::new(period);
        for (instrument, steps) in &valuer.timeline.quantities {
            if let Some(series) = valuer.market.prices(*instrument) {
                marks.trade(steps, series.column().days());
            }
        }
        let flows = valuer.timeline.flows.iter().map(|flow| flow.date);
        let flows = flows.filter(|date| period.contains(*date));
        for date in flows.chain([period.start(), period.end()]) {
            marks.value(date.day_number());
        }
        marks.calendar()
    }

    /// The places of the valuation days from `first` to `last`, both in the period and both included.
    pub(super) fn places(&self, first: i32, last: i32) -> Range<usize> {
        let start = self.days.first().copied().unwrap_or_default();
        let before = |day: i32| {
            let day = usize::try_from(day - start).unwrap_or_default();
            self.before.get(day).copied().unwrap_or(self.days.len())
        };
        before(first)..before(last + 1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Skip,
    Value,
    Quoted,
}

/// A mark on each calendar day from the start of a period to its end.
struct Marks {
    first: i32,
    last: i32,
    marks: Vec<Mark>,
}

impl Marks {
    fn new(period: Period) -> Self {
        let (first, last) = (period.start().day_number(), period.end().day_number());
        let length = usize::try_from(last - first).unwrap_or_default() + 1;
        Self { first, last, marks: vec![Mark::Skip; length] }
    }

    /// Marks the days with a price on which the instrument was held at the start or the end.
    fn trade(&mut self, steps: &Steps<Quantity>, known: &[i32]) {
        let mut held =
            intervals(steps, self.first, self.last).filter(|held| !held.value.is_zero()).peekable();
        while let Some(Interval { first, mut last, .. }) = held.next() {
            while let Some(next) = held.next_if(|next| next.first == last + 1) {
                last = next.last;
            }
            // The day on which the last unit was sold still traded it.
            let until = last.saturating_add(1).min(self.last);
            let from = known.partition_point(|day| *day < first);
            for day in known.iter().skip(from).take_while(|day| **day <= until) {
                if let Some(mark) = self.mark(*day) {
                    *mark = Mark::Quoted;
                }
            }
        }
    }

    fn value(&mut self, day: i32) {
        if let Some(mark) = self.mark(day)
            && *mark == Mark::Skip
        {
            *mark = Mark::Value;
        }
    }

    fn mark(&mut self, day: i32) -> Option<&mut Mark> {
        self.marks.get_mut(usize::try_from(day - self.first).ok()?)
    }

    fn calendar(self) -> Calendar {
        let mut calendar = Calendar {
            days: Vec::with_capacity(self.marks.len()),
            dates: Vec::with_capacity(self.marks.len()),
            quoted: Vec::with_capacity(self.marks.len()),
            before: Vec::with_capacity(self.marks.len() + 1),
        };
        for (day, mark) in (self.first..).zip(self.marks) {
            calendar.before.push(calendar.days.len());
            if mark != Mark::Skip
                && let Ok(date) = BusinessDate::from_day_number(day)
            {
                calendar.days.push(day);
                calendar.dates.push(date);
                calendar.quoted.push(mark == Mark::Quoted);
            }
        }
        calendar.before.push(calendar.days.len());
        calendar
    }
}

/// A value that holds from the end of `first` to the end of `last`, both day numbers.
pub(super) struct Interval<T> {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) value: T,
}

/// The intervals of a stepped value that touch the days from `first` to `last`, cut to them.
pub(super) fn intervals<T: Copy + PartialEq>(
    steps: &Steps<T>,
    first: i32,
    last: i32,
) -> impl Iterator<Item = Interval<T>> {
    let points = steps.points();
    let next = points.iter().skip(1).map(|(date, _)| date.day_number() - 1);
    let ends = next.chain([i32::MAX]);
    points
        .iter()
        .zip(ends)
        .map(move |((date, value), end)| Interval {
            first: date.day_number().max(first),
            last: end.min(last),
            value: *value,
        })
        .filter(|interval| interval.first <= interval.last)
}
