//! What follows from a record.

use cactus_core::ledger::{ChargeKind, Event};
use cactus_core::money::Decimal;

use super::book::{
    Book, FIFO, buy, charge, day, deposit, dividend, id, money, period, sell, split, withdrawal,
};

#[test]
fn charges_of_every_kind_are_part_of_cost_and_proceeds() {
    let mut book = Book::new();
    let duty = vec![charge(ChargeKind::Fee, "5 USD"), charge(ChargeKind::Tax, "2.50 USD")];
    book.book_in(1, day("2024-01-02"), buy(1, "10", "10 USD"), duty.clone()).book_in(
        1,
        day("2024-02-02"),
        sell(1, "10", "12 USD"),
        duty,
    );
    let year = period("2023-12-31", "2024-12-31");
    let activity = book.journal().activity(year, &FIFO).unwrap();
    let row = &activity.realised[0];
    assert_eq!((row.account, row.opened_by), (id(1), id(1)));
    assert_eq!(row.cost, money("107.50 USD"));
    assert_eq!(row.proceeds, money("112.50 USD"));
    let totals = activity.in_currency("USD".parse().unwrap());
    assert_eq!(totals.realised, Decimal::from(5));
    assert_eq!(totals.fees.in_trades, Decimal::TEN);
    assert_eq!(totals.taxes.in_trades, Decimal::from(5));
    assert!(totals.fees.outside_trades.is_zero());
}

#[test]
fn income_is_counted_before_charges_and_is_no_external_flow() {
    let mut book = Book::new();
    let interest = Event::Interest { amount: money("3 USD"), instrument: None };
    book.book("2024-01-02", buy(1, "10", "10 USD"))
        .book_with_fee("2024-02-01", dividend(1, "8 USD"), "1 USD")
        .book("2024-02-02", interest);
    let year = period("2023-12-31", "2024-12-31");
    let activity = book.journal().activity(year, &FIFO).unwrap();
    let totals = activity.in_currency("USD".parse().unwrap());
    assert_eq!(totals.dividends.to_string(), "8");
    assert_eq!(totals.interest.to_string(), "3");
    assert_eq!(totals.fees.outside_trades.to_string(), "1");
    assert!(totals.net_flows().unwrap().is_zero());
}

#[test]
fn the_timeline_steps_at_the_end_of_each_day() {
    let mut book = Book::new();
    book.book("2024-01-02", deposit("100 USD"))
        .book("2024-01-02", buy(1, "4", "10 USD"))
        .book("2024-01-02", sell(1, "1", "10 USD"))
        .book("2024-01-05", split(1, 2, 1))
        .book("2024-01-09", withdrawal("20 USD"));
    let timeline = book.journal().timeline().unwrap();
    let units = |date: &str| timeline.quantities[&id(1)].at(day(date)).map(ToString::to_string);
    assert_eq!(units("2024-01-01"), None);
    assert_eq!(units("2024-01-04").as_deref(), Some("3"));
    assert_eq!(units("2024-01-05").as_deref(), Some("6"));
    let cash = timeline.cash[&"USD".parse().unwrap()].points();
    let cash: Vec<_> =
        cash.iter().map(|(date, cash)| (date.to_string(), cash.to_string())).collect();
    let step = |date: &str, cash: &str| (date.to_owned(), cash.to_owned());
    assert_eq!(cash, [step("2024-01-02", "70"), step("2024-01-09", "50")]);
    assert_eq!(timeline.first_booking, Some(day("2024-01-02")));
    assert_eq!(timeline.splits[&id(1)].len(), 1);
}
