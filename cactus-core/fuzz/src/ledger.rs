//! The ledger.

use std::collections::BTreeMap;

use cactus_core::ids::TransactionId;
use cactus_core::ledger::{CostBasis, Heading, Holdings, Journal, Misfit, Timeline};
use cactus_core::model::{LotMethod, LotPool};
use cactus_core::money::{Currency, Decimal, MoneyError, decimal};
use cactus_core::time::{BusinessDate, Period};

use crate::identity::{identity, market};
use crate::record::{DAYS, Record, accounts, first_day, instruments};

type Sums = BTreeMap<Currency, Decimal>;

/// Whatever is booked is kept to the last digit or refused: postings sum to zero, what is held at the end of a
/// period is what was held at its start and what happened in it, lots sum to positions, and the order of entry
/// does not matter.
pub fn ledger(data: &[u8]) {
    let record = Record::of(data);
    let everyday = record.everyday;
    let (mut record, journal) = fitting(record);
    record.transactions.reverse();
    record.splits.reverse();
    let reversed = journal_of(&record).expect("what fits in one order fits in all");
    let basis = basis(data);
    postings_sum_to_zero(&journal, &basis);
    let timeline = journal.timeline();
    for day in [2, 5, DAYS] {
        let date = day_after(day);
        let holdings = journal.holdings(date, &basis);
        assert_eq!(reversed.holdings(date, &basis).ok(), holdings.as_ref().ok().cloned());
        if let Ok(holdings) = &holdings {
            lots_sum_to_positions(holdings);
            if let Ok(timeline) = &timeline {
                timeline_agrees(timeline, holdings, date);
            }
        }
    }
    let market = everyday.then(|| market(data));
    for (start, end) in [(-1, DAYS), (2, 3), (3, DAYS)] {
        let period = Period::new(day_after(start), day_after(end)).expect("a period");
        closes(&journal, &basis, period);
        if let Some(market) = &market {
            identity(market, &journal, &basis, period);
        }
    }
}

/// One of the ways to tell lots apart, by the first byte.
fn basis(data: &[u8]) -> CostBasis {
    let pools = LotPool::ALL.iter();
    let all = pools.flat_map(|pool| LotMethod::ALL.iter().map(|method| (*method, *pool)));
    let all: Vec<_> = all.collect();
    let number = usize::from(data.first().copied().unwrap_or_default());
    let (method, pool) = all.iter().cycle().nth(number).copied().expect("there is a way");
    CostBasis::new(method, pool)
}

fn day_after(days: i64) -> BusinessDate {
    first_day().add_days(days).expect("a day of the calendar")
}

/// The record without what does not fit those before it.
fn fitting(mut record: Record) -> (Record, Journal) {
    loop {
        match journal_of(&record) {
            Ok(journal) => return (record, journal),
            Err(misfit) => {
                let before = record.transactions.len();
                record.transactions.retain(|transaction| transaction.id != misfit.transaction);
                let after = record.transactions.len();
                assert!(after < before, "a misfit is one of those given: {misfit}");
            }
        }
    }
}

fn journal_of(record: &Record) -> Result<Journal, Misfit> {
    let Record { transactions, splits, .. } = record;
    Journal::with_splits(&accounts(), &instruments(), splits, transactions.iter().cloned())
}

fn add(sums: &mut Sums, currency: Currency, amount: Decimal) -> Result<(), MoneyError> {
    let sum = sums.entry(currency).or_default();
    *sum = decimal::add(*sum, amount)?;
    Ok(())
}

