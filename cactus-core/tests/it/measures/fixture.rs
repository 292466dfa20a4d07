//! The fixtures as timelines and markets.

use std::collections::BTreeMap;

use cactus_core::ids::{Id, InstrumentId};
use cactus_core::ledger::{Flow, Steps, Timeline, UnitRatio};
use cactus_core::model::PriceBasis;
use cactus_core::money::{Currency, Decimal, Money, Quantity, Rate};
use cactus_core::performance::Conventions;
use cactus_core::pricing::{FxSeries, Market, PriceSeries, Staleness};
use cactus_core::risk::PeriodsPerYear;
use cactus_core::time::{BusinessDate, Period};
use serde::Deserialize;
use uuid::Uuid;

type Dated<T> = Vec<(BusinessDate, T)>;

/// `market.json`.
#[derive(Deserialize)]
pub struct Prices {
    prices: BTreeMap<String, BTreeMap<BusinessDate, Decimal>>,
    rates: BTreeMap<Currency, BTreeMap<BusinessDate, Decimal>>,
}

#[derive(Deserialize)]
struct Fixture {
    books: Vec<Book>,
}

/// A portfolio of `measures.json`.
#[derive(Deserialize)]
pub struct Book {
    pub name: String,
    pub currency: Currency,
    period: (BusinessDate, BusinessDate),
    settings: Settings,
    units: BTreeMap<String, Dated<Quantity>>,
    cash: BTreeMap<Currency, Dated<Decimal>>,
    flows: Vec<(BusinessDate, Decimal, Currency)>,
    splits: BTreeMap<String, Vec<(BusinessDate, u32, u32)>>,
    pub expected: Expected,
}

#[derive(Deserialize)]
struct Settings {
    risk_free: Rate,
    periods_per_year: u16,
    staleness: u16,
}

/// What the oracles say: amounts to the cent, returns as plain numbers.
#[derive(Deserialize)]
pub struct Expected {
    pub opening: Decimal,
    pub closing: Decimal,
    pub net_flows: Decimal,
    pub gain: Decimal,
    pub time_weighted: f64,
    pub time_weighted_annual: Option<f64>,
    pub money_weighted_annual: f64,
    pub modified_dietz: f64,
    pub volatility: f64,
    pub sharpe: f64,
    pub max_drawdown: Fall,
    pub values: BTreeMap<BusinessDate, Decimal>,
}

#[derive(Deserialize)]
pub struct Fall {
    pub depth: f64,
    pub peak: BusinessDate,
    pub trough: BusinessDate,
    pub recovery: Option<BusinessDate>,
}

pub fn books() -> (Prices, Vec<Book>) {
    let prices = serde_json::from_str(include_str!("../../fixtures/market.json")).unwrap();
    let fixture: Fixture =
        serde_json::from_str(include_str!("../../fixtures/measures.json")).unwrap();
    (prices, fixture.books)
}

fn steps<T: PartialEq + Copy>(rows: &Dated<T>) -> Steps<T> {
    let mut steps = Steps::default();
    rows.iter().for_each(|(date, value)| steps.set(*date, *value));
    steps
}

impl Prices {
    fn instrument(&self, symbol: &str) -> InstrumentId {
        let place = self.prices.keys().position(|known| known == symbol).unwrap();
        InstrumentId::from_uuid(Uuid::from_u128(place as u128))
    }

    pub fn market(&self, book: &Book) -> Market {
        let mut market = Market::new(Staleness::of_days(book.settings.staleness));
        for (symbol, rows) in &self.prices {
            let (id, basis) = (self.instrument(symbol), PriceBasis::SplitAdjusted);
            let rows = rows.iter().map(|(date, price)| (*date, *price));
            let series = PriceSeries::new(id, Currency::USD, basis, rows).unwrap();
            market.add_prices(series).unwrap();
        }
        for (quote, rows) in &self.rates {
            let rows = rows.iter().map(|(date, rate)| (*date, *rate));
            let series = FxSeries::new(Currency::EUR, *quote, rows).unwrap();
            market.add_rates(series).unwrap();
        }
        market
    }

    pub fn timeline(&self, book: &Book) -> Timeline {
        let units = book.units.iter();
        let splits = book.splits.iter();
        let flows = book.flows.iter();
        Timeline {
            quantities: units
                .map(|(symbol, rows)| (self.instrument(symbol), steps(rows)))
                .collect(),
            cash: book.cash.iter().map(|(currency, rows)| (*currency, steps(rows))).collect(),
            flows: flows
                .map(|(date, amount, currency)| Flow::cash(*date, Money::new(*amount, *currency)))
                .collect(),
            splits: splits
                .map(|(symbol, rows)| {
                    let ratio = |(date, new, old): &_| (*date, UnitRatio::new(*new, *old).unwrap());
                    (self.instrument(symbol), rows.iter().map(ratio).collect())
                })
                .collect(),
            first_booking: book.flows.iter().map(|(date, ..)| *date).min(),
        }
    }
}

impl Book {
    pub fn period(&self) -> Period {
        Period::new(self.period.0, self.period.1).unwrap()
    }

    pub fn conventions(&self) -> Conventions {
        let count = self.settings.periods_per_year.try_into().unwrap();
        Conventions {
            risk_free: self.settings.risk_free,
            periods_per_year: PeriodsPerYear::new(count),
            ..Conventions::default()
        }
    }
}
