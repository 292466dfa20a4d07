//! The daily engine: each position is a few intervals of constant quantity, each interval one multiply-add
//! over a column of prices.

use std::collections::BTreeMap;

use super::calendar::{Calendar, intervals};
use super::flows::{Rates, flows};
use super::gap::{Gaps, Missing};
use super::position::Position;
use super::{DailyValues, Valuer};
use crate::ids::InstrumentId;
use crate::ledger::Steps;
use crate::money::{Currency, Decimal, Quantity};
use crate::pricing::scaled::{Fraction, to_decimal, value_scale};
use crate::time::Period;

impl Valuer<'_> {
    /// The value at the end of the day before the period and of every valuation day in it, with the flows of
    /// each day. See [`DailyValues`] for which days those are.
    #[must_use]
    pub fn daily(&self, period: Period) -> DailyValues {
        value(self, period)
    }
}

fn value(valuer: &Valuer<'_>, period: Period) -> DailyValues {
    let calendar = Calendar::new(valuer, period);
    let mut engine = Engine {
        valuer: *valuer,
        first: period.start().day_number(),
        last: period.end().day_number(),
        sums: BTreeMap::new(),
        gaps: Gaps::default(),
        calendar: &calendar,
    };
    for (instrument, steps) in &valuer.timeline.quantities {
        engine.add_position(*instrument, steps);
    }
    for (currency, steps) in &valuer.timeline.cash {
        engine.add_cash(*currency, steps);
    }
    let mut rates = Rates::new(valuer, &calendar.days);
    let values = engine.total(&mut rates);
    let flows = flows(valuer, &calendar, period, &mut rates);
    let gaps = engine.gaps;
    DailyValues {
        currency: valuer.currency,
        period,
        values,
        flows,
        gaps,
        dates: calendar.dates,
        quoted: calendar.quoted,
    }
}

struct Engine<'a> {
    valuer: Valuer<'a>,
    calendar: &'a Calendar,
    first: i32,
    last: i32,
    /// For each currency, what is held in it at the end of each valuation day, as a scaled value.
    sums: BTreeMap<Currency, Vec<i128>>,
    gaps: Gaps,
}

impl Engine<'_> {
    fn add_position(&mut self, instrument: InstrumentId, steps: &Steps<Quantity>) {
        let held = intervals(steps, self.first, self.last).filter(|held| !held.value.is_zero());
        let Some(series) = self.valuer.market.prices(instrument) else {
            for place in held.flat_map(|held| self.calendar.places(held.first, held.last)) {
                self.gaps.add(Missing::Price(instrument), place);
            }
            return;
        };
        let position = Position::new(&self.valuer, series);
        let sums = sums_of(&mut self.sums, self.calendar, series.currency());
        for held in held {
            let places = self.calendar.places(held.first, held.last);
            let first = places.start;
            let days = self.calendar.days.get(places.clone()).unwrap_or_default();
            let sums = sums.get_mut(places).unwrap_or_default();
            position.add(held.value, days, sums, |missing, place| {
                self.gaps.add(missing, first + place);
            });
        }
    }

    fn add_cash(&mut self, currency: Currency, steps: &Steps<Decimal>) {
        let calendar = self.calendar;
        let sums = sums_of(&mut self.sums, calendar, currency);
        for held in intervals(steps, self.first, self.last).filter(|held| !held.value.is_zero()) {
            let places = calendar.places(held.first, held.last);
            let amount = Fraction::ONE.of(held.value, value_scale(currency)).ok();
            let sums = sums.get_mut(places.clone()).unwrap_or_default();
            for (place, sum) in places.zip(sums) {
                match amount.and_then(|amount| sum.checked_add(amount)) {
                    Some(total) => *sum = total,
                    None => self.gaps.add(Missing::Range, place),
                }
            }
        }
    }

    /// Converts the sums of all currencies at the rates of the days, and adds them up.
    fn total(&mut self, rates: &mut Rates<'_>) -> Vec<Decimal> {
        let mut totals = vec![0_i128; self.calendar.days.len()];
        let to = self.valuer.currency;
        for (&currency, sums) in &self.sums {
            let conversions = rates.from(currency);
            for (place, ((sum, total), rate)) in
                sums.iter().zip(&mut totals).zip(conversions).enumerate()
            {
                if *sum == 0 {
                    continue;
                }
                let Some((fraction, _)) = rate else {
                    self.gaps.add(Missing::Rate { from: currency, to }, place);
                    continue;
                };
                let value = fraction.of_scaled(*sum, value_scale(currency), value_scale(to));
                match value.ok().and_then(|value| total.checked_add(value)) {
                    Some(value) => *total = value,
                    None => self.gaps.add(Missing::Range, place),
                }
            }
        }
        let decimals = totals.into_iter().enumerate().map(|(place, total)| {
            to_decimal(total, value_scale(to)).unwrap_or_else(|_| {
                self.gaps.add(Missing::Range, place);
                Decimal::ZERO
            })
        });
        decimals.collect()
    }
}

fn sums_of<'a>(
    sums: &'a mut BTreeMap<Currency, Vec<i128>>,
    calendar: &Calendar,
    currency: Currency,
) -> &'a mut Vec<i128> {
    (sums.entry(currency)).or_insert_with(|| vec![0; calendar.days.len()])
}
