//! The days on which a scope may be valued.

use std::ops::Range;

use super::Valuer;
use crate::pricing::MarketGrid;
use crate::time::{BusinessDate, Period};

/// The days of a grid in a period, and behind them the days of the period that only this scope is valued on: those
/// with flows while every market was closed, and the ends. A day is known by its slot.
pub(super) struct Slots<'a> {
    pub(super) grid: &'a MarketGrid,
    /// The days of the period among those of the grid.
    pub(super) places: Range<usize>,
    /// Day numbers, strictly increasing, none of them in the grid.
    pub(super) extra: Vec<i32>,
    pub(super) period: Period,
}

/// Some consecutive days: those in the grid by their place there, the others by their number among the extra ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) places: Range<usize>,
    pub(super) extra: Range<usize>,
}

impl<'a> Slots<'a> {
    pub(super) fn new(valuer: &Valuer<'_>, grid: &'a MarketGrid, period: Period) -> Self {
        let mut extra: Vec<i32> = valued_anyway(valuer, period)
            .map(BusinessDate::day_number)
            .filter(|day| grid.place(*day).is_none())
            .collect();
        extra.sort_unstable();
        extra.dedup();
        let places = grid.places(period.start().day_number(), period.end().day_number());
        Self { grid, places, extra, period }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len() + self.extra.len()
    }

    /// The days from `first` to `last`, both in the period and both included.
    pub(super) fn days(&self, first: i32, last: i32) -> Days {
        let extra = if self.extra.is_empty() {
            0..0
        } else {
            let before = |day: i32| self.extra.partition_point(|extra| *extra < day);
            before(first)..before(last.saturating_add(1))
        };
        Days { places: self.grid.places(first, last), extra }
    }

    /// The slot of a day of the grid.
    pub(super) fn slot(&self, place: usize) -> usize {
        place.saturating_sub(self.places.start)
    }

    /// The slots of days of the grid.
    pub(super) fn of_places(&self, places: &Range<usize>) -> Range<usize> {
        self.slot(places.start)..self.slot(places.end)
    }

    /// The slot of an extra day.
    pub(super) fn of_extra(&self, number: usize) -> usize {
        self.places.len() + number
    }

    /// The slots of the days.
    pub(super) fn of(&self, days: &Days) -> impl Iterator<Item = usize> + use<> {
        let first = self.places.len();
        self.of_places(&days.places).chain(first + days.extra.start..first + days.extra.end)
    }

    /// The day number of a slot.
    pub(super) fn day(&self, slot: usize) -> Option<i32> {
        match slot.checked_sub(self.places.len()) {
            Some(number) => self.extra.get(number).copied(),
            None => self.grid.days().get(self.places.start + slot).copied(),
        }
    }
}

/// The days of a period on which a scope is valued whether markets are open or not: those with flows, and the
/// ends.
pub(super) fn valued_anyway(
    valuer: &Valuer<'_>,
    period: Period,
) -> impl Iterator<Item = BusinessDate> {
    let flows = valuer.timeline.flows.iter().map(|flow| flow.date);
    let flows = flows.filter(move |date| period.contains(*date));
    flows.chain([period.start(), period.end()])
}
