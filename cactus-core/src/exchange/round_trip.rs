//! A book comes back as it was written.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    AccountEntry, AssignmentEntry, BenchmarkContent, BenchmarkEntry, BlendPart, Blended, Book,
    ClientEntry, DayPrices, EventEntry, Format, HouseholdEntry, InstrumentEntry, NodeEntry, Point,
    PortfolioEntry, PriceEntry, QuoteEntry, RateEntry, Settings, SplitEntry,
    StandaloneAccountEntry, TaxonomyEntry, TransactionEntry,
};
use crate::ledger::{Charge, ChargeKind, Trade, UnitRatio};
use crate::model::{
    AssetClass, ClientStatus, DataSource, Key, LotMethod, LotPool, Multiplier, Name, PriceBasis,
    RiskProfile, Symbol,
};
use crate::money::{Currency, Decimal, Money, Quantity, Weight};
use crate::performance::Rebalancing;
use crate::time::{BusinessDate, TimeOfDay};

const RECORDED_AT: &str = "2024-07-01T12:00:00.000001Z";

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

/// What a book may say or leave out.
#[derive(Debug, Clone)]
struct Choices {
    method: Option<LotMethod>,
    pool: LotPool,
    staleness_days: u16,
    flag: bool,
    share: Weight,
    rule: Rebalancing,
}

impl Choices {
    fn currencies(&self) -> Option<BTreeSet<Currency>> {
        self.flag.then(|| [Currency::USD, Currency::EUR].into())
    }
}

fn choices() -> impl Strategy<Value = Choices> {
    let method = prop::option::of(prop::sample::select(LotMethod::ALL));
    let pool = prop::sample::select(LotPool::ALL);
    let share = (1..=10_000_i64).prop_map(|share| Weight::new(Decimal::new(share, 4)));
    let rule = prop::sample::select(Rebalancing::ALL);
    (method, pool, any::<u16>(), any::<bool>(), share, rule).prop_map(
        |(method, pool, staleness_days, flag, share, rule)| Choices {
            method,
            pool,
            staleness_days,
            flag,
            share,
            rule,
        },
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
            time: step
                .flag
                .then(|| TimeOfDay::from_micros(step.account as u64 * 7_000_001).unwrap()),
            event,
            settlement: None,
            charges: vec![charge; usize::from(step.flag && charged)],
            reference: step.flag.then(|| format!("r{number}").parse().unwrap()),
            memo: (!step.flag).then(|| format!("line\n{number} \"ñ\"").parse().unwrap()),
            recorded_at: step.flag.then_some(RECORDED_AT).map(|at| at.parse().unwrap()),
        }
    };
    steps.iter().enumerate().map(entry).collect()
}

fn portfolio(name: &str, keys: &[Key], choices: &Choices) -> PortfolioEntry {
    let account = |key: &Key| AccountEntry {
        key: key.clone(),
        name: key.as_str().parse().unwrap(),
        custodian: None,
        number: Some(key.as_str().parse().unwrap()),
        may_be_short: false,
        owner_share: choices.share,
        currencies: choices.currencies(),
        opened_on: day(0),
        closed_on: None,
    };
    PortfolioEntry {
        name: name.parse().unwrap(),
        base_currency: Currency::EUR,
        lot_method: choices.method,
        opened_on: day(0),
        accounts: keys.iter().map(account).collect(),
    }
}

/// An account without a client that says everything, and one that says nothing.
fn standalone(name: &Name, choices: &Choices) -> [StandaloneAccountEntry; 2] {
    let silent = StandaloneAccountEntry {
        key: "s1".parse().unwrap(),
        portfolio: None,
        name: None,
        custodian: None,
        number: None,
        may_be_short: false,
        owner_share: Weight::ONE,
        currencies: None,
        opened_on: None,
        closed_on: None,
    };
    let full = StandaloneAccountEntry {
        key: "s2".parse().unwrap(),
        portfolio: Some(name.clone()),
        name: Some(name.clone()),
        custodian: Some(name.clone()),
        number: Some(name.as_str().get(..1).unwrap_or("n").parse().unwrap()),
        may_be_short: choices.flag,
        owner_share: choices.share,
        currencies: choices.currencies(),
        opened_on: Some(day(0)),
        closed_on: Some(day(3)),
    };
    [silent, full]
}

fn settings(choices: &Choices) -> Settings {
    Settings {
        as_of: Some(day(9)),
        lot_method: choices.method.unwrap_or(LotMethod::Fifo),
        lot_pool: choices.pool,
        staleness_days: choices.staleness_days,
        charges_in_cost: choices.flag,
        rate_table: choices.flag.then(|| "ecb".parse().unwrap()),
        price_source: if choices.flag { vec![vendor()] } else { Vec::new() },
        ..Settings::new(Currency::EUR)
    }
}

