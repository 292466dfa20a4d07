//! The order of entry within a day and across days, back-dated bookings and bookings that were taken back.

use std::collections::{BTreeMap, BTreeSet};

use cactus_core::ids::Id as _;
use cactus_core::ledger::{Booking, CostBasis, Event, Journal, Transaction};
use cactus_core::time::Period;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::book::{Book, day, id};
use super::laws_of_kinds::bases;
use super::random::{DAYS, FIRST};
use super::random_kinds::every_kind;

const KINDS: [&str; 28] = [
    "bonus_issue",
    "buy",
    "cash_transfer",
    "currency_exchange",
    "delivery_in",
    "delivery_out",
    "deposit",
    "dividend",
    "dividend_in_kind",
    "dividend_owed",
    "dividend_reinvested",
    "expiry",
    "fee",
    "fee_refund",
    "in_kind_transfer",
    "interest",
    "interest_charge",
    "merger",
    "opening_balance",
    "redemption",
    "rename",
    "return_of_capital",
    "sell",
    "spin_off",
    "split",
    "tax",
    "tax_refund",
    "withdrawal",
];

/// A booking that should not have been made.
#[derive(Debug, Clone)]
struct Mistake {
    /// After which of the other bookings it is entered, and after which it is taken back.
    entered: Index,
    voided: Index,
    /// Which of the record it repeats, and on which day it was meant to be.
    of: Index,
    days: i64,
}

fn mistakes() -> impl Strategy<Value = Vec<Mistake>> {
    let mistake = (any::<Index>(), any::<Index>(), any::<Index>(), 0..DAYS)
        .prop_map(|(entered, voided, of, days)| Mistake { entered, voided, of, days });
    prop::collection::vec(mistake, 0..4)
}

/// The same bookings in another order of entry. Of those that only the order of entry tells apart, the order stays.
fn reordered(book: &Book, shuffled: &[usize]) -> Vec<Transaction> {
    let place = |row: &Transaction| (row.booking.date(), row.booking.place());
    let mut in_place: BTreeMap<_, Vec<&Transaction>> = BTreeMap::new();
    for row in book.transactions.iter().rev() {
        in_place.entry(place(row)).or_default().push(row);
    }
    let next =
        |at: &usize| in_place.get_mut(&place(&book.transactions[*at])).unwrap().pop().unwrap();
    shuffled.iter().map(next).cloned().collect()
}

/// What was entered, mistakes and all, counted up as a store does.
fn entered(mut rows: Vec<Transaction>, mistakes: &[Mistake]) -> Vec<Transaction> {
    let record = rows.clone();
    for (number, mistake) in (1_000..).zip(mistakes) {
        if record.is_empty() {
            break;
        }
        let booking = &mistake.of.get(&record).booking;
        let date = day(FIRST).add_days(mistake.days).unwrap();
        let (event, charges) = (booking.event().clone(), booking.charges().to_vec());
        let (account, to) = (booking.account(), event.receiver());
        let repeated = Booking::new(account, date, event, charges).unwrap();
        let repeated = booking.time().map_or(repeated.clone(), |time| repeated.at(time));
        let void = Event::Void { transaction: id(number), to };
        let void = Booking::new(account, date, void, Vec::new()).unwrap();
        let row = |number, booking| Transaction { id: id(number), booking, ..record[0].clone() };
        let at = mistake.entered.index(rows.len() + 1);
        rows.insert(at, row(number, repeated));
        let after = at + 1 + mistake.voided.index(rows.len() - at);
        rows.insert(after, row(number + 1_000, void));
    }
    for (sequence, row) in (1..).zip(&mut rows) {
        row.sequence = sequence;
    }
    rows
}

fn state(journal: &Journal, basis: &CostBasis) -> impl PartialEq + std::fmt::Debug + use<> {
    let end = day(FIRST).add_days(DAYS).unwrap();
    let period = Period::new(day(FIRST).add_days(-1).unwrap(), end).unwrap();
    let bookings = journal.transactions().iter().map(|row| (row.id, row.booking.clone()));
    (
        bookings.collect::<Vec<_>>(),
        journal.holdings(end, basis).unwrap(),
        journal.activity(period, basis).unwrap(),
        journal.postings(basis).unwrap(),
        journal.timeline().unwrap(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn back_dated_entries_and_voids_give_what_entering_all_in_order_gives(
        (book, shuffled) in every_kind().prop_flat_map(|(book, _)| {
            let places: Vec<_> = (0..book.transactions.len()).collect();
            (Just(book), Just(places).prop_shuffle())
        }),
        mistakes in mistakes(),
        basis in bases(),
        reverse in any::<bool>(),
    ) {
        let mut late = book.clone();
        late.transactions = entered(reordered(&book, &shuffled), &mistakes);
        // In which order a store gives the rows does not matter either.
        if reverse {
            late.transactions.reverse();
            late.splits.reverse();
        }
        prop_assert_eq!(state(&late.journal(), &basis), state(&book.journal(), &basis));
    }
}

/// The law above is about all of it: every kind, with a time and without, and splits that nobody booked.
#[test]
fn the_random_records_have_every_kind_at_any_time_and_known_splits() {
    let mut runner = TestRunner::deterministic();
    let (mut timed, mut untimed, mut unbooked) = (BTreeSet::new(), BTreeSet::new(), 0);
    let (mut lots_named, mut at_a_rate) = (BTreeSet::new(), 0);
    for _ in 0..300 {
        let (book, _) = every_kind().new_tree(&mut runner).unwrap().current();
        let booked: BTreeSet<_> = book.transactions.iter().map(|row| row.id.uuid()).collect();
        for row in book.journal().transactions() {
            let kind = row.booking.event().kind();
            match (booked.contains(&row.id.uuid()), row.booking.time()) {
                (false, _) => unbooked += 1,
                (true, Some(_)) => drop(timed.insert(kind)),
                (true, None) => drop(untimed.insert(kind)),
            }
            if names_lots(row.booking.event()) {
                lots_named.insert(kind);
            }
            at_a_rate +=
                row.booking.charges().iter().filter(|charge| charge.foreign.is_some()).count();
        }
    }
    assert_eq!(untimed, BTreeSet::from(KINDS));
    assert_eq!(timed, BTreeSet::from(KINDS));
    assert!(unbooked > 100, "{unbooked} splits that no account booked");
    assert_eq!(
        lots_named,
        BTreeSet::from(["delivery_out", "in_kind_transfer", "redemption", "sell"])
    );
    assert!(at_a_rate > 100, "{at_a_rate} charges at an agreed rate");
}

fn names_lots(event: &Event) -> bool {
    match event {
        Event::Sell(trade) | Event::Redemption(trade) => !trade.lots.is_empty(),
        Event::DeliveryOut { lots, .. } | Event::InKindTransfer { lots, .. } => !lots.is_empty(),
        _ => false,
    }
}
