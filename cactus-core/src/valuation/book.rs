//! What a scope held in a period, laid out on the days it may be valued on.

use std::collections::BTreeSet;

use super::Valuer;
use super::gap::Missing;
use super::intervals::intervals;
use super::position::{Position, held};
use super::slots::{Days, Slots};
use crate::money::{Currency, Decimal};
use crate::pricing::day_set::DaySet;

/// Positions and cash in the order of their ids and currencies.
pub(super) struct Book<'a> {
    positions: Vec<Position<'a>>,
    cash: Vec<Cash>,
    /// The days of the grid with a price of that very day for something held.
    pub(super) traded: DaySet,
    /// The slots on which something held has no price.
    pub(super) missing: Vec<(Missing, usize)>,
}

/// The balances of one currency that are not zero.
pub(super) struct Cash {
    currency: Currency,
    pub(super) held: Vec<(Days, Decimal)>,
}

impl<'a> Book<'a> {
    pub(super) fn read(valuer: &Valuer<'a>, slots: &Slots<'a>) -> Self {
        let quantities = &valuer.timeline.quantities;
        let mut positions = Vec::with_capacity(quantities.len());
        let mut traded = DaySet::none_of(slots.grid.days().len());
        let mut missing = Vec::new();
        for (instrument, steps) in quantities {
            let price = Missing::Price(*instrument);
            let Some(column) = slots.grid.column(*instrument) else {
                let days = held(steps, slots, None);
                let days = days.iter().flat_map(|held| slots.of(&held.days));
                missing.extend(days.map(|slot| (price, slot)));
                continue;
            };
            let held = held(steps, slots, Some((&mut traded, column.quoted())));
            if !held.is_empty() {
                let position = Position::new(valuer, slots, column, held);
                position.each_missing(slots, |slot| missing.push((price, slot)));
                positions.push(position);
            }
        }
        let (start, end) = (slots.period.start().day_number(), slots.period.end().day_number());
        let cash = valuer.timeline.cash.iter().map(|(currency, steps)| {
            let mut held = Vec::with_capacity(steps.points().len());
            let intervals = intervals(steps, start, end).filter(|held| !held.value.is_zero());
            held.extend(intervals.map(|held| (slots.days(held.first, held.last), held.value)));
            Cash { currency: *currency, held }
        });
        Self { positions, cash: cash.collect(), traded, missing }
    }

    /// The currencies of prices and cash.
    pub(super) fn currencies(&self) -> BTreeSet<Currency> {
        let of_prices = self.positions.iter().map(|position| position.column.series().currency());
        of_prices.chain(self.cash.iter().map(|cash| cash.currency)).collect()
    }

    pub(super) fn positions_in(&self, currency: Currency) -> impl Iterator<Item = &Position<'a>> {
        self.positions
            .iter()
            .filter(move |position| position.column.series().currency() == currency)
    }

    pub(super) fn cash_in(&self, currency: Currency) -> impl Iterator<Item = &Cash> {
        self.cash.iter().filter(move |cash| cash.currency == currency)
    }

    /// About how many intervals there are.
    pub(super) fn parts_at_most(&self) -> usize {
        let positions = self.positions.iter().map(Position::intervals);
        positions.chain(self.cash.iter().map(|cash| cash.held.len())).sum()
    }
}
