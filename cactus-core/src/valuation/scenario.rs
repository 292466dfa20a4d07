//! Small timelines and markets for tests, written as text.

use crate::ids::{Id, InstrumentId};
use crate::ledger::{Flow, Steps, Timeline, UnitRatio};
use crate::model::PriceBasis;
use crate::money::{Currency, Decimal, Money, Quantity, decimal};
use crate::pricing::{FxSeries, Market, PriceSeries, Staleness};
use crate::time::{BusinessDate, Period};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

pub(crate) fn period(start: &str, end: &str) -> Period {
    Period::new(day(start), day(end)).unwrap()
}

pub(crate) fn number(text: &str) -> Decimal {
    decimal::parse(text).unwrap()
}

pub(crate) fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

pub(crate) fn instrument(number: u128) -> InstrumentId {
    InstrumentId::from_uuid(Uuid::from_u128(number))
}

/// What a scope held and what things cost, put together step by step.
#[derive(Debug, Default)]
pub(crate) struct Scenario {
    pub(crate) timeline: Timeline,
    pub(crate) market: Market,
}

impl Scenario {
    pub(crate) fn with_staleness(days: u16) -> Self {
        Self { market: Market::new(Staleness::of_days(days)), ..Self::default() }
    }

    fn booked(&mut self, date: BusinessDate) {
        let first = self.timeline.first_booking;
        self.timeline.first_booking = Some(first.map_or(date, |first| first.min(date)));
    }

    pub(crate) fn holds(mut self, of: u128, rows: &[(&str, &str)]) -> Self {
        let mut steps = Steps::default();
        for (date, quantity) in rows {
            self.booked(day(date));
            steps.set(day(date), Quantity::new(number(quantity)));
        }
        self.timeline.quantities.insert(instrument(of), steps);
        self
    }

    pub(crate) fn cash(mut self, code: &str, rows: &[(&str, &str)]) -> Self {
        let mut steps = Steps::default();
        for (date, amount) in rows {
            self.booked(day(date));
            steps.set(day(date), number(amount));
        }
        self.timeline.cash.insert(currency(code), steps);
        self
    }

    pub(crate) fn flow(mut self, date: &str, amount: &str, code: &str) -> Self {
        self.booked(day(date));
        self.timeline.flows.push(Flow::cash(day(date), Money::new(number(amount), currency(code))));
        self
    }

    pub(crate) fn split(mut self, of: u128, date: &str, new: u32, old: u32) -> Self {
        let splits = self.timeline.splits.entry(instrument(of)).or_default();
        splits.push((day(date), UnitRatio::new(new, old).unwrap()));
        self
    }

    pub(crate) fn prices(self, of: u128, code: &str, rows: &[(&str, &str)]) -> Self {
        self.prices_on(PriceBasis::Raw, of, code, rows)
    }

    pub(crate) fn prices_times(
        mut self,
        multiplier: &str,
        of: u128,
        code: &str,
        rows: &[(&str, &str)],
    ) -> Self {
        let rows = rows.iter().map(|(date, price)| (day(date), number(price)));
        let basis = PriceBasis::Raw;
        let series = PriceSeries::new(instrument(of), currency(code), basis, rows).unwrap();
        self.market.add_prices(series.times(multiplier.parse().unwrap())).unwrap();
        self
    }

    pub(crate) fn prices_on(
        mut self,
        basis: PriceBasis,
        of: u128,
        code: &str,
        rows: &[(&str, &str)],
    ) -> Self {
        let rows = rows.iter().map(|(date, price)| (day(date), number(price)));
        let series = PriceSeries::new(instrument(of), currency(code), basis, rows).unwrap();
        self.market.add_prices(series).unwrap();
        self
    }

    pub(crate) fn rates(mut self, base: &str, quote: &str, rows: &[(&str, &str)]) -> Self {
        let rows = rows.iter().map(|(date, rate)| (day(date), number(rate)));
        let series = FxSeries::new(currency(base), currency(quote), rows).unwrap();
        self.market.add_rates(series).unwrap();
        self
    }
}
