//! One instrument of a scope: a few intervals of constant units.

use std::ops::Range;

use super::Valuer;
use super::intervals::{Interval, intervals};
use super::slots::{Days, Slots};
use super::units::Units;
use crate::ledger::Steps;
use crate::money::Quantity;
use crate::pricing::day_set::DaySet;
use crate::pricing::scaled::Fraction;
use crate::pricing::{GridColumn, Staleness};

/// An instrument with its prices on the days of a grid, and the days on which it was held.
pub(super) struct Position<'a> {
    pub(super) column: &'a GridColumn,
    units: Units,
    staleness: Staleness,
    held: Vec<Held>,
}

/// Days on which a scope held the same quantity.
pub(super) struct Held {
    pub(super) days: Days,
    pub(super) quantity: Quantity,
}

/// Days with a price, and how many units of that price were held on each of them.
pub(super) struct Part {
    pub(super) days: Priced,
    /// None if the number is out of range.
    pub(super) units: Option<Fraction>,
}

/// Where the prices of a part stand.
pub(super) enum Priced {
    /// On days of the grid; those without a price count nothing.
    Grid(Range<usize>),
    /// On an extra day, in this row of the series.
    Extra { number: usize, row: usize },
}

impl<'a> Position<'a> {
    pub(super) fn new(valuer: &Valuer<'a>, column: &'a GridColumn, held: Vec<Held>) -> Self {
        Self {
            column,
            units: Units::new(valuer.timeline, column.series()),
            staleness: valuer.market.staleness(),
            held,
        }
    }

    /// The number of intervals in which it was held.
    pub(super) fn intervals(&self) -> usize {
        self.held.len()
    }

    /// What was held and when, if units held are units of the price on all of these days.
    pub(super) fn as_held(&self, slots: &Slots<'_>) -> Option<&[Held]> {
        let is_plain = self.units.are_plain() && self.units.are_single();
        (is_plain && slots.extra.is_empty()).then_some(&self.held)
    }

    /// Tells the slots on which it was held and has no price.
    pub(super) fn each_missing(&self, slots: &Slots<'_>, mut tell: impl FnMut(usize)) {
        if !self.column.has_gaps() && slots.extra.is_empty() {
            return;
        }
        for Held { days, .. } in &self.held {
            for run in self.column.missing(days.places.clone()) {
                slots.of_places(&run).for_each(&mut tell);
            }
            for number in days.extra.clone() {
                if self.row_of_extra(slots, number).is_none() {
                    tell(slots.of_extra(number));
                }
            }
        }
    }

    /// Tells the parts of constant units. Between splits that is what was held; across one, the units of the price
    /// differ from those held.
    pub(super) fn each_part(&self, slots: &Slots<'_>, mut tell: impl FnMut(Part)) {
        for Held { days, quantity } in &self.held {
            let quantity = self.units.of(*quantity).ok();
            match quantity.filter(|_| !self.units.are_plain()) {
                Some(units) => self.each_part_between_splits(slots, &days.places, units, &mut tell),
                None => tell(Part { days: Priced::Grid(days.places.clone()), units: quantity }),
            }
            for number in days.extra.clone() {
                if let Some(row) = self.row_of_extra(slots, number) {
                    let day = slots.extra.get(number).copied().unwrap_or_default();
                    let units = quantity.and_then(|units| self.units_at(day, row, units));
                    tell(Part { days: Priced::Extra { number, row }, units });
                }
            }
        }
    }

    fn each_part_between_splits(
        &self,
        slots: &Slots<'_>,
        places: &Range<usize>,
        quantity: Fraction,
        tell: &mut impl FnMut(Part),
    ) {
        let quoted = |place: usize| -> Option<i32> {
            self.column.series().column().days().get(self.column.row(place)?).copied()
        };
        // The ratio changes with the day held on the day of a split, and with the day of the price on the first
        // one that is quoted after it.
        let mut cuts = vec![places.start, places.end];
        for split in self.units.days() {
            let held = slots.grid.places(split, split).start.clamp(places.start, places.end);
            let priced = (held..places.end)
                .find(|place| quoted(*place).is_some_and(|quoted| quoted >= split));
            cuts.extend([held, priced.unwrap_or(places.end)]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let first = (*start..*end)
                .find_map(|place| Some((*slots.grid.days().get(place)?, self.column.row(place)?)));
            if let Some((day, row)) = first {
                let units = self.units_at(day, row, quantity);
                tell(Part { days: Priced::Grid(*start..*end), units });
            }
        }
    }

    /// How many units of the price in a row so many units of a price of the day held are.
    fn units_at(&self, day: i32, row: usize, held: Fraction) -> Option<Fraction> {
        if self.units.are_plain() {
            return Some(held);
        }
        let quoted = *self.column.series().column().days().get(row)?;
        self.units.per_unit(day, quoted).and_then(|ratio| ratio.times(held)).ok()
    }

    fn row_of_extra(&self, slots: &Slots<'_>, number: usize) -> Option<usize> {
        self.column.series().column().row_at(*slots.extra.get(number)?, self.staleness)
    }
}

/// When something was held in a period, and the days of the grid on which it traded.
pub(super) fn held(
    steps: &Steps<Quantity>,
    slots: &Slots<'_>,
    mut traded: Option<(&mut DaySet, &DaySet)>,
) -> Vec<Held> {
    let (start, end) = (slots.period.start().day_number(), slots.period.end().day_number());
    let mut held = Vec::with_capacity(steps.points().len());
    let mut intervals =
        intervals(steps, start, end).filter(|interval| !interval.value.is_zero()).peekable();
    let mut from = None;
    while let Some(Interval { first, last, value }) = intervals.next() {
        let days = slots.days(first, last);
        let from_place = *from.get_or_insert(days.places.start);
        if intervals.peek().is_none_or(|next| next.first > last + 1) {
            // The day on which the last unit was sold still traded it.
            let until = slots.grid.places(last, last.saturating_add(1).min(end)).end;
            if let Some((traded, quoted)) = &mut traded {
                traded.insert_from(quoted, from_place..until);
            }
            from = None;
        }
        held.push(Held { days, quantity: value });
    }
    held
}
