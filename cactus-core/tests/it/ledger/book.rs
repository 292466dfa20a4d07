//! A small firm to book in, and short words for bookings.
//!
//! Accounts 1 and 2 are of portfolio 1, account 3 is of portfolio 2; all are open from 2020 on. Instruments 1
//! and 2 are traded in USD, 3 in EUR, 4 is priced in pence. 5 is an option on 100 shares that expires on 2024-06-21,
//! 6 a bond priced in per cent of its face value that matures on 2026-03-15; both are in USD.

use cactus_core::ids::{
    AccountId, ClientId, FirmId, Id, InstrumentId, PortfolioId, TransactionId, UserId,
};
use cactus_core::ledger::{
    Booking, Charge, ChargeKind, CostBasis, Event, InstrumentSplit, Journal, Misfit, Trade,
    Transaction, UnitRatio,
};
use cactus_core::model::{
    Account, AssetClass, Instrument, LotMethod, LotPool, Multiplier, PriceBasis, Terms, Version,
};
use cactus_core::money::{Currency, Money, Price, Weight};
use cactus_core::time::{BusinessDate, Period, Timestamp};
use uuid::Uuid;

pub const FIFO: CostBasis = CostBasis::new(LotMethod::Fifo, LotPool::Account);
pub const AVERAGE: CostBasis = CostBasis::new(LotMethod::Average, LotPool::Account);

pub fn id<T: Id>(number: u64) -> T {
    T::from_uuid(Uuid::from_u128(number.into()))
}

pub fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

pub fn period(start: &str, end: &str) -> Period {
    Period::new(day(start), day(end)).unwrap()
}

/// `"12.50 USD"`.
pub fn money(text: &str) -> Money {
    let (amount, currency) = text.split_once(' ').unwrap();
    Money::parse(amount, currency.parse().unwrap()).unwrap()
}

fn trade(instrument: u64, quantity: &str, price: &str) -> Trade {
    let price = money(price);
    let price = Price::new(price.amount(), price.currency());
    let multiplier = multiplier(instrument);
    Trade::at(id(instrument), quantity.parse().unwrap(), price, multiplier).unwrap()
}

/// What one unit of the instrument is.
pub fn multiplier(instrument: u64) -> Multiplier {
    let text = match instrument {
        5 => "100",
        6 => "0.01",
        _ => "1",
    };
    text.parse().unwrap()
}

pub fn buy(instrument: u64, quantity: &str, price: &str) -> Event {
    Event::Buy(trade(instrument, quantity, price))
}

pub fn sell(instrument: u64, quantity: &str, price: &str) -> Event {
    Event::Sell(trade(instrument, quantity, price))
}

pub fn deposit(amount: &str) -> Event {
    Event::Deposit { amount: money(amount) }
}

pub fn withdrawal(amount: &str) -> Event {
    Event::Withdrawal { amount: money(amount) }
}

pub fn transfer(to: u64, amount: &str) -> Event {
    Event::CashTransfer { to: id(to), amount: money(amount), received: None }
}

pub fn dividend(instrument: u64, amount: &str) -> Event {
    Event::Dividend { instrument: id(instrument), amount: money(amount) }
}

pub fn split(instrument: u64, new: u32, old: u32) -> Event {
    Event::Split { instrument: id(instrument), ratio: UnitRatio::new(new, old).unwrap() }
}

pub fn charge(kind: ChargeKind, amount: &str) -> Charge {
    Charge::new(kind, money(amount))
}

/// Accounts, instruments, splits, and transactions in the order they are entered.
#[derive(Debug, Clone)]
pub struct Book {
    pub accounts: Vec<Account>,
    pub instruments: Vec<Instrument>,
    pub transactions: Vec<Transaction>,
    /// Splits that accounts need not book.
    pub splits: Vec<InstrumentSplit>,
}

impl Book {
    pub fn new() -> Self {
        let pence: Currency = "GBp".parse().unwrap();
        Self {
            accounts: vec![account(1, 1), account(2, 1), account(3, 2)],
            instruments: vec![
                instrument(1, Currency::USD),
                instrument(2, Currency::USD),
                instrument(3, Currency::EUR),
                instrument(4, pence),
                with_terms(5, AssetClass::Option, "2024-06-21"),
                with_terms(6, AssetClass::Bond, "2026-03-15"),
            ],
            transactions: Vec::new(),
            splits: Vec::new(),
        }
    }

    /// Books in account 1 without charges.
    pub fn book(&mut self, date: &str, event: Event) -> &mut Self {
        self.book_in(1, day(date), event, Vec::new())
    }

    /// Books in account 1 with a fee.
    pub fn book_with_fee(&mut self, date: &str, event: Event, fee: &str) -> &mut Self {
        self.book_in(1, day(date), event, vec![charge(ChargeKind::Fee, fee)])
    }

    pub fn book_in(
        &mut self,
        account: u64,
        date: BusinessDate,
        event: Event,
        charges: Vec<Charge>,
    ) -> &mut Self {
        self.push(Booking::new(id(account), date, event, charges).unwrap())
    }

    /// A booking in account 1 without charges, not yet in the book.
    pub fn booking(&self, date: &str, event: Event) -> Booking {
        Booking::new(id(1), day(date), event, Vec::new()).unwrap()
    }

    pub fn push(&mut self, booking: Booking) -> &mut Self {
        let number = self.transactions.len() as u64 + 1;
        self.transactions.push(Transaction {
            id: id::<TransactionId>(number),
            firm: id::<FirmId>(1),
            sequence: number,
            booking,
            reference: None,
            memo: None,
            recorded_at: Timestamp::from_micros(0).unwrap(),
            recorded_by: id::<UserId>(1),
        });
        self
    }

    pub fn try_journal(&self) -> Result<Journal, Misfit> {
        let transactions = self.transactions.iter().cloned();
        Journal::with_splits(&self.accounts, &self.instruments, &self.splits, transactions)
    }

    pub fn journal(&self) -> Journal {
        self.try_journal().unwrap()
    }
}

pub fn account(number: u64, portfolio: u64) -> Account {
    Account {
        id: id::<AccountId>(number),
        firm: id::<FirmId>(1),
        client: id::<ClientId>(1),
        portfolio: id::<PortfolioId>(portfolio),
        name: format!("account {number}").parse().unwrap(),
        custodian: None,
        number: None,
        may_be_short: false,
        owner_share: Weight::ONE,
        currencies: None,
        opened_on: day("2020-01-01"),
        closed_on: None,
        created_at: Timestamp::from_micros(0).unwrap(),
        version: Version::FIRST,
    }
}

fn with_terms(number: u64, class: AssetClass, matures_on: &str) -> Instrument {
    let terms = Terms { multiplier: multiplier(number), matures_on: Some(day(matures_on)) };
    Instrument { class, terms, ..instrument(number, Currency::USD) }
}

fn instrument(number: u64, currency: Currency) -> Instrument {
    Instrument {
        id: id::<InstrumentId>(number),
        firm: id::<FirmId>(1),
        symbol: format!("I{number}").parse().unwrap(),
        name: format!("instrument {number}").parse().unwrap(),
        class: AssetClass::Equity,
        currency,
        isin: None,
        price_basis: PriceBasis::Raw,
        terms: Terms::default(),
        sector: None,
        region: None,
        created_at: Timestamp::from_micros(0).unwrap(),
        version: Version::FIRST,
    }
}
