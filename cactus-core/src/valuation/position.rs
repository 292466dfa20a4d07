//! The values of one instrument by day.

use super::Valuer;
use super::gap::Missing;
use super::units::Units;
use crate::money::Quantity;
use crate::pricing::scaled::{Fraction, Multiplier, value_scale};
use crate::pricing::{PriceSeries, Staleness, Values};

/// An instrument with its prices, ready to be valued day by day.
pub(super) struct Position<'a> {
    series: &'a PriceSeries,
    units: Units,
    staleness: Staleness,
    scale: u32,
}

impl<'a> Position<'a> {
    pub(super) fn new(valuer: &Valuer<'a>, series: &'a PriceSeries) -> Self {
        Self {
            series,
            units: Units::new(valuer.timeline, series),
            staleness: valuer.market.staleness(),
            scale: value_scale(series.currency()),
        }
    }

    /// Adds the value of a constant quantity on each of these days to the sum of the day; tells what was
    /// missing on which of them.
    pub(super) fn add(
        &self,
        quantity: Quantity,
        days: &[i32],
        sums: &mut [i128],
        mut missing: impl FnMut(Missing, usize),
    ) {
        let Ok(units) = self.units.of(quantity) else {
            return (0..days.len()).for_each(|place| missing(Missing::Range, place));
        };
        let mut counted = Counted::new(self, units);
        let narrow = counted.multiplier.and_then(Multiplier::narrow);
        match (self.series.column().values(), narrow) {
            // The common case: a product of integers is all there is to do.
            (Values::Scaled { mantissas, .. }, Some(factor)) if self.units.are_plain() => {
                let value = |_, row| Some(i128::from(*mantissas.get(row)?) * i128::from(factor));
                self.add_each(days, sums, missing, value);
            }
            _ => self.add_each(days, sums, missing, |day, row| counted.value(day, row)),
        }
    }

    fn add_each(
        &self,
        days: &[i32],
        sums: &mut [i128],
        mut missing: impl FnMut(Missing, usize),
        mut value: impl FnMut(i32, usize) -> Option<i128>,
    ) {
        let rows = self.series.column().rows_at(days, self.staleness);
        for (place, ((day, row), sum)) in days.iter().zip(rows).zip(sums).enumerate() {
            let Some(row) = row else {
                missing(Missing::Price(self.series.instrument()), place);
                continue;
            };
            match value(*day, row).and_then(|value| sum.checked_add(value)) {
                Some(total) => *sum = total,
                None => missing(Missing::Range, place),
            }
        }
    }
}

/// A constant quantity, counted in units of the price.
struct Counted<'a> {
    position: &'a Position<'a>,
    quantity: Fraction,
    units: Fraction,
    multiplier: Option<Multiplier>,
}

impl<'a> Counted<'a> {
    fn new(position: &'a Position<'a>, quantity: Fraction) -> Self {
        let mut counted = Self { position, quantity, units: quantity, multiplier: None };
        counted.count(quantity);
        counted
    }

    fn count(&mut self, units: Fraction) {
        self.units = units;
        self.multiplier = match self.position.series.column().values() {
            Values::Scaled { scale, .. } => Multiplier::new(units, *scale, self.position.scale),
            Values::Wide(_) => None,
        };
    }

    /// The value on a day at the price in a row; none if it is too large.
    fn value(&mut self, day: i32, row: usize) -> Option<i128> {
        let column = self.position.series.column();
        if !self.position.units.are_plain() {
            let quoted = *column.days().get(row)?;
            let ratio = self.position.units.per_unit(day, quoted).ok()?;
            let units = ratio.times(self.quantity).ok()?;
            if units != self.units {
                self.count(units);
            }
        }
        let exact = match (column.values(), self.multiplier) {
            (Values::Scaled { mantissas, .. }, Some(multiplier)) => {
                multiplier.of(i128::from(*mantissas.get(row)?))
            }
            _ => None,
        };
        exact.or_else(|| self.units.of(column.get(row)?.1, self.position.scale).ok())
    }
}
