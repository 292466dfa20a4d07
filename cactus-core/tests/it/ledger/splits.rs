//! Splits as facts of the instrument: as if every account that holds it had booked them.

use std::collections::BTreeMap;

use cactus_core::error::Coded;
use cactus_core::ledger::CostBasis;
use cactus_core::ledger::{Event, InstrumentSplit, Journal, Misfit, Scope, UnitRatio};
use cactus_core::model::{LotMethod, LotPool, PriceBasis};
use cactus_core::money::Currency;
use cactus_core::pricing::{Market, PriceSeries, Staleness};
use cactus_core::time::BusinessDate;
use cactus_core::valuation::Valuer;
use proptest::prelude::*;

use super::book::{Book, FIFO, buy, day, deposit, id, money, period, sell, split};
use super::random::{DAYS, FIRST, plain_trades};

fn known(instrument: u64, date: &str, new: u32, old: u32) -> InstrumentSplit {
    let ratio = UnitRatio::new(new, old).unwrap();
    InstrumentSplit::new(id(instrument), day(date), ratio).unwrap()
}

fn with(book: &Book, splits: &[InstrumentSplit]) -> Result<Journal, Misfit> {
    let transactions = book.transactions.iter().cloned();
    Journal::with_splits(&book.accounts, &book.instruments, splits, transactions)
}

/// Account, quantity and cost of each position.
fn held(journal: &Journal, date: &str) -> Vec<String> {
    let holdings = journal.holdings(day(date), &FIFO).unwrap();
    let rows = holdings.positions.iter();
    let number = |row: &cactus_core::ledger::Position| {
        (1..=3).find(|number| row.account == id(*number)).unwrap()
    };
    rows.map(|row| format!("{}: {} for {}", number(row), row.quantity, row.cost)).collect()
}

#[test]
fn a_split_counts_in_every_account_that_holds_the_instrument_at_the_start_of_the_day() {
    let mut book = Book::new();
    let delivery = Event::DeliveryIn {
        instrument: id(1),
        quantity: "7".parse().unwrap(),
        value: money("70 USD"),
        cost: None,
        acquired_on: None,
    };
    book.book("2024-01-02", buy(1, "10", "100 USD"))
        .book_in(2, day("2024-01-02"), buy(1, "3", "100 USD"), vec![])
        .book_in(2, day("2024-01-03"), sell(1, "3", "100 USD"), vec![])
        // What comes in on the day is in new units already.
        .book_in(3, day("2024-06-10"), delivery, vec![])
        .book("2024-06-10", sell(1, "50", "12 USD"));
    assert_eq!(with(&book, &[]).unwrap_err().code(), "ledger.oversold");
    let journal = with(&book, &[known(1, "2024-06-10", 10, 1)]).unwrap();
    assert_eq!(held(&journal, "2024-06-09"), ["1: 10 for 1000 USD"]);
    assert_eq!(held(&journal, "2024-06-10"), ["1: 50 for 500 USD", "3: 7 for 70 USD"]);
    let year = period("2023-12-31", "2024-12-31");
    let gains = journal.activity(year, &FIFO).unwrap().realised;
    assert_eq!(gains.last().unwrap().gain, money("100 USD"));
    // It lies in the record after the last booking, too.
    let later = with(&book, &[known(1, "2024-06-10", 10, 1), known(1, "2024-09-02", 1, 5)]);
    let later = later.unwrap();
    assert_eq!(held(&later, "2024-09-01"), held(&journal, "2024-06-10"));
    assert_eq!(held(&later, "2024-09-02"), ["1: 10 for 500 USD", "3: 1.4 for 70 USD"]);
    // A part of the record has those of its own accounts.
    let third = later.within(&Scope::accounts([id(3)])).unwrap();
    assert_eq!(held(&third, "2024-09-02"), ["3: 1.4 for 70 USD"]);
}

#[test]
fn what_an_account_booked_itself_counts_once() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "100 USD"))
        .book_in(2, day("2024-01-02"), buy(1, "10", "100 USD"), vec![])
        .book("2024-06-10", split(1, 20, 2));
    let journal = with(&book, &[known(1, "2024-06-10", 10, 1)]).unwrap();
    assert_eq!(held(&journal, "2024-06-10"), ["1: 100 for 1000 USD", "2: 100 for 1000 USD"]);
    assert_eq!(journal.timeline().unwrap().splits[&id(1)].len(), 1);
    let other = with(&book, &[known(1, "2024-06-10", 9, 1)]).unwrap_err();
    assert_eq!((other.code(), other.transaction), ("ledger.split_differs", id(3)));
    // On another day it is another split.
    let twice = with(&book, &[known(1, "2024-06-11", 2, 1)]).unwrap();
    assert_eq!(held(&twice, "2024-06-11"), ["1: 200 for 1000 USD", "2: 20 for 1000 USD"]);
}

#[test]
fn short_positions_are_split_and_one_for_one_is_no_split() {
    let mut book = Book::new();
    book.accounts[0].may_be_short = true;
    book.book("2024-01-02", sell(1, "10", "100 USD"));
    let journal = with(&book, &[known(1, "2024-06-10", 3, 2)]).unwrap();
    assert_eq!(held(&journal, "2024-06-10"), ["1: -15 for -1000 USD"]);
    let none = InstrumentSplit::new(id(1), day("2024-06-10"), UnitRatio::new(3, 3).unwrap());
    assert_eq!(none.unwrap_err().code(), "ledger.impossible_ratio");
}

