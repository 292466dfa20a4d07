//! The days on which a scope is valued.

use std::ops::Range;
use std::sync::Arc;

use super::Valuer;
use super::amounts::Amounts;
use super::slots::{Slots, valued_anyway};
use crate::pricing::day_set::DaySet;
use crate::time::BusinessDate;

/// The valuation days of a period, and which of them are trading days.
pub(super) struct Calendar {
    pub(super) dates: Arc<[BusinessDate]>,
    /// By place among the dates: whether an instrument held on the day has a price of that very day.
    pub(super) quoted: DaySet,
    /// The slots of the dates, as runs.
    order: Vec<Range<usize>>,
}

impl Calendar {
    /// The calendar of a scope that traded on these days of the grid.
    pub(super) fn new(valuer: &Valuer<'_>, slots: &Slots<'_>, traded: &DaySet) -> Self {
        let mut valued = traded.clone();
        for date in valued_anyway(valuer, slots.period) {
            if let Some(place) = slots.grid.place(date.day_number()) {
                valued.insert(place);
            }
        }
        let order = order(slots, &valued);
        let (all, places) = (slots.grid.dates(), &slots.places);
        let is_whole = matches!(order.as_slice(), [run] if *run == (0..all.len()));
        if is_whole && slots.extra.is_empty() {
            return Self { dates: Arc::clone(all), quoted: traded.clone(), order };
        }
        let mut dates = Vec::with_capacity(order.iter().map(ExactSizeIterator::len).sum());
        let mut quoted = DaySet::none_of(slots.len());
        for run in &order {
            let on_grid = places.start + run.start..places.start + run.end;
            match all.get(on_grid.clone()).filter(|_| run.end <= places.len()) {
                Some(days) => {
                    for traded in traded.runs(on_grid.clone()) {
                        let place = |traded: usize| dates.len() + traded - on_grid.start;
                        quoted.insert_all(place(traded.start)..place(traded.end));
                    }
                    dates.extend_from_slice(days);
                }
                None => dates.extend(
                    run.clone()
                        .filter_map(|slot| slots.day(slot))
                        .filter_map(|day| BusinessDate::from_day_number(day).ok()),
                ),
            }
        }
        Self { dates: dates.into(), quoted, order }
    }

    /// The values of the valuation days, out of those of all slots.
    pub(super) fn pick_amounts(&self, slots: Amounts) -> Amounts {
        match slots {
            Amounts::Exact { scale, numbers } => {
                Amounts::Exact { scale, numbers: self.pick(numbers) }
            }
            Amounts::Wide(numbers) => Amounts::Wide(self.pick(numbers)),
        }
    }

    fn pick<T: Copy>(&self, slots: Vec<T>) -> Vec<T> {
        match self.order.as_slice() {
            [run] if *run == (0..slots.len()) => slots,
            runs => {
                let mut picked = Vec::with_capacity(self.dates.len());
                for run in runs {
                    picked.extend_from_slice(slots.get(run.clone()).unwrap_or_default());
                }
                picked
            }
        }
    }

    /// The place of a day among the valuation days, if it is one.
    pub(super) fn place(&self, date: BusinessDate) -> Option<usize> {
        self.dates.binary_search(&date).ok()
    }
}

/// The slots of these days of the grid, and of all extra days, in the order of the days.
fn order(slots: &Slots<'_>, valued: &DaySet) -> Vec<Range<usize>> {
    let (places, mut order) = (slots.places.clone(), Vec::new());
    let mut from = places.start;
    let take = |from: usize, until: usize, order: &mut Vec<Range<usize>>| {
        order.extend(valued.runs(from..until).map(|run| slots.of_places(&run)));
    };
    for (number, day) in slots.extra.iter().enumerate() {
        let until = slots.grid.places(*day, *day).start.clamp(from, places.end);
        take(from, until, &mut order);
        order.push(slots.of_extra(number)..slots.of_extra(number) + 1);
        from = until;
    }
    take(from, places.end, &mut order);
    order
}
