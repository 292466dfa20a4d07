//! How long the engine takes to compute everything anew from the record.
#![expect(clippy::unwrap_used, reason = "without its record a benchmark cannot go on")]

mod synthetic;

use std::collections::BTreeMap;

use cactus_core::ledger::{CostBasis, Journal};
use cactus_core::model::{LotMethod, LotPool};
use cactus_core::money::{Currency, Decimal, decimal};
use cactus_core::time::{BusinessDate, Period};
use divan::Bencher;
use synthetic::Record;

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
    let first = journal.transactions().first().unwrap().booking.date();
    let period = Period::new(first.previous().unwrap(), last_day(&journal)).unwrap();
    bencher.bench(|| journal.activity(period, &basis).unwrap());
}
