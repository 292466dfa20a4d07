//! The sums of all currencies, converted at the rates of the days and added up.

use std::borrow::Cow;

use super::Valuer;
use super::amounts::Amounts;
use super::book::Book;
use super::exact_sums::{ExactSums, exact_sums};
use super::gap::Missing;
use super::slots::Slots;
use super::wide_sums::wide_sums;
use crate::money::Currency;
use crate::pricing::RateColumn;
use crate::pricing::exact::{Bound, Scaled};
use crate::pricing::scaled::{power_of_ten, to_decimal, value_scale};

/// The sums of one currency.
struct Local<'a> {
    currency: Currency,
    amounts: Amounts,
    /// What bounds them, if they are exact.
    bound: Option<Bound>,
    /// None for the currency of the valuation itself.
    rates: Option<Cow<'a, RateColumn>>,
}

/// The value of everything by slot, in the currency of the valuation; tells the slots on which a rate was missing
/// or a number out of range.
pub(super) fn totals(
    valuer: &Valuer<'_>,
    book: &Book<'_>,
    slots: &Slots<'_>,
    missing: &mut Vec<(Missing, usize)>,
) -> Amounts {
    let mut locals = Vec::new();
    for currency in book.currencies() {
        let (amounts, bound) = match exact_sums(book, slots, currency) {
            Some(ExactSums { amounts, bound }) => (amounts, Some(bound)),
            None => (Amounts::Wide(wide_sums(book, slots, currency, missing)), None),
        };
        let foreign = currency != valuer.currency;
        let rates = foreign.then(|| rates(valuer, slots, currency));
        locals.push(Local { currency, amounts, bound, rates });
    }
    let is_total = |local: &mut Local<'_>| local.rates.is_none() && local.bound.is_some();
    if locals.len() == 1
        && let Some(home) = locals.pop_if(is_total)
    {
        return home.amounts;
    }
    exact_total(valuer, slots, &locals, missing)
        .unwrap_or_else(|| Amounts::Wide(wide_total(valuer, slots, locals, missing)))
}

/// The rates from a currency, on all slots.
fn rates<'a>(valuer: &Valuer<'_>, slots: &Slots<'a>, from: Currency) -> Cow<'a, RateColumn> {
    match slots.grid.rates(from).filter(|_| slots.grid.currency() == valuer.currency) {
        Some(column) => Cow::Borrowed(column),
        None => Cow::Owned(RateColumn::new(
            valuer.market.rates(),
            (from, valuer.currency),
            slots.grid.days(),
            valuer.market.staleness(),
        )),
    }
}

/// The total in floating point; none if an integer below 2⁵³ may not hold it.
fn exact_total(
    valuer: &Valuer<'_>,
    slots: &Slots<'_>,
    locals: &[Local<'_>],
    missing: &mut Vec<(Missing, usize)>,
) -> Option<Amounts> {
    // An extra day has no place among the rates of the grid.
    if !slots.extra.is_empty() {
        return None;
    }
    let mut bound = Bound::NOTHING;
    for Local { bound: of_sums, rates, .. } in locals {
        let of_sums = (*of_sums)?;
        match rates.as_ref().map(|rates| rates.exact()) {
            None => bound.add(of_sums.scale, of_sums.size),
            Some(rates) => bound.add(of_sums.scale + rates?.scale, of_sums.size * rates?.largest),
        }
    }
    if !bound.is_exact(value_scale(valuer.currency)) {
        return None;
    }
    let mut totals = vec![0.0; slots.len()];
    for Local { currency, amounts, rates, .. } in locals {
        let Amounts::Exact { scale, numbers } = amounts else { return None };
        let Some(rates) = rates else {
            let factor = Scaled { number: 1.0, scale: *scale }.at(bound.scale)?;
            totals.iter_mut().zip(numbers).for_each(|(total, sum)| *total += sum * factor);
            continue;
        };
        let exact = rates.exact()?;
        let factor = Scaled { number: 1.0, scale: scale + exact.scale }.at(bound.scale)?;
        let of_days = exact.numbers.get(slots.places.clone())?;
        for ((total, sum), rate) in totals.iter_mut().zip(numbers).zip(of_days) {
            *total += sum * rate * factor;
        }
        if rates.has_gaps() {
            let gap = Missing::Rate { from: *currency, to: valuer.currency };
            let held = numbers.iter().enumerate().filter(|(_, sum)| sum.abs() > 0.0);
            let unknown = held.filter(|(slot, _)| rates.known(slots.places.start + slot).is_none());
            missing.extend(unknown.map(|(slot, _)| (gap, slot)));
        }
    }
    Some(Amounts::Exact { scale: bound.scale, numbers: totals })
}

fn wide_total(
    valuer: &Valuer<'_>,
    slots: &Slots<'_>,
    locals: Vec<Local<'_>>,
    missing: &mut Vec<(Missing, usize)>,
) -> Vec<i128> {
    let (to, decimals) = (valuer.currency, value_scale(valuer.currency));
    let mut totals = vec![0_i128; slots.len()];
    for Local { currency, amounts, rates, .. } in locals {
        let scale = match &amounts {
            Amounts::Exact { scale, .. } => *scale,
            Amounts::Wide(_) => value_scale(currency),
        };
        let sums = amounts.widen(scale).into_iter().zip(&mut totals).enumerate();
        for (slot, (sum, total)) in sums.filter(|(_, (sum, _))| *sum != 0) {
            let value = match &rates {
                None => power_of_ten(decimals - scale).and_then(|factor| sum.checked_mul(factor)),
                Some(rates) => {
                    let rate = match slot < slots.places.len() {
                        true => rates.known(slots.places.start + slot),
                        false => slots.day(slot).and_then(|day| valuer.rate(currency, day)),
                    };
                    let Some(fraction) = rate else {
                        missing.push((Missing::Rate { from: currency, to }, slot));
                        continue;
                    };
                    fraction.of_scaled(sum, scale, decimals).ok()
                }
            };
            match value.and_then(|value| total.checked_add(value)) {
                Some(value) => *total = value,
                None => missing.push((Missing::Range, slot)),
            }
        }
    }
    for (slot, total) in totals.iter_mut().enumerate() {
        if to_decimal(*total, decimals).is_err() {
            missing.push((Missing::Range, slot));
            *total = 0;
        }
    }
    totals
}
