//! The days on which a scope is valued.

use super::Valuer;
use crate::ledger::Steps;
use crate::time::{BusinessDate, Period};

/// The valuation days of a period, and which of them are trading days.
pub(super) struct Calendar {
    /// Day numbers, strictly increasing; the first is the start of the period.
    pub(super) days: Vec<i32>,
    /// The same days as dates.
    pub(super) dates: Vec<BusinessDate>,
    /// Whether an instrument held on the day has a price of that very day.
    pub(super) quoted: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Skip,
    Value,
    Quoted,
}

impl Calendar {
    pub(super) fn new(valuer: &Valuer<'_>, period: Period) -> Self {
        let (first, last) = (period.start().day_number(), period.end().day_number());
        let length = usize::try_from(last - first).unwrap_or_default() + 1;
        let mut marks = vec![Mark::Skip; length];
        let place = |day: i32| usize::try_from(day - first).ok();
        for (instrument, steps) in &valuer.timeline.quantities {
            let Some(series) = valuer.market.prices(*instrument) else {
                continue;
            };
            let known = series.column().days();
            for held in intervals(steps, first, last).filter(|held| !held.value.is_zero()) {
                // The day on which the last unit was sold still traded it.
                let until = held.last.saturating_add(1).min(last);
                let from = known.partition_point(|day| *day < held.first);
                let quoted = known.iter().skip(from).take_while(|day| **day <= until);
                for mark in quoted.filter_map(|day| place(*day)) {
                    if let Some(mark) = marks.get_mut(mark) {
                        *mark = Mark::Quoted;
                    }
                }
            }
        }
        let flows = valuer.timeline.flows.iter().map(|flow| flow.date);
        let flows = flows.filter(|date| period.contains(*date));
        for date in flows.chain([period.start(), period.end()]) {
            if let Some(mark) = place(date.day_number()).and_then(|place| marks.get_mut(place))
                && *mark == Mark::Skip
            {
                *mark = Mark::Value;
            }
        }
        Self::of_marks(first, &marks)
    }

    fn of_marks(first: i32, marks: &[Mark]) -> Self {
        let mut calendar = Self {
            days: Vec::with_capacity(marks.len()),
            dates: Vec::with_capacity(marks.len()),
            quoted: Vec::with_capacity(marks.len()),
        };
        for (day, mark) in (first..).zip(marks) {
            if *mark == Mark::Skip {
                continue;
            }
            if let Ok(date) = BusinessDate::from_day_number(day) {
                calendar.days.push(day);
                calendar.dates.push(date);
                calendar.quoted.push(*mark == Mark::Quoted);
            }
        }
        calendar
    }

    /// The places of the valuation days from `first` to `last`, both included.
    pub(super) fn places(&self, first: i32, last: i32) -> std::ops::Range<usize> {
        let from = self.days.partition_point(|day| *day < first);
        let to = self.days.partition_point(|day| *day <= last);
        from..to
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
