//! Conversion of a period's days: the rates of all valuation days, and the external flows at them.

use std::collections::BTreeMap;

use super::at_date::price;
use super::calendar::Calendar;
use super::{DayFlows, Valuer};
use crate::ledger::{Flow, Worth};
use crate::money::{Currency, Decimal, Money, decimal};
use crate::pricing::Known;
use crate::pricing::scaled::{to_decimal, value_scale};
use crate::time::Period;
use crate::undefined::{Figure, Undefined};

/// The rates into the currency of the valuation on all valuation days, looked up once for each currency.
pub(super) struct Rates<'a> {
    valuer: &'a Valuer<'a>,
    days: &'a [i32],
    known: BTreeMap<Currency, Vec<Option<Known>>>,
}

impl<'a> Rates<'a> {
    pub(super) fn new(valuer: &'a Valuer<'a>, days: &'a [i32]) -> Self {
        Self { valuer, days, known: BTreeMap::new() }
    }

    pub(super) fn from(&mut self, currency: Currency) -> &[Option<Known>] {
        let Valuer { market, .. } = self.valuer;
        self.known.entry(currency).or_insert_with(|| {
            let (to, staleness) = (self.valuer.currency, market.staleness());
            market.rates().fractions(currency, to, self.days, staleness)
        })
    }
}

impl Valuer<'_> {
    /// The value of the lots that came in with their days and cost, less that of lots that left, in the period.
    pub(crate) fn carried_in(&self, period: Period) -> Figure<Decimal> {
        let in_period = self.timeline.flows.iter().filter(|flow| period.contains(flow.date));
        let mut sum = Decimal::ZERO;
        for flow in in_period.filter(|flow| flow.carries_lots) {
            let worth = worth(self, flow)?;
            let conversion = self.market.conversion(worth.currency(), self.currency, flow.date)?;
            let value = conversion.convert(worth).map_err(|_| Undefined::OutOfRange)?;
            sum = decimal::add(sum, value.amount()).map_err(|_| Undefined::OutOfRange)?;
        }
        Ok(sum)
    }
}

/// What the flow is worth, in its own currency.
fn worth(valuer: &Valuer<'_>, flow: &Flow) -> Figure<Money> {
    match flow.worth {
        Worth::Money(amount) => Ok(amount),
        Worth::Units(instrument, units) => Ok(price(valuer, flow.date, instrument, units)?.1),
    }
}

/// The external flows in the period by valuation day, converted at the rates of the days.
pub(super) fn flows(
    valuer: &Valuer<'_>,
    calendar: &Calendar,
    period: Period,
    rates: &mut Rates<'_>,
) -> Vec<(usize, Figure<DayFlows>)> {
    let in_period = (valuer.timeline.flows.iter()).filter(|flow| period.contains(flow.date));
    let mut days: Vec<(usize, Figure<DayFlows>)> = Vec::new();
    for flow in in_period {
        let place = calendar.days.partition_point(|day| *day < flow.date.day_number());
        if days.last().is_none_or(|(last, _)| *last != place) {
            days.push((place, Ok(DayFlows::default())));
        }
        if let Some((_, sum)) = days.last_mut()
            && let Ok(before) = sum
        {
            *sum = converted(valuer, flow, place, rates).and_then(|amount| before.with(amount));
        }
    }
    days
}

fn converted(
    valuer: &Valuer<'_>,
    flow: &Flow,
    place: usize,
    rates: &mut Rates<'_>,
) -> Figure<Decimal> {
    let (to, date) = (valuer.currency, flow.date);
    let worth = worth(valuer, flow)?;
    let from = worth.currency();
    if from == to {
        return Ok(worth.amount());
    }
    let rate = rates.from(from).get(place).copied().flatten();
    let (fraction, _) = rate.ok_or(Undefined::MissingRate { from, to, date })?;
    let scale = value_scale(to);
    let amount = fraction.of(worth.amount(), scale);
    let amount = amount.and_then(|amount| to_decimal(amount, scale));
    amount.map_err(|_| Undefined::OutOfRange)
}
