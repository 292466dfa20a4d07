//! Portfolios at real prices and exchange rates, against exact decimals and empyrical.

use std::collections::BTreeMap;

use cactus_core::money::{Currency, Decimal, Money, decimal};
use cactus_core::performance::{Performance, evaluate, modified_dietz, time_weighted};
use cactus_core::time::Period;
use cactus_core::undefined::{Figure, Undefined};
use cactus_core::valuation::Valuer;

use super::fixture::{Book, books};

fn assert_same_cents(book: &Book, found: &Figure<Money>, expected: Decimal) {
    let found = found.clone().unwrap();
    assert_eq!(found.currency(), book.currency, "{}", book.name);
    assert_eq!(found.amount().round_dp(2), expected, "{}", book.name);
}

/// To twelve digits.
fn assert_close(book: &Book, found: Figure<f64>, expected: f64) {
    let found = found.unwrap();
    let error = (found - expected).abs() / (1.0 + expected.abs());
    assert!(error < 1e-12, "{}: {found} {expected}", book.name);
}

fn check(book: &Book, found: Performance) {
    let expected = &book.expected;
    assert_same_cents(book, &found.opening, expected.opening);
    assert_same_cents(book, &found.closing, expected.closing);
    assert_same_cents(book, &found.net_flows, expected.net_flows);
    assert_same_cents(book, &found.gain, expected.gain);
    let rounded = found.values.days().map(|day| (day.date, day.value.unwrap().round_dp(2)));
    assert_eq!(rounded.collect::<BTreeMap<_, _>>(), expected.values, "{}", book.name);

    match (expected.time_weighted_annual, found.time_weighted_annual) {
        (Some(expected), found) => assert_close(book, found, expected),
        (None, found) => assert!(matches!(found, Err(Undefined::ShorterThanAYear { .. }))),
    }
    assert_close(book, found.time_weighted.map(|found| found.total), expected.time_weighted);
    assert_close(
        book,
        found.money_weighted.and_then(|found| found.annual),
        expected.money_weighted_annual,
    );
    assert_close(book, modified_dietz(&found.values), expected.modified_dietz);
    assert_close(book, found.volatility, expected.volatility);
    assert_close(book, found.sharpe, expected.sharpe);
    let (found, expected) = (found.max_drawdown.unwrap(), &expected.max_drawdown);
    assert_close(book, Ok(found.depth), expected.depth);
    assert_eq!(
        (found.peak, found.trough, found.recovery),
        (expected.peak, expected.trough, expected.recovery),
        "{}",
        book.name
    );
}

#[test]
fn every_figure_is_what_the_oracle_finds() {
    let (prices, books) = books();
    assert_eq!(books.len(), 4);
    for book in books {
        let (market, timeline) = (prices.market(&book), prices.timeline(&book));
        let valuer = Valuer::new(&timeline, &market, book.currency);
        check(&book, evaluate(&valuer, book.period(), book.conventions()));
    }
}

/// What opens the second period is what closed the first.
#[test]
fn returns_of_adjoining_periods_link() {
    let (prices, books) = books();
    for book in books {
        let (market, timeline) = (prices.market(&book), prices.timeline(&book));
        let valuer = Valuer::new(&timeline, &market, book.currency);
        let factor = |start, end| {
            let values = valuer.daily(Period::new(start, end).unwrap());
            1.0 + time_weighted(&values, book.conventions().timing).unwrap().total
        };
        let (start, end) = (book.period().start(), book.period().end());
        let whole = factor(start, end);
        for days in [3, 20, 57] {
            let middle = start.add_days(days).unwrap();
            let linked = factor(start, middle) * factor(middle, end);
            assert!((whole - linked).abs() < 1e-12, "{} {middle}", book.name);
        }
    }
}

#[test]
fn it_is_the_same_wealth_in_every_currency() {
    let (prices, books) = books();
    for book in books {
        let (market, timeline) = (prices.market(&book), prices.timeline(&book));
        let end = book.period().end();
        let total = |currency| Valuer::new(&timeline, &market, currency).at(end).total.unwrap();
        for currency in [Currency::USD, Currency::EUR, "JPY".parse().unwrap()] {
            let conversion = market.conversion(book.currency, currency, end).unwrap();
            let converted = conversion.convert(total(book.currency)).unwrap();
            let error = decimal::subtract(converted.amount(), total(currency).amount()).unwrap();
            assert!(error.abs() < Decimal::new(1, 8), "{} {currency}", book.name);
        }
    }
}