#[test]
fn adjusted_prices_read_the_splits_of_the_instrument() {
    // 10 units at 1000; after a split of 10 for 1 the adjusted series has 100 for the same day.
    let mut book = Book::new();
    book.book("2024-01-02", deposit("10000 USD")).book("2024-01-02", buy(1, "10", "1000 USD"));
    let journal = with(&book, &[known(1, "2024-06-10", 10, 1)]).unwrap();
    let timeline = journal.timeline().unwrap();
    let rows = [("2024-06-07", 100), ("2024-06-10", 101)];
    let rows = rows.map(|(date, price)| (day(date), price.into()));
    let basis = PriceBasis::SplitAdjusted;
    let mut market = Market::new(Staleness::WEEK);
    market.add_prices(PriceSeries::new(id(1), Currency::USD, basis, rows).unwrap()).unwrap();
    let worth = |date: &str| {
        Valuer::new(&timeline, &market, Currency::USD).at(day(date)).total.unwrap().to_string()
    };
    assert_eq!(worth("2024-06-09"), "10000 USD");
    assert_eq!(worth("2024-06-10"), "10100 USD");
}

type Known = BTreeMap<(u64, i64), usize>;

const RATIOS: [(u32, u32); 6] = [(2, 1), (3, 1), (3, 2), (7, 5), (1, 10), (1, 3)];

fn bases() -> impl Strategy<Value = CostBasis> {
    let method = prop::sample::select(LotMethod::ALL);
    (method, prop::sample::select(LotPool::ALL)).prop_map(|(m, pool)| CostBasis::new(m, pool))
}

proptest! {
    #[test]
    fn known_splits_count_exactly_as_booked_ones(
        book in plain_trades(),
        splits in prop::collection::btree_map((1..=3_u64, 0..DAYS), 0..RATIOS.len(), 0..4),
        basis in bases(),
    ) {
        let splits: Known = splits;
        let date = |days: i64| day(FIRST).add_days(days).unwrap();
        let reference: Vec<_> = splits.iter().map(|((instrument, days), ratio)| {
            let (new, old) = RATIOS[*ratio];
            InstrumentSplit::new(id(*instrument), date(*days), UnitRatio::new(new, old).unwrap()).unwrap()
        }).collect();
        // The same, booked first thing on the day by each account that holds the instrument.
        let with_booked = |first: &[(u64, BusinessDate, Event)], until: BusinessDate| {
            let mut booked = Book { transactions: vec![], ..book.clone() };
            for (account, date, event) in first {
                booked.book_in(*account, *date, event.clone(), vec![]);
            }
            let record = book.transactions.iter();
            for transaction in record.filter(|row| row.booking.date() <= until) {
                booked.push(transaction.booking.clone());
            }
            booked.try_journal()
        };
        let (mut first, last) = (Vec::new(), date(DAYS));
        let mut in_order: Vec<_> = splits.into_iter().collect();
        in_order.sort_by_key(|((_, days), _)| *days);
        for ((instrument, days), ratio) in in_order {
            let (new, old) = RATIOS[ratio];
            let eve = date(days - 1);
            let Ok(before) = with_booked(&first, eve) else { break };
            let holdings = before.holdings(eve, &FIFO).unwrap();
            for account in 1..=3 {
                let holds = holdings.positions.iter().any(|row| {
                    row.account == id(account) && row.instrument == id(instrument)
                });
                if holds {
                    first.push((account, date(days), split(instrument, new, old)));
                }
            }
        }
        let (Ok(known), Ok(booked)) = (with(&book, &reference), with_booked(&first, last)) else {
            // After a reverse split there may be too few to sell, either way.
            prop_assert!(with(&book, &reference).is_err() && with_booked(&first, last).is_err());
            return Ok(());
        };
        let quantities = |journal: &Journal| {
            let holdings = journal.holdings(last, &basis).unwrap();
            holdings.positions.into_iter().map(|row| {
                let lots = row.lots.into_iter().map(|lot| (lot.acquired_on, lot.quantity, lot.cost));
                (row.account, row.instrument, row.quantity, row.cost, lots.collect::<Vec<_>>())
            }).collect::<Vec<_>>()
        };
        prop_assert_eq!(quantities(&known), quantities(&booked));
        let totals = |journal: &Journal| {
            journal.activity(period("2020-12-31", "2022-12-31"), &basis).unwrap().totals
        };
        prop_assert_eq!(totals(&known), totals(&booked));
        let (mut known, mut booked) = (known.timeline().unwrap(), booked.timeline().unwrap());
        prop_assert_eq!(&known.quantities, &booked.quantities);
        prop_assert_eq!(&known.cash, &booked.cash);
        // A split that nobody holds through is known and was never booked.
        for timeline in [&mut known, &mut booked] {
            timeline.splits.clear();
        }
        prop_assert_eq!(known, booked);
    }
}
