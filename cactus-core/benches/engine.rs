//! How long the engine takes to compute everything anew from the record.
#![expect(clippy::unwrap_used, reason = "without its record a benchmark cannot go on")]

mod synthetic;

use std::collections::BTreeMap;

use cactus_core::ledger::{CostBasis, Journal};
use cactus_core::model::{LotMethod, LotPool};
use cactus_core::money::{Currency, Decimal, decimal};
use cactus_core::performance::{Conventions, FlowTiming, evaluate, money_weighted, time_weighted};
use cactus_core::time::{BusinessDate, Period};
use cactus_core::valuation::Valuer;
use divan::Bencher;
use synthetic::{DAYS, INSTRUMENTS, Record, market};

const COUNTS: [u64; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

fn basis(method: LotMethod) -> CostBasis {
    CostBasis::new(method, LotPool::Account)
}

fn last_day(journal: &Journal) -> BusinessDate {
    journal.transactions().last().unwrap().booking.date()
}

/// From the eve of the first booking to the last.
fn whole(journal: &Journal) -> Period {
    let first = journal.transactions().first().unwrap().booking.date();
    Period::new(first.previous().unwrap(), last_day(journal)).unwrap()
}

/// Ordering and validating transactions as they come from a store.
#[divan::bench(args = COUNTS)]
fn journal(bencher: Bencher, count: u64) {
    let record = Record::with(count);
    bencher.with_inputs(|| record.transactions.clone()).bench_values(|transactions| {
        Journal::new(&record.accounts, &record.instruments, transactions).unwrap()
    });
}

/// The floor: reading every booking once and adding up its cash.
#[divan::bench(args = COUNTS)]
fn floor_cash_sums(bencher: Bencher, count: u64) {
    let journal = Record::with(count).journal().unwrap();
    bencher.bench(|| {
        let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
        for transaction in journal.transactions() {
            if let Some(cash) = transaction.booking.net_cash().unwrap() {
                let sum = sums.entry(cash.currency()).or_default();
                *sum = decimal::add(*sum, cash.amount()).unwrap();
            }
        }
        sums
    });
}

/// Quantities, cash and flows day by day.
#[divan::bench(args = COUNTS)]
fn timeline(bencher: Bencher, count: u64) {
    let journal = Record::with(count).journal().unwrap();
    bencher.bench(|| journal.timeline().unwrap());
}

/// Open lots, positions and cash at the end, first in, first out.
#[divan::bench(args = COUNTS)]
fn holdings_fifo(bencher: Bencher, count: u64) {
    holdings(bencher, count, LotMethod::Fifo);
}

/// Open lots, positions and cash at the end, at average cost.
#[divan::bench(args = COUNTS)]
fn holdings_average(bencher: Bencher, count: u64) {
    holdings(bencher, count, LotMethod::Average);
}

fn holdings(bencher: Bencher, count: u64, method: LotMethod) {
    let journal = Record::with(count).journal().unwrap();
    let as_of = last_day(&journal);
    bencher.bench(|| journal.holdings(as_of, &basis(method)).unwrap());
}

/// Flows, income, charges and gains since the first day.
#[divan::bench(args = COUNTS)]
fn activity(bencher: Bencher, count: u64) {
    let journal = Record::with(count).journal().unwrap();
    let basis = basis(LotMethod::Fifo);
    let period = whole(&journal);
    bencher.bench(|| journal.activity(period, &basis).unwrap());
}

/// The value of every trading day and what came and went.
#[divan::bench(args = COUNTS)]
fn daily_values(bencher: Bencher, count: u64) {
    let record = Record::with(count);
    let (journal, market) = (record.journal().unwrap(), market(&record));
    let (timeline, period) = (journal.timeline().unwrap(), whole(&journal));
    let valuer = Valuer::new(&timeline, &market, Currency::USD);
    bencher.bench(|| valuer.daily(period));
}

/// The returns of the days, linked, from daily values.
#[divan::bench(args = COUNTS)]
fn time_weighted_return(bencher: Bencher, count: u64) {
    let record = Record::with(count);
    let (journal, market) = (record.journal().unwrap(), market(&record));
    let timeline = journal.timeline().unwrap();
    let values = Valuer::new(&timeline, &market, Currency::USD).daily(whole(&journal));
    bencher.bench(|| time_weighted(&values, FlowTiming::default()).unwrap());
}

/// The money-weighted return, from daily values.
#[divan::bench(args = COUNTS)]
fn money_weighted_return(bencher: Bencher, count: u64) {
    let record = Record::with(count);
    let (journal, market) = (record.journal().unwrap(), market(&record));
    let timeline = journal.timeline().unwrap();
    let values = Valuer::new(&timeline, &market, Currency::USD).daily(whole(&journal));
    bencher.bench(|| money_weighted(&values).unwrap());
}

/// All of it anew from the validated record: holdings, daily values, and every figure of the ten years.
#[divan::bench(args = COUNTS)]
fn recompute(bencher: Bencher, count: u64) {
    let record = Record::with(count);
    let (journal, market) = (record.journal().unwrap(), market(&record));
    let (period, basis) = (whole(&journal), basis(LotMethod::Fifo));
    bencher.bench(|| {
        let holdings = journal.holdings(period.end(), &basis).unwrap();
        let timeline = journal.timeline().unwrap();
        let valuer = Valuer::new(&timeline, &market, Currency::USD);
        (holdings, evaluate(&valuer, period, Conventions::default()))
    });
}

/// The floor under the daily values: the same multiply-adds, and nothing else, over arrays made ready.
#[divan::bench]
fn floor_daily_values(bencher: Bencher) {
    let days = usize::try_from(DAYS * 5 / 7).unwrap();
    let column = |number: u64| -> Vec<i64> {
        let column = (0..days as u64).map(|day| 50_000 + (day * 131 + number) % 100_000);
        column.map(|price| i64::try_from(price).unwrap()).collect()
    };
    let prices: Vec<Vec<i64>> = (0..INSTRUMENTS).map(column).collect();
    let quantities: Vec<Vec<i64>> = (0..INSTRUMENTS).map(column).collect();
    bencher.bench(|| {
        let mut sums = vec![0_i128; days];
        for (prices, quantities) in prices.iter().zip(&quantities) {
            for ((sum, price), quantity) in sums.iter_mut().zip(prices).zip(quantities) {
                *sum += i128::from(*price) * i128::from(*quantity);
            }
        }
        sums
    });
}
