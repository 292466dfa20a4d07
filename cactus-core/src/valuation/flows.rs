//! Conversion of a period's days: the rates of all valuation days, and the external flows at them.

use std::collections::BTreeMap;

use super::calendar::Calendar;
use super::{DayFlows, Valuer};
use crate::ledger::Flow;
use crate::money::{Currency, Decimal};
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
    let (from, to) = (flow.amount.currency(), valuer.currency);
    if from == to {
        return Ok(flow.amount.amount());
    }
    let date = flow.date;
    let rate = rates.from(from).get(place).copied().flatten();
    let (fraction, _) = rate.ok_or(Undefined::MissingRate { from, to, date })?;
    let scale = value_scale(to);
    let amount = fraction.of(flow.amount.amount(), scale);
    let amount = amount.and_then(|amount| to_decimal(amount, scale));
    amount.map_err(|_| Undefined::OutOfRange)
}
