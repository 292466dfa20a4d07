//! The external flows of a period, at the rates of their days.

use super::at_date::price;
use super::calendar::Calendar;
use super::{DayFlows, Valuer};
use crate::ledger::{Flow, Worth};
use crate::money::{Currency, Decimal, Money, decimal};
use crate::pricing::scaled::{Fraction, to_decimal, value_scale};
use crate::time::Period;
use crate::undefined::{Figure, Undefined};

impl Valuer<'_> {
    /// What a currency costs in that of the valuation on a day.
    pub(super) fn rate(&self, from: Currency, day: i32) -> Option<Fraction> {
        let on_grid = self.grid.filter(|grid| grid.currency() == self.currency);
        let place = on_grid.and_then(|grid| Some((grid.rates(from)?, grid.place(day)?)));
        match place {
            Some((column, place)) => column.known(place),
            None => {
                let (rates, staleness) = (self.market.rates(), self.market.staleness());
                let known = rates.fractions(from, self.currency, &[day], staleness);
                known.first().copied().flatten().map(|(fraction, _)| fraction)
            }
        }
    }

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
) -> Vec<(usize, Figure<DayFlows>)> {
    let in_period = (valuer.timeline.flows.iter()).filter(|flow| period.contains(flow.date));
    let mut days: Vec<(usize, Figure<DayFlows>)> = Vec::new();
    for flow in in_period {
        let Some(place) = calendar.place(flow.date) else { continue };
        if days.last().is_none_or(|(last, _)| *last != place) {
            days.push((place, Ok(DayFlows::default())));
        }
        if let Some((_, sum)) = days.last_mut()
            && let Ok(before) = sum
        {
            *sum = converted(valuer, flow).and_then(|amount| before.with(amount));
        }
    }
    days
}

fn converted(valuer: &Valuer<'_>, flow: &Flow) -> Figure<Decimal> {
    let (to, date) = (valuer.currency, flow.date);
    let worth = worth(valuer, flow)?;
    let from = worth.currency();
    if from == to {
        return Ok(worth.amount());
    }
    let rate = valuer.rate(from, date.day_number());
    let fraction = rate.ok_or(Undefined::MissingRate { from, to, date })?;
    let scale = value_scale(to);
    let amount = fraction.of(worth.amount(), scale);
    let amount = amount.and_then(|amount| to_decimal(amount, scale));
    amount.map_err(|_| Undefined::OutOfRange)
}
