//! The one total order: date, time, class, sequence.

use std::cmp::Ordering;

use cactus_core::ledger::{Booking, Event, Transaction};
use cactus_core::money::{Currency, Decimal, Money};
use cactus_core::time::TimeOfDay;
use proptest::prelude::*;

use super::book::{Book, FIFO, buy, day, deposit, id, period, sell, split};

fn at(book: &mut Book, date: &str, time: &str, event: Event) {
    let booking = book.booking(date, event).at(time.parse().unwrap());
    book.push(booking);
}

fn gains(book: &Book) -> Vec<String> {
    let year = period("2023-12-31", "2024-12-31");
    let rows = book.journal().activity(year, &FIFO).unwrap().realised;
    rows.iter().map(|row| row.gain.to_string()).collect()
}

#[test]
fn times_order_the_trades_of_a_day_whenever_they_were_entered() {
    let mut book = Book::new();
    at(&mut book, "2024-01-02", "15:30", buy(1, "10", "12 USD"));
    at(&mut book, "2024-01-02", "09:31", sell(1, "10", "11 USD"));
    at(&mut book, "2024-01-02", "09:30:00.000001", buy(1, "10", "10 USD"));
    assert_eq!(gains(&book), ["10 USD"]);
    let holdings = book.journal().holdings(day("2024-01-02"), &FIFO).unwrap();
    assert_eq!(holdings.positions[0].cost.to_string(), "120 USD");
    // Without the times the sale is of nothing.
    let plain = book.transactions.clone();
    book.transactions.clear();
    for transaction in plain.into_iter().rev().skip(1) {
        let booking = transaction.booking;
        book.push(Booking::new(id(1), booking.date(), booking.event().clone(), vec![]).unwrap());
    }
    assert!(book.try_journal().is_err());
}

#[test]
fn a_split_without_a_time_counts_before_trades_with_one() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "10 USD"));
    at(&mut book, "2024-01-03", "10:00", sell(1, "20", "6 USD"));
    book.book("2024-01-03", split(1, 2, 1));
    assert_eq!(gains(&book), ["20 USD"]);
}

#[test]
fn what_takes_out_and_has_no_time_stands_last() {
    let mut book = Book::new();
    book.book(
        "2024-01-02",
        Event::DeliveryOut {
            instrument: id(1),
            quantity: "10".parse().unwrap(),
            value: super::book::money("100 USD"),
            lots: vec![],
        },
    );
    at(&mut book, "2024-01-02", "23:59:59.999999", buy(1, "10", "10 USD"));
    book.book("2024-01-02", deposit("100 USD"));
    let order: Vec<_> =
        book.journal().transactions().iter().map(|row| row.booking.event().kind()).collect();
    assert_eq!(order, ["deposit", "buy", "delivery_out"]);
}

/// The rule as it is stated, pair by pair.
fn stated(a: &Transaction, b: &Transaction) -> Ordering {
    let class = |of: &Transaction| of.booking.event().class();
    let untimed_first =
        |of: &Transaction| if class(of) < 2 { Ordering::Less } else { Ordering::Greater };
    let by_date = a.booking.date().cmp(&b.booking.date());
    let in_day = match (a.booking.time(), b.booking.time()) {
        (None, None) => class(a).cmp(&class(b)),
        (Some(one), Some(other)) => one.cmp(&other).then(class(a).cmp(&class(b))),
        (None, Some(_)) => untimed_first(a),
        (Some(_), None) => untimed_first(b).reverse(),
    };
    by_date.then(in_day).then(a.sequence.cmp(&b.sequence))
}

/// Cash that comes in, moves inside or goes out, at all times and without.
fn records(timed: bool) -> impl Strategy<Value = Vec<Transaction>> {
    let micros =
        prop_oneof![Just(0_u64), 0..3_u64, 0..86_400_000_000_u64, Just(86_399_999_999_u64)];
    let time = prop::option::of(micros).prop_map(move |micros| micros.filter(|_| timed));
    prop::collection::vec((0..3_u8, 0..3_i64, time), 0..40).prop_map(|draws| {
        let mut book = Book::new();
        for (class, days, micros) in draws {
            let amount = Money::new(Decimal::ONE, Currency::USD);
            let event = match class {
                0 => Event::Deposit { amount },
                1 => Event::Fee { amount, instrument: None },
                _ => Event::Withdrawal { amount },
            };
            let date = day("2024-01-02").add_days(days).unwrap();
            let booking = Booking::new(id(1), date, event, vec![]).unwrap();
            book.push(match micros {
                Some(micros) => booking.at(TimeOfDay::from_micros(micros).unwrap()),
                None => booking,
            });
        }
        book.transactions
    })
}

proptest! {
    #[test]
    fn the_order_is_total_and_the_one_that_is_stated(
        (record, shuffled) in records(true).prop_flat_map(|record| {
            (Just(record.clone()), Just(record).prop_shuffle())
        }),
    ) {
        let in_order = |transactions: Vec<Transaction>| {
            Book { transactions, ..Book::new() }.journal().transactions().to_vec()
        };
        let journal = in_order(record);
        prop_assert_eq!(&in_order(shuffled), &journal);
        for (place, a) in journal.iter().enumerate() {
            for b in &journal[place + 1..] {
                prop_assert_eq!(stated(a, b), Ordering::Less);
                prop_assert!(a.order() < b.order());
            }
        }
    }

    #[test]
    fn without_times_the_class_decides(record in records(false)) {
        let mut expected = record.clone();
        expected.sort_by_key(|row| (row.booking.date(), row.booking.event().class(), row.sequence));
        let journal = Book { transactions: record, ..Book::new() }.journal();
        let order: Vec<_> = journal.transactions().iter().map(|row| row.id).collect();
        prop_assert_eq!(order, expected.iter().map(|row| row.id).collect::<Vec<_>>());
    }
}
