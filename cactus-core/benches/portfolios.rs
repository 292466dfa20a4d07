//! A made-up firm of many portfolios on one market, the same on every run.

use cactus_core::ids::{Id, InstrumentId};
use cactus_core::ledger::{Flow, Timeline};
use cactus_core::model::PriceBasis;
use cactus_core::money::{Currency, Decimal, Money, Quantity};
use cactus_core::pricing::{FxSeries, Market, PriceSeries};
use cactus_core::time::{BusinessDate, Period};
use uuid::Uuid;

/// Trading days of a year.
const YEAR: usize = 252;
const FIRST_DAY: i32 = 16_436;

/// How large a firm is.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Portfolios.
    pub portfolios: usize,
    /// Instruments in each of them.
    pub positions: usize,
    /// Trades in each of them, spread over its instruments and the time.
    pub trades: usize,
    /// Trading days.
    pub days: usize,
    /// Instruments in the market.
    pub instruments: usize,
    /// Whether every fourth instrument is priced in euros.
    pub foreign: bool,
}

/// What the bars speak of: 1,000 portfolios of 20 positions and 100 trades over ten years.
pub const ADVISER: Shape = Shape {
    portfolios: 1_000,
    positions: 20,
    trades: 100,
    days: 10 * YEAR,
    instruments: 200,
    foreign: false,
};

/// The portfolios of a firm and the market they share.
pub struct Firm {
    /// Each portfolio: units, cash and flows by day.
    pub timelines: Vec<Timeline>,
    /// Prices and rates of every trading day.
    pub market: Market,
    /// From the day before the first trade to the last trading day.
    pub period: Period,
    /// The multiply-adds of each portfolio.
    pub terms: Vec<Vec<Term>>,
}

/// Days on which a portfolio holds the same number of units of an instrument.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// The number of the instrument.
    pub instrument: usize,
    /// The number of the first day.
    pub first: usize,
    /// The number of the day after the last one.
    pub until: usize,
    /// The units.
    pub units: i64,
}

impl Firm {
    /// The firm of this shape. Day 0 is the opening of the period; everything is bought from day 1 on.
    pub fn new(shape: Shape) -> Self {
        let days: Vec<BusinessDate> =
            (FIRST_DAY..).map(date).filter(|day| !day.is_weekend()).take(shape.days + 1).collect();
        let portfolios = (0..shape.portfolios).map(|number| portfolio(shape, &days, number));
        let (timelines, terms) = portfolios.unzip();
        let period = Period::new(days[0], days[shape.days]).unwrap();
        Self { timelines, market: market(shape, &days), period, terms }
    }

    /// How many parts of so many portfolios there are.
    pub fn parts(&self, size: usize) -> usize {
        self.timelines.len().div_ceil(size)
    }

    /// The portfolios of a part.
    pub fn timelines_of(&self, part: usize, size: usize) -> &[Timeline] {
        &self.timelines[part * size..self.timelines.len().min((part + 1) * size)]
    }

    /// The multiply-adds of a part.
    pub fn terms_of(&self, part: usize, size: usize) -> &[Vec<Term>] {
        &self.terms[part * size..self.terms.len().min((part + 1) * size)]
    }

    /// The prices of an instrument in thousandths, day by day.
    pub fn prices(shape: Shape, instrument: usize) -> impl Iterator<Item = i64> {
        (0..=shape.days).map(move |day| 50_000 + scatter(instrument, day) % 100_000)
    }
}

/// Buys all instruments on the first day, and from then on changes how much it holds of one after the other; a
/// deposit once a year.
fn portfolio(shape: Shape, days: &[BusinessDate], number: usize) -> (Timeline, Vec<Term>) {
    let Shape { positions, trades, instruments, .. } = shape;
    let mut timeline = Timeline { first_booking: Some(days[1]), ..Timeline::default() };
    let mut terms: Vec<Term> = Vec::new();
    let instrument =
        |position: usize| (number * 7 + position * (instruments / positions)) % instruments;
    let later = trades - positions;
    let mut trade = 0;
    let mut cash = 0_i64;
    for (day, date) in days.iter().enumerate().skip(1) {
        if day % YEAR == 1 {
            let amount = if day == 1 { 100_000_000 } else { 1_000_000 };
            cash += amount;
            let amount = Money::new(Decimal::new(amount, 2), Currency::USD);
            timeline.flows.push(Flow::cash(*date, amount));
        }
        while trade < trades
            && (trade < positions || day > 1 + (trade - positions) * (shape.days - 1) / later)
        {
            let instrument = instrument(trade % positions);
            let before = terms.iter_mut().rev().find(|term| term.instrument == instrument);
            let held = before.as_ref().map_or(0, |term| term.units);
            let units = 1 + scatter(number, trade) % 100;
            if let Some(before) = before {
                before.until = day;
            }
            terms.push(Term { instrument, first: day, until: shape.days + 1, units });
            let steps = timeline.quantities.entry(id(instrument)).or_default();
            steps.set(*date, Quantity::new(Decimal::from(units)));
            cash -= (units - held) * 10_000;
            trade += 1;
        }
        timeline.cash.entry(Currency::USD).or_default().set(*date, Decimal::new(cash, 2));
    }
    terms.retain(|term| term.first < term.until);
    (timeline, terms)
}

fn market(shape: Shape, days: &[BusinessDate]) -> Market {
    let mut market = Market::default();
    for number in 0..shape.instruments {
        let foreign = shape.foreign && number % 4 == 0;
        let currency = if foreign { Currency::EUR } else { Currency::USD };
        let prices = Firm::prices(shape, number).map(|price| Decimal::new(price, 3));
        let rows = days.iter().copied().zip(prices);
        let series = PriceSeries::new(id(number), currency, PriceBasis::Raw, rows).unwrap();
        market.add_prices(series).unwrap();
    }
    let rates = days
        .iter()
        .enumerate()
        .map(|(day, date)| (*date, Decimal::new(10_500 + scatter(0, day) % 1_500, 4)));
    market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rates).unwrap()).unwrap();
    market
}

fn date(day: i32) -> BusinessDate {
    BusinessDate::from_day_number(day).unwrap()
}

fn id(number: usize) -> InstrumentId {
    InstrumentId::from_uuid(Uuid::from_u128(number as u128 + 1))
}

fn scatter(a: usize, b: usize) -> i64 {
    let mixed = ((b * 131 + a) as u64).wrapping_mul(6_364_136_223_846_793_005);
    ((mixed >> 40) & 0xff_ffff) as i64
}
