//! The daily engine: each position is a few intervals of constant quantity, each interval one multiply-add
//! over a column of prices.

use std::collections::BTreeMap;
use std::ops::Range;

use super::calendar::{Calendar, intervals};
use super::gap::{Gaps, Missing};
use super::units::Units;
use super::{DailyValues, DayFlows, Valuer};
use crate::ids::InstrumentId;
use crate::ledger::{Flow, Steps};
use crate::money::{Currency, Decimal, Quantity};
use crate::pricing::scaled::{Fraction, Multiplier, to_decimal, value_scale};
use crate::pricing::{Known, PriceSeries, Values};
use crate::time::Period;
use crate::undefined::{Figure, Undefined};

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
        let series = self.valuer.market.prices(instrument);
        for held in intervals(steps, self.first, self.last).filter(|held| !held.value.is_zero()) {
            let places = self.calendar.places(held.first, held.last);
            match series {
                Some(series) => self.add_interval(series, held.value, places),
                None => {
                    for place in places {
                        self.gaps.add(Missing::Price(instrument), place);
                    }
                }
            }
        }
    }

    /// Adds the value of a constant quantity on some valuation days.
    fn add_interval(&mut self, series: &PriceSeries, quantity: Quantity, places: Range<usize>) {
        let Self { valuer, calendar, sums, gaps, .. } = self;
        let days = calendar.days.get(places.clone()).unwrap_or_default();
        let rows = (series.column()).rows_at(days, valuer.market.staleness());
        let mut held = Held::new(valuer, series, quantity);
        let sums = (sums.entry(series.currency()))
            .or_insert_with(|| vec![0; calendar.days.len()])
            .get_mut(places.clone())
            .unwrap_or_default();
        for (((place, day), row), sum) in places.zip(days).zip(rows).zip(sums) {
            let Some(row) = row else {
                gaps.add(Missing::Price(series.instrument()), place);
                continue;
            };
            match held.value(*day, row).and_then(|value| sum.checked_add(value)) {
                Some(total) => *sum = total,
                None => gaps.add(Missing::Range, place),
            }
        }
    }

    fn add_cash(&mut self, currency: Currency, steps: &Steps<Decimal>) {
        let calendar = self.calendar;
        for held in intervals(steps, self.first, self.last).filter(|held| !held.value.is_zero()) {
            let places = calendar.places(held.first, held.last);
            let amount = Fraction::ONE.of(held.value, value_scale(currency)).ok();
            let sums = (self.sums.entry(currency))
                .or_insert_with(|| vec![0; calendar.days.len()])
                .get_mut(places.clone())
                .unwrap_or_default();
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

/// A constant quantity of an instrument, ready to be multiplied with its prices.
struct Held<'a> {
    series: &'a PriceSeries,
    units: Units<'a>,
    quantity: Fraction,
    scale: u32,
    /// How many units of the price are held, and the same made ready.
    counted: Fraction,
    multiplier: Option<Multiplier>,
    /// The factor of the multiply-add, where the product of integers is all there is to do.
    narrow: Option<i64>,
}

impl<'a> Held<'a> {
    fn new(valuer: &Valuer<'a>, series: &'a PriceSeries, quantity: Quantity) -> Self {
        let mut held = Self {
            series,
            units: Units::new(valuer.timeline, series),
            quantity: Fraction::whole(quantity.value()),
            scale: value_scale(series.currency()),
            counted: Fraction::ONE,
            multiplier: None,
            narrow: None,
        };
        held.count(held.quantity);
        if held.units.are_plain() {
            held.narrow = held.multiplier.and_then(Multiplier::narrow);
        }
        held
    }

    fn count(&mut self, counted: Fraction) {
        self.counted = counted;
        self.multiplier = match self.series.column().values() {
            Values::Scaled { scale, .. } => Multiplier::new(counted, *scale, self.scale),
            Values::Wide(_) => None,
        };
    }

    /// The value on a day at the price in a row; none if it is too large.
    fn value(&mut self, day: i32, row: usize) -> Option<i128> {
        let column = self.series.column();
        if let (Some(factor), Values::Scaled { mantissas, .. }) = (self.narrow, column.values()) {
            return Some(i128::from(*mantissas.get(row)?) * i128::from(factor));
        }
        if !self.units.are_plain() {
            let quoted = *column.days().get(row)?;
            let units = self.units.per_unit(day, quoted).ok()?;
            let counted = units.times(self.quantity).ok()?;
            if counted != self.counted {
                self.count(counted);
            }
        }
        let exact = match (column.values(), self.multiplier) {
            (Values::Scaled { mantissas, .. }, Some(multiplier)) => {
                multiplier.of(i128::from(*mantissas.get(row)?))
            }
            _ => None,
        };
        exact.or_else(|| self.counted.of(column.get(row)?.1, self.scale).ok())
    }
}

/// The rates into the currency of the valuation on all valuation days, looked up once for each currency.
struct Rates<'a> {
    valuer: &'a Valuer<'a>,
    days: &'a [i32],
    known: BTreeMap<Currency, Vec<Option<Known>>>,
}

impl<'a> Rates<'a> {
    fn new(valuer: &'a Valuer<'a>, days: &'a [i32]) -> Self {
        Self { valuer, days, known: BTreeMap::new() }
    }

    fn from(&mut self, currency: Currency) -> &[Option<Known>] {
        let Valuer { market, .. } = self.valuer;
        self.known.entry(currency).or_insert_with(|| {
            let (to, staleness) = (self.valuer.currency, market.staleness());
            market.rates().fractions(currency, to, self.days, staleness)
        })
    }
}

/// The external flows in the period by valuation day, converted at the rates of the days.
fn flows(
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
