//! Sums by day in floating point, where a bound proves that nothing can round.

use super::amounts::Amounts;
use super::book::{Book, Cash};
use super::position::{Held, Part, Position, Priced};
use super::slots::Slots;
use crate::money::{Currency, Decimal};
use crate::pricing::exact::{Bound, Scaled};
use crate::pricing::scaled::value_scale;

/// The values of one currency by slot, and what bounds them.
pub(super) struct ExactSums {
    pub(super) amounts: Amounts,
    pub(super) bound: Bound,
}

/// One multiply-add over a column of prices, or the addition of a constant.
struct Term<'a> {
    first: usize,
    length: usize,
    /// None for the number one.
    prices: Option<&'a [f64]>,
    factor: Scaled,
    /// Decimals of the products.
    scale: u32,
}

/// What is held in a currency at the end of each day; none if an integer below 2⁵³ may not hold it.
pub(super) fn exact_sums(
    book: &Book<'_>,
    slots: &Slots<'_>,
    currency: Currency,
) -> Option<ExactSums> {
    let plain = |value| Scaled::of(value);
    // Zeros at the end of a decimal cost room, and telling them costs time: only where room is short.
    let short = |value: Decimal| Scaled::of(value.normalize());
    collect(book, slots, currency, plain).or_else(|| collect(book, slots, currency, short))
}

fn collect(
    book: &Book<'_>,
    slots: &Slots<'_>,
    currency: Currency,
    scaled: impl Fn(Decimal) -> Scaled,
) -> Option<ExactSums> {
    let mut terms = Vec::with_capacity(book.parts_at_most());
    let mut bound = Bound::NOTHING;
    for position in book.positions_in(currency) {
        collect_position(position, slots, &scaled, &mut terms, &mut bound)?;
    }
    for cash in book.cash_in(currency) {
        collect_cash(cash, slots, &scaled, &mut terms, &mut bound)?;
    }
    if !bound.is_exact(value_scale(currency)) {
        return None;
    }
    let mut numbers = vec![0.0; slots.len()];
    for term in &terms {
        let factor = Scaled { scale: term.scale, ..term.factor }.at(bound.scale)?;
        let sums = numbers.get_mut(term.first..term.first + term.length)?;
        match term.prices {
            Some(prices) => {
                sums.iter_mut().zip(prices).for_each(|(sum, price)| *sum += factor * price);
            }
            None => sums.iter_mut().for_each(|sum| *sum += factor),
        }
    }
    Some(ExactSums { amounts: Amounts::Exact { scale: bound.scale, numbers }, bound })
}

fn collect_position<'a>(
    position: &Position<'a>,
    slots: &Slots<'_>,
    scaled: &impl Fn(Decimal) -> Scaled,
    terms: &mut Vec<Term<'a>>,
    bound: &mut Bound,
) -> Option<()> {
    let column = position.column;
    let prices = column.exact()?;
    let (mut scale, mut largest, mut fits) = (0, 0_f64, true);
    if let Some(held) = position.as_held(slots) {
        for Held { days, quantity } in held {
            let factor = scaled(quantity.value());
            let (first, numbers) = (slots.slot(days.places.start), column.numbers(&days.places)?);
            let decimals = factor.scale + prices.scale;
            let (length, prices) = (numbers.len(), Some(numbers));
            terms.push(Term { first, length, prices, factor, scale: decimals });
            scale = scale.max(decimals);
            largest = largest.max(factor.size()?);
        }
        bound.add(scale, largest * prices.largest);
        return Some(());
    }
    position.each_part(slots, |Part { days, units }| {
        let add = || -> Option<()> {
            let units = scaled(units?.whole_number()?);
            let (first, length, numbers, factor, of_price, size) = match days {
                Priced::Grid(places) => {
                    let slots = slots.of_places(&places);
                    let numbers = column.numbers(&places)?;
                    let size = units.size()? * prices.largest;
                    (slots.start, numbers.len(), Some(numbers), units, prices.scale, size)
                }
                Priced::Extra { number, row } => {
                    let (_, price) = column.series().column().get(row)?;
                    let price = Scaled::of(price);
                    let value = Scaled { number: units.number * price.number, ..units };
                    let size = Scaled { scale: units.scale + price.scale, ..value }.size()?;
                    (slots.of_extra(number), 1, None, value, price.scale, size)
                }
            };
            let decimals = units.scale + of_price;
            terms.push(Term { first, length, prices: numbers, factor, scale: decimals });
            scale = scale.max(decimals);
            largest = largest.max(size);
            Some(())
        };
        fits &= add().is_some();
    });
    bound.add(scale, largest);
    fits.then_some(())
}

fn collect_cash(
    cash: &Cash,
    slots: &Slots<'_>,
    scaled: &impl Fn(Decimal) -> Scaled,
    terms: &mut Vec<Term<'_>>,
    bound: &mut Bound,
) -> Option<()> {
    let (mut scale, mut largest) = (0, 0_f64);
    for (days, amount) in &cash.held {
        let factor = scaled(*amount);
        let on_grid = slots.of_places(&days.places);
        let extra = slots.of_extra(days.extra.start);
        for (first, length) in [(on_grid.start, on_grid.len()), (extra, days.extra.len())] {
            if length > 0 {
                terms.push(Term { first, length, prices: None, factor, scale: factor.scale });
            }
        }
        scale = scale.max(factor.scale);
        largest = largest.max(factor.size()?);
    }
    bound.add(scale, largest);
    Some(())
}
