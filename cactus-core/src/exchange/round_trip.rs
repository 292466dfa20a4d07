//! A book comes back as it was written.

use proptest::prelude::*;

use super::{
    AccountEntry, Book, ClientEntry, EventEntry, Format, HouseholdEntry, InstrumentEntry, Point,
    PortfolioEntry, PriceEntry, RateEntry, Settings, TransactionEntry,
};
use crate::ledger::{Charge, ChargeKind, Trade, UnitRatio};
use crate::model::{
    AssetClass, ClientStatus, Key, LotMethod, Name, PriceBasis, RiskProfile, Symbol,
};
use crate::money::{Currency, Decimal, Money, Quantity};
use crate::time::BusinessDate;

/// What a transaction is made of; whatever it is, the transaction fits those before it.
#[derive(Debug, Clone, Copy)]
struct Step {
    kind: u8,
    account: usize,
    instrument: usize,
    size: Decimal,
    flag: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let size = (1..1_000_000_i64, 0..5_u32).prop_map(|(m, s)| Decimal::new(m, s));
    let step = (0..10_u8, 0..3_usize, 0..2_usize, size, any::<bool>());
    prop::collection::vec(
        step.prop_map(|(kind, account, instrument, size, flag)| Step {
            kind,
            account,
            instrument,
            size,
            flag,
        }),
        0..40,
    )
}

fn day(number: usize) -> BusinessDate {
    let start = BusinessDate::new(2024, 1, 2).unwrap();
    start.add_days(i64::try_from(number).unwrap()).unwrap()
}

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn keys() -> [Key; 3] {
    ["a1", "a2", "b1"].map(|text| text.parse().unwrap())
}

fn symbols() -> [Symbol; 2] {
    ["ACME", "BRK.B"].map(|text| text.parse().unwrap())
}

fn event(step: Step, held: &mut Decimal) -> EventEntry {
    let amount = usd(step.size);
    let instrument = symbols()[step.instrument].clone();
    let trade = |quantity: Decimal| Trade::new(instrument.clone(), Quantity::new(quantity), amount);
    match step.kind {
        0 => {
            *held += step.size;
            EventEntry::Buy(trade(step.size))
        }
        1 if *held > Decimal::ZERO => EventEntry::Sell(trade(std::mem::take(held))),
        2 => EventEntry::Withdrawal { amount },
        3 => EventEntry::CashTransfer {
            to: keys()[(step.account + 1) % 3].clone(),
            amount,
            received: None,
        },
        4 => EventEntry::Dividend { instrument, amount },
        5 => EventEntry::Interest { amount, instrument: None },
        6 => EventEntry::Fee { amount, instrument: None },
        7 => EventEntry::Tax { amount, instrument: None },
        8 => {
            *held *= Decimal::TWO;
            let ratio = UnitRatio::new(2, 1).unwrap();
            EventEntry::Split { instrument, ratio }
        }
        _ => EventEntry::Deposit { amount },
    }
}

fn transactions(steps: &[Step]) -> Vec<TransactionEntry> {
    let mut held = [[Decimal::ZERO; 2]; 3];
    let charge = Charge::new(ChargeKind::Withholding, usd(Decimal::new(1, 3)));
    let entry = |(number, step): (usize, &Step)| {
        let event = event(*step, &mut held[step.account][step.instrument]);
        let charged = matches!(event, EventEntry::Buy(_) | EventEntry::Dividend { .. });
        TransactionEntry {
            account: keys()[step.account].clone(),
            date: day(number),
            event,
            settlement: None,
            charges: vec![charge; usize::from(step.flag && charged)],
            reference: step.flag.then(|| format!("r{number}").parse().unwrap()),
            memo: (!step.flag).then(|| format!("line\n{number} \"ñ\"").parse().unwrap()),
        }
    };
    steps.iter().enumerate().map(entry).collect()
}

fn portfolio(name: &str, keys: &[Key]) -> PortfolioEntry {
    let account = |key: &Key| AccountEntry {
        key: key.clone(),
        name: key.as_str().parse().unwrap(),
        custodian: None,
        number: Some(key.as_str().parse().unwrap()),
        may_be_short: false,
        opened_on: day(0),
        closed_on: None,
    };
    PortfolioEntry {
        name: name.parse().unwrap(),
        base_currency: Currency::EUR,
        lot_method: LotMethod::Average,
        opened_on: day(0),
        accounts: keys.iter().map(account).collect(),
    }
}

fn client(name: &Name) -> ClientEntry {
    ClientEntry {
        email: "ana@example.org".parse().unwrap(),
        first_name: name.clone(),
        last_name: "García".parse().unwrap(),
        adviser: None,
        household: Some("h".parse().unwrap()),
        phone: Some("+34 600".parse().unwrap()),
        risk_profile: RiskProfile::Low,
        status: ClientStatus::Dormant,
        lead_source: None,
        referred_by: None,
        savings_capacity: Some(usd(Decimal::TEN)),
        notes: None,
        portfolios: vec![portfolio("One", &keys()[..2]), portfolio("Two", &keys()[2..])],
    }
}

fn book(name: &Name, steps: &[Step], values: &[Decimal]) -> Book {
    let instrument = |symbol: Symbol| InstrumentEntry {
        symbol,
        name: name.clone(),
        class: AssetClass::Equity,
        currency: Currency::USD,
        isin: None,
        price_basis: PriceBasis::Raw,
        sector: Some(name.clone()),
    };
    let points = |least: Decimal| {
        let point = |(number, value): (usize, &Decimal)| Point(day(number), *value + least);
        values.iter().enumerate().map(point).collect()
    };
    Book {
        format: Format::V1,
        settings: Settings { name: None, base_currency: Currency::EUR, as_of: Some(day(9)) },
        instruments: symbols().map(instrument).into(),
        households: vec![HouseholdEntry {
            key: "h".parse().unwrap(),
            name: name.clone(),
            adviser: Some("ada@example.org".parse().unwrap()),
        }],
        clients: vec![client(name)],
        transactions: transactions(steps),
        prices: vec![PriceEntry {
            instrument: symbols()[1].clone(),
            source: Some("A vendor".parse().unwrap()),
            points: points(Decimal::ZERO),
        }],
        rates: vec![RateEntry {
            base: Currency::EUR,
            quote: Currency::USD,
            source: None,
            points: points(Decimal::ONE),
        }],
    }
}

proptest! {
    #[test]
    fn a_book_comes_back_as_it_was(
        name in "[A-Za-zÀ-ÿ\"\\\\/ ]{0,20}x",
        steps in steps(),
        values in prop::collection::vec((0..i64::MAX, 0..=9_u32), 0..20),
    ) {
        let values: Vec<_> = values.into_iter().map(|(m, s)| Decimal::new(m, s)).collect();
        let book = book(&name.parse().unwrap(), &steps, &values);
        let written = book.to_json().unwrap();
        let read = Book::parse(written.as_bytes()).unwrap();
        prop_assert_eq!(&read, &book);
        prop_assert_eq!(read.to_json().unwrap(), written);
    }

    #[test]
    fn no_text_is_too_odd_to_be_answered(text in ".{0,200}") {
        prop_assert!(Book::parse(text.as_bytes()).is_err());
    }
}
