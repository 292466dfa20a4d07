//! A made-up firm of clients with one account each, the same on every run.

use std::collections::BTreeMap;

use cactus_core::ids::{AccountId, Id, InstrumentId};
use cactus_core::ledger::{
    Booking, Charge, ChargeKind, CostBasis, Event, Journal, Trade, Transaction,
};
use cactus_core::model::{
    Account, AssetClass, Instrument, LotMethod, LotPool, PriceBasis, Terms, Version,
};
use cactus_core::money::{Currency, Decimal, Money, Quantity, Weight};
use cactus_core::pricing::{FxSeries, Market, PriceSeries, Staleness};
use cactus_core::query::{Holder, Label, Subject};
use cactus_core::time::{BusinessDate, Timestamp};
use uuid::Uuid;

/// Advisers, who share the clients.
pub const ADVISERS: u64 = 50;
/// Instruments, a quarter of them in euros.
pub const INSTRUMENTS: u64 = 20;
/// Transactions of each client.
pub const TRANSACTIONS: u64 = 100;
/// Classes of the instruments; cash is one of its own.
pub const CLASSES: [AssetClass; 6] = [
    AssetClass::Equity,
    AssetClass::Bond,
    AssetClass::Fund,
    AssetClass::RealEstate,
    AssetClass::Commodity,
    AssetClass::Crypto,
];
const FIRST_DAY: i32 = 19_358;

/// A firm of so many clients over so many days. The number of an account's id is one more than that of its client.
pub fn firm(clients: u64, days: u64) -> Subject {
    let accounts: Vec<_> = (0..clients).map(account).collect();
    let instruments: Vec<_> = (0..INSTRUMENTS).map(instrument).collect();
    let bookings = (0..TRANSACTIONS * clients).map(|place| {
        // Day by day, and on each day client by client.
        transaction(place, place % clients, place / clients, days)
    });
    Subject {
        journal: Journal::new(&accounts, &instruments, bookings).unwrap(),
        market: market(&instruments, days),
        currency: Currency::USD,
        basis: CostBasis::new(LotMethod::Fifo, LotPool::Account),
        holders: (0..clients).map(|client| (id(client), holder(client))).collect(),
        instruments: instruments.into_iter().map(|row| (row.id, row)).collect(),
        taxonomies: BTreeMap::new(),
        benchmarks: BTreeMap::new(),
    }
}

fn holder(client: u64) -> Holder {
    let label = |kind: &str, number: u64| {
        Label::new(format!("{kind}-{number}"), format!("The {kind} {number}"))
    };
    Holder {
        account: label("account", client),
        portfolio: label("portfolio", client),
        client: Some(label("client", client)),
        household: Some(label("household", client)),
        adviser: Some(label("adviser", client % ADVISERS)),
        owner_share: Weight::ONE,
    }
}

fn market(instruments: &[Instrument], until: u64) -> Market {
    let days = || (0..=until).filter(|number| !day(*number).is_weekend());
    let mut market = Market::new(Staleness::WEEK);
    for (number, row) in (0..).zip(instruments) {
        let prices = days().map(|turn| (day(turn), Decimal::new(cents(number, turn), 2)));
        let series = PriceSeries::of(row, prices).unwrap();
        market.add_prices(series).unwrap();
    }
    let rates = days().map(|turn| (day(turn), Decimal::new(10_500 + cents(99, turn) % 1_500, 4)));
    market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rates).unwrap()).unwrap();
    market
}

/// The price of an instrument on a day, between 50 and 150.
fn cents(instrument: u64, day: u64) -> i64 {
    i64::try_from(5_000 + scatter(day * 131 + instrument) % 10_000).unwrap()
}

fn scatter(number: u64) -> u64 {
    number.wrapping_mul(6_364_136_223_846_793_005) >> 40
}

/// A day by its number in the record.
pub fn day(number: u64) -> BusinessDate {
    BusinessDate::from_day_number(FIRST_DAY + i32::try_from(number).unwrap()).unwrap()
}

fn id<T: Id>(number: u64) -> T {
    T::from_uuid(Uuid::from_u128(u128::from(number) + 1))
}

fn currency(instrument: u64) -> Currency {
    if instrument.is_multiple_of(4) { Currency::EUR } else { Currency::USD }
}

fn account(client: u64) -> Account {
    Account {
        id: id(client),
        firm: id(0),
        client: id(client),
        portfolio: id(client),
        name: "account".parse().unwrap(),
        custodian: None,
        number: None,
        may_be_short: false,
        owner_share: Weight::ONE,
        currencies: None,
        opened_on: day(0),
        closed_on: None,
        created_at: Timestamp::from_micros(0).unwrap(),
        version: Version::FIRST,
    }
}

fn instrument(number: u64) -> Instrument {
    let class = CLASSES[usize::try_from(number).unwrap() % CLASSES.len()];
    Instrument {
        id: id(number),
        firm: id(0),
        symbol: format!("I{number}").parse().unwrap(),
        name: format!("instrument {number}").parse().unwrap(),
        class,
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

/// Out of ten bookings of a client, one brings money, six buy, two sell less than one of them bought, one pays.
fn transaction(number: u64, client: u64, turn: u64, days: u64) -> Transaction {
    let spread = scatter(number);
    let (block, place) = (turn / 10, turn % 10);
    let on = turn * days / TRANSACTIONS;
    let traded = |place: u64| (client + block * 6 + place) % INSTRUMENTS;
    let amount = |instrument, cents| Money::new(Decimal::new(cents, 2), currency(instrument));
    let trade = |instrument: u64, units: u64| {
        let paid = amount(instrument, cents(instrument, on) * i64::try_from(units).unwrap());
        Trade::new(id::<InstrumentId>(instrument), Quantity::new(Decimal::from(units)), paid)
    };
    let event = match place {
        0 => Event::Deposit { amount: amount(1, 1_000_000) },
        1..=6 => Event::Buy(trade(traded(place), 12 + spread % 20)),
        7..=8 => Event::Sell(trade(traded(place - 6), 1 + spread % 12)),
        _ => Event::Fee { amount: amount(1, 1_000), instrument: None },
    };
    let charges = match &event {
        Event::Buy(trade) | Event::Sell(trade) => {
            let fee = Money::new(Decimal::new(495, 2), trade.consideration.currency());
            vec![Charge::new(ChargeKind::Fee, fee)]
        }
        _ => Vec::new(),
    };
    Transaction {
        id: id(number),
        firm: id(0),
        sequence: number,
        booking: Booking::new(id::<AccountId>(client), day(on), event, charges).unwrap(),
        reference: None,
        memo: None,
        recorded_at: Timestamp::from_micros(0).unwrap(),
        recorded_by: id(0),
    }
}
