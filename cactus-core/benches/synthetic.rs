//! A made-up record of ten years, the same on every run.

use cactus_core::ids::{Id, InstrumentId};
use cactus_core::ledger::{
    Booking, Charge, ChargeKind, Event, Journal, Misfit, Trade, Transaction, UnitRatio,
};
use cactus_core::model::{Account, AssetClass, Instrument, PriceBasis, Terms, Version};
use cactus_core::money::{Currency, Decimal, Money, Quantity, Weight};
use cactus_core::pricing::{FxSeries, Market, PriceSeries};
use cactus_core::time::{BusinessDate, Timestamp};
use uuid::Uuid;

/// Instruments in the record.
pub const INSTRUMENTS: u64 = 20;
/// Days in the record: ten years.
pub const DAYS: u64 = 3_652;
const FIRST_DAY: i32 = 16_436;

/// The accounts, instruments and transactions of a record.
pub struct Record {
    /// One account.
    pub accounts: Vec<Account>,
    /// Instruments in dollars and euros.
    pub instruments: Vec<Instrument>,
    /// Purchases, sales, dividends, deposits, fees and a few splits.
    pub transactions: Vec<Transaction>,
}

impl Record {
    /// A record with so many transactions, spread over ten years.
    pub fn with(count: u64) -> Self {
        Self {
            accounts: vec![account()],
            instruments: (0..INSTRUMENTS).map(instrument).collect(),
            transactions: (0..count).map(|number| transaction(number, count)).collect(),
        }
    }

    /// The record, validated.
    pub fn journal(&self) -> Result<Journal, Misfit> {
        let transactions = self.transactions.iter().cloned();
        Journal::new(&self.accounts, &self.instruments, transactions)
    }
}

/// Prices of all instruments on all weekdays of the record, and the euro in dollars on the same days.
pub fn market(record: &Record) -> Market {
    let mut market = Market::default();
    for (number, instrument) in (0..).zip(&record.instruments) {
        let prices = weekdays().map(|day| (date(day), price(number, day)));
        let (id, currency, basis) = (instrument.id, instrument.currency, instrument.price_basis);
        let series = PriceSeries::new(id, currency, basis, prices).unwrap();
        market.add_prices(series).unwrap();
    }
    let rates =
        weekdays().map(|day| (date(day), Decimal::new(10_500 + scatter(0, day) % 1_500, 4)));
    let series = FxSeries::new(Currency::EUR, Currency::USD, rates).unwrap();
    market.add_rates(series).unwrap();
    market
}

fn weekdays() -> impl Iterator<Item = i32> {
    let days = i32::try_from(DAYS).unwrap();
    (FIRST_DAY - 7..FIRST_DAY + days).filter(|day| !date(*day).is_weekend())
}

fn date(day: i32) -> BusinessDate {
    BusinessDate::from_day_number(day).unwrap()
}

/// Between 50 and 150, with three decimals.
fn price(instrument: i64, day: i32) -> Decimal {
    Decimal::new(50_000 + scatter(instrument, day) % 100_000, 3)
}

fn scatter(instrument: i64, day: i32) -> i64 {
    let mixed = (i64::from(day) * 131 + instrument).wrapping_mul(6_364_136_223_846_793_005);
    (mixed >> 40) & 0xff_ffff
}

fn id<T: Id>(number: u64) -> T {
    T::from_uuid(Uuid::from_u128(u128::from(number) + 1))
}

fn currency(instrument: u64) -> Currency {
    if instrument.is_multiple_of(4) { Currency::EUR } else { Currency::USD }
}

fn account() -> Account {
    Account {
        id: id(0),
        firm: id(0),
        client: id(0),
        portfolio: id(0),
        name: "account".parse().unwrap(),
        custodian: None,
        number: None,
        may_be_short: false,
        owner_share: Weight::ONE,
        currencies: None,
        opened_on: date(FIRST_DAY),
        closed_on: None,
        created_at: Timestamp::from_micros(0).unwrap(),
        version: Version::FIRST,
    }
}

fn instrument(number: u64) -> Instrument {
    Instrument {
        id: id(number),
        firm: id(0),
        symbol: format!("I{number}").parse().unwrap(),
        name: format!("instrument {number}").parse().unwrap(),
        class: AssetClass::Equity,
        currency: currency(number),
        isin: None,
        price_basis: PriceBasis::Raw,
        terms: Terms::default(),
        sector: None,
        region: None,
        created_at: Timestamp::from_micros(0).unwrap(),
        version: Version::FIRST,
    }
}

/// Out of ten bookings, five buy five instruments and two sell less of two of them than was just bought.
fn transaction(number: u64, count: u64) -> Transaction {
    let spread = number.wrapping_mul(6_364_136_223_846_793_005) >> 40;
    let (block, place) = (number / 10, number % 10);
    let bought = |place: u64| (block * 5 + place) % INSTRUMENTS;
    let cents =
        |instrument, cents: u64| Money::new(Decimal::new(cents as i64, 2), currency(instrument));
    let trade = |instrument, units: u64| {
        let consideration = cents(instrument, units * (5_000 + spread % 10_000));
        let quantity = Quantity::new(Decimal::from(units));
        Trade::new(id::<InstrumentId>(instrument), quantity, consideration)
    };
    // Fifty in a long record: an instrument is not split more often because it is traded more.
    let between_splits = (count / 500).max(20);
    let event = match place {
        0 => Event::Deposit { amount: cents(block, 500_000 + spread) },
        1..=5 => Event::Buy(trade(bought(place), 12 + spread % 20)),
        6..=7 => Event::Sell(trade(bought(place - 5), 1 + spread % 12)),
        8 if block.is_multiple_of(between_splits) => Event::Split {
            instrument: id(bought(1)),
            // Forth and back, so that the units stay of one size over any number of bookings.
            ratio: if block.is_multiple_of(2 * between_splits) {
                UnitRatio::new(2, 1).unwrap()
            } else {
                UnitRatio::new(1, 2).unwrap()
            },
        },
        8 => Event::Dividend {
            instrument: id(bought(3)),
            amount: cents(bought(3), 100 + spread % 10_000),
        },
        _ => Event::Fee { amount: cents(block, 100 + spread % 1_000), instrument: None },
    };
    let charges = match &event {
        Event::Buy(trade) | Event::Sell(trade) => vec![Charge::new(
            ChargeKind::Fee,
            Money::new(Decimal::new(495, 2), trade.consideration.currency()),
        )],
        _ => Vec::new(),
    };
    let date = date(FIRST_DAY + i32::try_from(number * DAYS / count).unwrap());
    Transaction {
        id: id(number),
        firm: id(0),
        sequence: number,
        booking: Booking::new(id(0), date, event, charges).unwrap(),
        reference: None,
        memo: None,
        recorded_at: Timestamp::from_micros(0).unwrap(),
        recorded_by: id(0),
    }
}