fn vendor() -> DataSource {
    "A vendor".parse().unwrap()
}

fn benchmarks(name: &Name, levels: Vec<Point>, choices: &Choices) -> Vec<BenchmarkEntry> {
    let benchmark = |key: &str, content| BenchmarkEntry {
        key: key.parse().unwrap(),
        name: name.clone(),
        content,
    };
    let rest = Weight::ONE.subtract(choices.share).unwrap();
    let part = |of, weight| BlendPart { of, weight };
    let mut parts = vec![
        part(Blended::Benchmark("share".parse().unwrap()), choices.share),
        part(Blended::Instrument(symbols()[0].clone()), rest),
    ];
    parts.retain(|part| part.weight.is_positive());
    let blend = BenchmarkContent::Blend { parts, rebalance: choices.rule };
    let instrument = BenchmarkContent::Instrument(symbols()[1].clone());
    let mut all = vec![benchmark("share", instrument), benchmark("blend", blend)];
    if !levels.is_empty() {
        let index = BenchmarkContent::Index { currency: Currency::USD, levels };
        all.push(benchmark("index", index));
    }
    all
}

fn taxonomy(name: &Name, choices: &Choices) -> TaxonomyEntry {
    let node = |key: &str, parent: Option<&str>| NodeEntry {
        key: key.parse().unwrap(),
        name: name.clone(),
        parent: parent.map(|key| key.parse().unwrap()),
    };
    let assignment = |instrument: &Symbol| AssignmentEntry {
        instrument: instrument.clone(),
        node: "below".parse().unwrap(),
        weight: choices.share,
    };
    TaxonomyEntry {
        key: "region".parse().unwrap(),
        name: name.clone(),
        nodes: vec![node("below", Some("above")), node("above", None)],
        assignments: symbols().iter().map(assignment).collect(),
    }
}

fn client(name: &Name, choices: &Choices) -> ClientEntry {
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
        portfolios: vec![
            portfolio("One", &keys()[..2], choices),
            portfolio("Two", &keys()[2..], choices),
        ],
    }
}

fn book(name: &Name, steps: &[Step], values: &[Decimal], choices: &Choices) -> Book {
    let instrument = |symbol: Symbol| InstrumentEntry {
        symbol,
        name: name.clone(),
        class: AssetClass::Equity,
        currency: Currency::USD,
        isin: None,
        price_basis: PriceBasis::Raw,
        multiplier: Multiplier::ONE,
        matures_on: None,
        sector: Some(name.clone()),
        region: Some(name.clone()),
    };
    let points = |least: Decimal| -> Vec<Point> {
        let point = |(number, value): (usize, &Decimal)| Point(day(number), *value + least);
        values.iter().enumerate().map(point).collect()
    };
    Book {
        format: Format::V1,
        settings: settings(choices),
        instruments: symbols().map(instrument).into(),
        splits: vec![SplitEntry {
            instrument: symbols()[0].clone(),
            date: BusinessDate::new(2023, 6, 1).unwrap(),
            new: 3.try_into().unwrap(),
            old: 2.try_into().unwrap(),
            recorded_at: choices.flag.then_some(RECORDED_AT).map(|at| at.parse().unwrap()),
        }],
        households: vec![HouseholdEntry {
            key: "h".parse().unwrap(),
            name: name.clone(),
            adviser: Some("ada@example.org".parse().unwrap()),
        }],
        clients: vec![client(name, choices)],
        accounts: standalone(name, choices).into(),
        transactions: transactions(steps),
        prices: [Some(vendor()), None]
            .map(|source| PriceEntry {
                instrument: symbols()[1].clone(),
                source,
                points: points(Decimal::ZERO),
            })
            .into(),
        quotes: points(Decimal::ZERO)
            .iter()
            .map(|Point(date, price)| QuoteEntry {
                date: *date,
                source: choices.flag.then(vendor),
                prices: DayPrices(vec![(symbols()[0].clone(), *price)]),
            })
            .collect(),
        rates: [None, Some("ecb")]
            .map(|table| RateEntry {
                base: Currency::EUR,
                quote: Currency::USD,
                table: table.map(|key| key.parse().unwrap()),
                source: None,
                points: points(Decimal::ONE),
            })
            .into(),
        taxonomies: vec![taxonomy(name, choices)],
        benchmarks: benchmarks(name, points(Decimal::ONE), choices),
    }
}

proptest! {
    #[test]
    fn a_book_comes_back_as_it_was(
        name in "[A-Za-zÀ-ÿ\"\\\\/ ]{0,20}x",
        steps in steps(),
        values in prop::collection::vec((0..i64::MAX, 0..=9_u32), 0..20),
        choices in choices(),
    ) {
        let values: Vec<_> = values.into_iter().map(|(m, s)| Decimal::new(m, s)).collect();
        let book = book(&name.parse().unwrap(), &steps, &values, &choices);
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
