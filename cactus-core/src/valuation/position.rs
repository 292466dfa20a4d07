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
    /// All days of the period with a price, in order.
    stretches: Vec<Stretch>,
}

/// Days on which one unit held is the same number of units of the price, but for the contract multiplier. Between
/// splits that is one; across one, the units of the price differ from those held.
struct Stretch {
    places: Range<usize>,
    /// None if it is out of range.
    ratio: Option<Fraction>,
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
    pub(super) fn new(
        valuer: &Valuer<'a>,
        slots: &Slots<'_>,
        column: &'a GridColumn,
        held: Vec<Held>,
    ) -> Self {
        let units = Units::new(valuer.timeline, column.series());
        let stretches = stretches(&units, column, slots);
        Self { column, units, staleness: valuer.market.staleness(), held, stretches }
    }

    /// The number of intervals in which it was held.
    pub(super) fn intervals(&self) -> usize {
        self.held.len()
    }

    /// What was held and when, if units held are units of the price on all of these days.
    pub(super) fn as_held(&self, slots: &Slots<'_>) -> Option<&[Held]> {
        let [Stretch { ratio: Some(ratio), .. }] = self.stretches.as_slice() else {
            return None;
        };
        let is_plain = *ratio == Fraction::ONE && self.units.are_single();
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

    /// Tells the parts of constant units.
    pub(super) fn each_part(&self, slots: &Slots<'_>, mut tell: impl FnMut(Part)) {
        for Held { days, quantity } in &self.held {
            let held = self.units.of(*quantity).ok();
            let Range { start, end } = days.places;
            let from = self.stretches.partition_point(|stretch| stretch.places.end <= start);
            let stretches = self.stretches.get(from..).unwrap_or_default();
            for Stretch { places, ratio } in stretches.iter().take_while(|s| s.places.start < end) {
                let places = places.start.max(start)..places.end.min(end);
                let units = held.and_then(|held| times(*ratio, held));
                tell(Part { days: Priced::Grid(places), units });
            }
            for number in days.extra.clone() {
                if let Some(row) = self.row_of_extra(slots, number) {
                    let day = slots.extra.get(number).copied().unwrap_or_default();
                    let ratio = ratio(&self.units, self.column, day, row);
                    let units = held.and_then(|held| times(ratio, held));
                    tell(Part { days: Priced::Extra { number, row }, units });
                }
            }
        }
    }

    fn row_of_extra(&self, slots: &Slots<'_>, number: usize) -> Option<usize> {
        self.column.series().column().row_at(*slots.extra.get(number)?, self.staleness)
    }
}

fn stretches(units: &Units, column: &GridColumn, slots: &Slots<'_>) -> Vec<Stretch> {
    let Range { start, end } = slots.places;
    if units.are_plain() {
        return vec![Stretch { places: start..end, ratio: Some(Fraction::ONE) }];
    }
    let quoted = |place: usize| column.series().column().days().get(column.row(place)?).copied();
    // The ratio changes with the day held on the day of a split, and with the day of the price on the first one
    // that is quoted after it.
    let mut cuts = vec![start, end];
    for split in units.days() {
        let held = slots.grid.places(split, split).start.clamp(start, end);
        let priced = (held..end).find(|place| quoted(*place).is_some_and(|day| day >= split));
        cuts.extend([held, priced.unwrap_or(end)]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut stretches: Vec<Stretch> = Vec::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let mut places = *start..*end;
        let first =
            places.find_map(|place| Some((*slots.grid.days().get(place)?, column.row(place)?)));
        let Some((day, row)) = first else { continue };
        let ratio = ratio(units, column, day, row);
        match stretches.last_mut() {
            // Where a market is open on the day of a split, no price is of the day before it.
            Some(last) if last.ratio == ratio => last.places.end = *end,
            _ => stretches.push(Stretch { places: *start..*end, ratio }),
        }
    }
    stretches
}

/// How many units of the price in a row one unit of a price of the day held is.
fn ratio(units: &Units, column: &GridColumn, day: i32, row: usize) -> Option<Fraction> {
    if units.are_plain() {
        return Some(Fraction::ONE);
    }
    units.per_unit(day, *column.series().column().days().get(row)?).ok()
}

fn times(ratio: Option<Fraction>, held: Fraction) -> Option<Fraction> {
    let ratio = ratio?;
    if ratio == Fraction::ONE { Some(held) } else { ratio.times(held).ok() }
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