fn postings_sum_to_zero(journal: &Journal, basis: &CostBasis) {
    let Ok(postings) = journal.postings(basis) else { return };
    let mut sums: BTreeMap<TransactionId, Sums> = BTreeMap::new();
    let mut cash = Sums::new();
    let mut exact = true;
    for posting in &postings {
        let (currency, amount) = (posting.amount.currency(), posting.amount.amount());
        let sum = sums.entry(posting.transaction).or_default();
        exact &= add(sum, currency, amount).is_ok();
        if matches!(posting.heading, Heading::Cash) {
            exact &= add(&mut cash, currency, amount).is_ok();
        }
    }
    if !exact {
        return;
    }
    assert!(sums.values().flat_map(Sums::values).all(Decimal::is_zero), "{postings:?}");
    if let Ok(held) = journal.holdings(day_after(DAYS), basis).map(|holdings| holdings.total_cash())
        && let Ok(held) = held
    {
        assert_eq!(without_zeros(cash), without_zeros(held));
    }
}

fn lots_sum_to_positions(holdings: &Holdings) {
    for position in &holdings.positions {
        let units = position.lots.iter().map(|lot| lot.quantity.value());
        assert_eq!(decimal::sum(units), Ok(position.quantity.value()));
        let cost = position.lots.iter().map(|lot| lot.cost.amount());
        assert_eq!(decimal::sum(cost), Ok(position.cost.amount()));
        // Of a short position the cost is below zero, but where charges ate up the proceeds.
        let long = position.quantity.is_positive();
        assert!(!(long && position.cost.is_negative()), "{position:?}");
    }
}

fn timeline_agrees(timeline: &Timeline, holdings: &Holdings, date: BusinessDate) {
    let Ok(held) = holdings.by_instrument() else { return };
    for (instrument, steps) in &timeline.quantities {
        let held = held.get(instrument).map(|held| held.quantity).unwrap_or_default();
        assert_eq!(steps.at(date).copied().unwrap_or_default(), held);
    }
}

/// The closing identity: what is held at cost, and cash, moved by what the activity says.
fn closes(journal: &Journal, basis: &CostBasis, period: Period) {
    let opening = journal.holdings(period.start(), basis);
    let closing = journal.holdings(period.end(), basis);
    let activity = journal.activity(period, basis);
    let (Ok(opening), Ok(closing), Ok(activity)) = (opening, closing, activity) else { return };
    let moved = || -> Result<(Sums, Sums), MoneyError> {
        let mut expected = at_cost(&opening)?;
        for (currency, totals) in &activity.totals {
            add(&mut expected, *currency, totals.net_flows()?)?;
            add(&mut expected, *currency, totals.in_kind)?;
            add(&mut expected, *currency, totals.exchanged)?;
            add(&mut expected, *currency, totals.realised)?;
            add(&mut expected, *currency, totals.income()?)?;
            add(&mut expected, *currency, -totals.fees.outside_trades)?;
            add(&mut expected, *currency, -totals.taxes.outside_trades)?;
        }
        Ok((at_cost(&closing)?, expected))
    };
    if let Ok((closing, expected)) = moved() {
        assert_eq!(without_zeros(closing), without_zeros(expected));
    }
}

/// Cost plus cash.
fn at_cost(holdings: &Holdings) -> Result<Sums, MoneyError> {
    let mut sums = holdings.total_cost()?;
    for (currency, cash) in holdings.total_cash()? {
        add(&mut sums, currency, cash)?;
    }
    Ok(sums)
}

fn without_zeros(sums: Sums) -> Sums {
    sums.into_iter().filter(|(_, sum)| !sum.is_zero()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::kinds::KINDS;

    /// A change of how bytes become bookings makes other records of the seeds: they are found anew then.
    #[test]
    fn the_seeds_book_every_kind() {
        let mut booked = BTreeSet::new();
        for seed in
            fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/ledger")).unwrap()
        {
            let data = fs::read(seed.unwrap().path()).unwrap();
            let (record, _) = fitting(Record::of(&data));
            booked.extend(record.transactions.iter().map(|known| known.booking.event().kind()));
        }
        for (kind, _) in KINDS.iter().chain(&[("void", &[][..])]) {
            assert!(booked.contains(kind), "no seed has a {kind} that fits");
        }
    }
}
