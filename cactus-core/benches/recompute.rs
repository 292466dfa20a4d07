//! How long, and in how much memory, everything is computed anew from a record, over three decades of its size.
//!
//! `cargo bench -p cactus-core --bench recompute`
#![expect(clippy::unwrap_used, reason = "without its record a benchmark cannot go on")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod synthetic;
mod timing;

use std::collections::BTreeMap;
use std::hint::black_box;

use cactus_core::ledger::{CostBasis, Journal};
use cactus_core::model::{LotMethod, LotPool};
use cactus_core::money::{Currency, Decimal, decimal};
use cactus_core::performance::{Conventions, evaluate};
use cactus_core::pricing::Market;
use cactus_core::time::Period;
use cactus_core::valuation::Valuer;
use peak_alloc::PeakAlloc;
use synthetic::{DAYS, INSTRUMENTS, Record, market};
use timing::{bar, least, row};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Transactions, and in how many rounds they are computed.
const SIZES: [(u64, usize); 4] = [(100, 50), (1_000, 50), (10_000, 20), (100_000, 3)];

fn main() {
    println!(
        "{INSTRUMENTS} instruments, {} years; holdings, daily values and every figure",
        DAYS / 365
    );
    for (count, rounds) in SIZES {
        let record = Record::with(count);
        let (journal, market) = (record.journal().unwrap(), market(&record));
        let [floor, time] = least(
            rounds,
            1,
            [&mut |_| drop(black_box(cash(&journal))), &mut |_| recompute(&journal, &market)],
        );
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        recompute(&journal, &market);
        let peak = (MEMORY.peak_usage() - before) as f64 / f64::from(1 << 20);
        let each = time * 1e3 / count as f64;
        row(
            &format!("{count} transactions, {each:.2} µs for each, {peak:.1} MB at most"),
            time,
            floor,
        );
        if count == 10_000 {
            bar("10,000 transactions anew, at most 20 ms", time <= 20.0);
            bar("in at most 64 MB", peak <= 64.0);
        }
    }
}

/// The floor: every booking read once, and its cash added up.
fn cash(journal: &Journal) -> BTreeMap<Currency, Decimal> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for transaction in journal.transactions() {
        if let Some(cash) = transaction.booking.net_cash().unwrap() {
            let sum = sums.entry(cash.currency()).or_default();
            *sum = decimal::add(*sum, cash.amount()).unwrap();
        }
    }
    sums
}

/// Holdings at the end, the value of every day, and every figure of the whole time.
fn recompute(journal: &Journal, market: &Market) {
    let (first, last) = (journal.transactions().first(), journal.transactions().last());
    let (start, end) = (first.unwrap().booking.date(), last.unwrap().booking.date());
    let period = Period::new(start.previous().unwrap(), end).unwrap();
    let basis = CostBasis::new(LotMethod::Fifo, LotPool::Account);
    let holdings = journal.holdings(period.end(), &basis).unwrap();
    let timeline = journal.timeline().unwrap();
    let valuer = Valuer::new(&timeline, market, Currency::USD);
    black_box((holdings, evaluate(&valuer, period, Conventions::default())));
}
