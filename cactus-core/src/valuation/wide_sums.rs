//! Sums by day in 128-bit integers, for all that floating point does not hold exactly.

use super::book::{Book, Cash};
use super::gap::Missing;
use super::position::{Part, Position, Priced};
use super::slots::Slots;
use crate::money::{Currency, Decimal};
use crate::pricing::Values;
use crate::pricing::scaled::{Fraction, Multiplier, value_scale};

/// What is held in a currency at the end of each day, as a value in units of its smallest decimal; tells the slots
/// on which a number was out of range.
pub(super) fn wide_sums(
    book: &Book<'_>,
    slots: &Slots<'_>,
    currency: Currency,
    missing: &mut Vec<(Missing, usize)>,
) -> Vec<i128> {
    let mut sums = vec![0; slots.len()];
    for position in book.positions_in(currency) {
        add_position(position, slots, &mut sums, |slot| missing.push((Missing::Range, slot)));
    }
    for cash in book.cash_in(currency) {
        add_cash(cash, slots, currency, &mut sums, |slot| missing.push((Missing::Range, slot)));
    }
    sums
}

fn add_position(
    position: &Position<'_>,
    slots: &Slots<'_>,
    sums: &mut [i128],
    mut out_of_range: impl FnMut(usize),
) {
    let column = position.column;
    position.each_part(slots, |Part { days, units }| {
        let counted = units.map(|units| Counted::new(position, units));
        let mut add = |slot: usize, sum: &mut i128, row: usize| {
            let value = counted.as_ref().and_then(|counted| counted.value(row));
            match value.and_then(|value| sum.checked_add(value)) {
                Some(total) => *sum = total,
                None => out_of_range(slot),
            }
        };
        match days {
            Priced::Grid(places) => {
                let of = slots.of_places(&places);
                let sums = sums.get_mut(of.clone()).unwrap_or_default();
                for ((slot, sum), row) in of.zip(sums).zip(column.rows(&places)) {
                    if let Some(row) = row {
                        add(slot, sum, row);
                    }
                }
            }
            Priced::Extra { number, row } => {
                let slot = slots.of_extra(number);
                if let Some(sum) = sums.get_mut(slot) {
                    add(slot, sum, row);
                }
            }
        }
    });
}

fn add_cash(
    cash: &Cash,
    slots: &Slots<'_>,
    currency: Currency,
    sums: &mut [i128],
    mut out_of_range: impl FnMut(usize),
) {
    for (days, amount) in &cash.held {
        let amount = Fraction::ONE.of(*amount, value_scale(currency)).ok();
        for slot in slots.of(days) {
            let Some(sum) = sums.get_mut(slot) else { continue };
            match amount.and_then(|amount| sum.checked_add(amount)) {
                Some(total) => *sum = total,
                None => out_of_range(slot),
            }
        }
    }
}

/// A constant number of units of the price, made ready to multiply.
struct Counted<'a> {
    values: &'a Values,
    units: Fraction,
    multiplier: Option<Multiplier>,
    /// The same for the common case: a product of integers is all there is to do.
    narrow: Option<i64>,
    scale: u32,
}

impl<'a> Counted<'a> {
    fn new(position: &Position<'a>, units: Fraction) -> Self {
        let series = position.column.series();
        let (values, scale) = (series.column().values(), value_scale(series.currency()));
        let multiplier = match values {
            Values::Scaled { scale: of_prices, .. } => Multiplier::new(units, *of_prices, scale),
            Values::Wide(_) => None,
        };
        Self { values, units, multiplier, narrow: multiplier.and_then(Multiplier::narrow), scale }
    }

    /// The value at the price in a row; none if it is too large.
    fn value(&self, row: usize) -> Option<i128> {
        let price = match self.values {
            Values::Scaled { scale, mantissas } => {
                let mantissa = *mantissas.get(row)?;
                if let Some(narrow) = self.narrow {
                    return Some(i128::from(mantissa) * i128::from(narrow));
                }
                let exact = self.multiplier.and_then(|by| by.of(i128::from(mantissa)));
                if exact.is_some() {
                    return exact;
                }
                Decimal::new(mantissa, *scale)
            }
            Values::Wide(values) => *values.get(row)?,
        };
        self.units.of(price, self.scale).ok()
    }
}
