//! Amounts at the edge of what occurs, and of what 28 digits hold: exact, or refused by name.

use std::collections::BTreeSet;

use cactus_core::error::Coded;
use cactus_core::ledger::{Booking, Charge, ChargeKind, Event, Journal, LedgerError, Trade};
use cactus_core::model::Multiplier;
use cactus_core::money::{Currency, Decimal, Money, Price, Quantity, decimal};

use super::book::{AVERAGE, Book, FIFO, day, id, money, period};
use super::edge_cases::{Case, cases, other, purchase};

/// Amounts and quantities that occur: every booking of them is exact.
const ORDINARY: &[(&str, &str)] = &[
    ("0.01 USD", "0.000000000001"),
    ("1000000000000 USD", "0.000000000001"),
    ("999999999999.99 USD", "1000000000000"),
    ("1234567890123.4567 USD", "0.123456789012"),
    ("1 JPY", "1"),
    ("1000000000000 JPY", "3"),
    ("0.001 KWD", "0.001"),
    ("999999999999.999 KWD", "7"),
    ("0.00000001 BTC:8", "0.00000001"),
    ("20999999.9769 BTC:8", "20999999.9769"),
    ("0.000000000000000001 ETH:18", "0.000000000000000001"),
    ("123456789.000000000000000001 ETH:18", "123456789.000000000000000001"),
    ("1234.56 GBP", "100"),
];

/// The largest and the smallest that there are, and such as have no room for one digit more.
const EXTREME: &[(&str, &str)] = &[
    ("79228162514264337593543950335 USD", "79228162514264337593543950335"),
    ("79228162514264337593543950335 JPY", "0.0000000000000000000000000001"),
    ("0.0000000000000000000000000001 USD", "79228162514264337593543950335"),
    ("0.0000000000000000000000000001 KWD", "0.0000000000000000000000000001"),
    ("7922816251426433759354395033.5 GBP", "0.000000000001"),
    ("7.9228162514264337593543950335 BTC:8", "7.9228162514264337593543950335"),
    ("39614081257132168796771975167 USD", "39614081257132168796771975167"),
];

/// The exact multiple, if 28 digits hold it.
fn times(value: Decimal, factor: i32) -> Option<Decimal> {
    let (mut mantissa, mut scale) = (value.mantissa() * i128::from(factor), value.scale());
    while scale > 0 && mantissa % 10 == 0 {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// A book in which account 1 may be short and both instruments trade in the currency.
fn book(currency: Currency) -> Book {
    let mut book = Book::new();
    book.accounts[0].may_be_short = true;
    book.instruments[0].currency = currency;
    book.instruments[1].currency = currency;
    book
}

/// Books the case, and checks all that is there then to the last digit.
fn check(case: &Case, amount: Money, units: Quantity) -> Result<(), LedgerError> {
    let mut book = book(amount.currency());
    if case.after_purchase {
        book.push(purchase(amount, units));
    }
    let fee = Charge::new(ChargeKind::Fee, amount);
    let charges = if case.charged { vec![fee] } else { Vec::new() };
    let mut booking = Booking::new(id(1), day("2024-02-02"), case.event.clone(), charges)?;
    if let Some(settled) = case.settled {
        booking = booking.settled(settled)?;
    }
    book.push(booking);
    let journal = book.try_journal().map_err(|misfit| misfit.error)?;
    for basis in [FIFO, AVERAGE] {
        let holdings = journal.holdings(day("2024-12-31"), &basis)?;
        for (account, factor) in (1..).zip(case.cash) {
            let balance = holdings.cash.iter().find(|(held_in, balance)| {
                *held_in == id(account) && balance.currency() == amount.currency()
            });
            let balance = balance.map(|(_, balance)| balance.amount()).unwrap_or_default();
            assert_eq!(Some(balance), times(amount.amount(), factor), "cash of {account}");
        }
        let mut held: Vec<_> = holdings.positions.iter().collect();
        held.retain(|position| !position.quantity.is_zero());
        assert_eq!(held.len(), case.held.len(), "{held:?}");
        for (account, instrument, of_units, of_cost) in &case.held {
            let found = held.iter().find(|position| {
                position.account == id(*account) && position.instrument == id(*instrument)
            });
            let found = found.unwrap();
            assert_eq!(Some(found.quantity.value()), times(units.value(), *of_units));
            assert_eq!(Some(found.cost.amount()), times(amount.amount(), *of_cost));
        }
        sums_are_exact(&journal, case, amount)?;
    }
    Ok(())
}

/// Realised gains, and postings that leave no rest.
fn sums_are_exact(journal: &Journal, case: &Case, amount: Money) -> Result<(), LedgerError> {
    let activity = journal.activity(period("2023-12-31", "2024-12-31"), &FIFO)?;
    let realised = activity.in_currency(amount.currency()).realised;
    assert_eq!(Some(realised), times(amount.amount(), case.realised), "realised");
    let postings = journal.postings(&FIFO)?;
    for currency in [amount.currency(), other(amount).currency()] {
        let of_currency = postings.iter().filter(|posting| posting.amount.currency() == currency);
        let sum = decimal::sum(of_currency.map(|posting| posting.amount.amount()))?;
        assert!(sum.is_zero(), "{postings:?}");
    }
    journal.timeline()?;
    Ok(())
}

fn rows(table: &[(&str, &str)]) -> Vec<(Money, Quantity)> {
    table.iter().map(|(amount, units)| (money(amount), units.parse().unwrap())).collect()
}

#[test]
fn ordinary_amounts_are_exact_in_every_kind_of_event() {
    for (amount, units) in rows(ORDINARY) {
        for case in cases(amount, units) {
            let context = format!("{} of {units} for {amount}", case.event.kind());
            println!("{context}");
            assert_eq!(check(&case, amount, units), Ok(()), "{context}");
        }
    }
}

#[test]
fn extreme_amounts_are_exact_or_refused_in_every_kind_of_event() {
    let (mut exact, mut refused) = (BTreeSet::new(), 0);
    for (amount, units) in rows(EXTREME) {
        for case in cases(amount, units) {
            println!("{} of {units} for {amount}", case.event.kind());
            match check(&case, amount, units) {
                Ok(()) => {
                    exact.insert(case.event.kind());
                }
                Err(error) => {
                    assert_eq!(error.code(), "money.out_of_range", "{error}");
                    refused += 1;
                }
            }
        }
    }
    // Refusing is for what has no room: each kind has amounts at the edge that it takes.
    let all: BTreeSet<_> =
        cases(money("1 USD"), "1".parse().unwrap()).iter().map(|case| case.event.kind()).collect();
    assert_eq!(exact, all);
    assert!(refused > 0);
}

#[test]
fn amounts_come_back_from_the_wire_to_the_last_digit() {
    for (amount, units) in rows(ORDINARY).into_iter().chain(rows(EXTREME)) {
        for case in cases(amount, units) {
            let json = serde_json::to_string(&case.event).unwrap();
            assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), case.event, "{json}");
        }
    }
}

/// A kind of event that is added and left out here does not compile.
#[test]
fn no_kind_of_event_is_left_out() {
    let kinds = |event: &Event| match event {
        Event::Buy(_) => 0,
        Event::Sell(_) => 1,
        Event::Redemption(_) => 2,
        Event::Expiry { .. } => 3,
        Event::Deposit { .. } => 4,
        Event::Withdrawal { .. } => 5,
        Event::CashTransfer { .. } => 6,
        Event::CurrencyExchange { .. } => 7,
        Event::InKindTransfer { .. } => 8,
        Event::DeliveryIn { .. } => 9,
        Event::DeliveryOut { .. } => 10,
        Event::OpeningBalance { .. } => 11,
        Event::Dividend { .. } => 12,
        Event::DividendReinvested { .. } => 13,
        Event::DividendInKind { .. } => 14,
        Event::DividendOwed { .. } => 15,
        Event::Interest { .. } => 16,
        Event::InterestCharge { .. } => 17,
        Event::Fee { .. } => 18,
        Event::FeeRefund { .. } => 19,
        Event::Tax { .. } => 20,
        Event::TaxRefund { .. } => 21,
        Event::Split { .. } => 22,
        Event::BonusIssue { .. } => 23,
        Event::ReturnOfCapital { .. } => 24,
        Event::Merger(_) => 25,
        Event::SpinOff(_) => 26,
        Event::Rename { .. } => 27,
        Event::Void { .. } => 28,
    };
    let seen: BTreeSet<usize> =
        cases(money("1 USD"), "1".parse().unwrap()).iter().map(|case| kinds(&case.event)).collect();
    assert_eq!(seen, (0..=28).collect());
}

/// Quantity times price by Python's `decimal` with 80 digits; nothing where 28 digits do not hold the product.
#[test]
fn quantity_times_price_is_exact_or_refused() {
    for (quantity, price, expected) in [
        ("0.000000000001", "1000000000000 USD", Some("1 USD")),
        ("0.000000000001", "0.000000000001 USD", Some("0.000000000000000000000001 USD")),
        ("1000000000000", "1000000000000 JPY", Some("1000000000000000000000000 JPY")),
        ("1000000000000", "123456789.0123 KWD", Some("123456789012300000000 KWD")),
        (
            "0.123456789012345",
            "0.12345678901234 BTC:8",
            Some("0.0152415787532380518366173373 BTC:8"),
        ),
        ("0.1234567890123456", "0.12345678901234 BTC:8", None),
        ("3", "26409387504754779197847983445 USD", Some("79228162514264337593543950335 USD")),
        ("4", "26409387504754779197847983445 USD", None),
        ("99999999999999", "99999999999999.9 USD", None),
        // Prices in pence, cash in pounds.
        ("100", "1234.56 GBp", Some("1234.56 GBP")),
        ("0.000000000001", "0.01 GBp", Some("0.0000000000000001 GBP")),
        ("1", "0.0000000000000000000000000001 GBp", None),
    ] {
        let price = money(price);
        let price = Price::new(price.amount(), price.currency());
        let trade = Trade::<(), ()>::at((), quantity.parse().unwrap(), price, Multiplier::ONE);
        match expected {
            Some(expected) => assert_eq!(trade.unwrap().consideration, money(expected)),
            None => assert_eq!(trade.unwrap_err().code(), "money.out_of_range", "{quantity}"),
        }
    }
}

/// Of an amount that does not divide, the parts sum to the whole.
#[test]
fn what_does_not_divide_leaves_no_rest() {
    for (amount, units) in rows(ORDINARY) {
        let Some(three) = times(units.value(), 3).map(Quantity::new) else { continue };
        let mut book = book(amount.currency());
        book.push(purchase(amount, three));
        for date in ["2024-02-02", "2024-03-02", "2024-04-02"] {
            let sale = Event::Sell(Trade::new(id(1), units, amount));
            book.book(date, sale);
            for basis in [FIFO, AVERAGE] {
                let journal = book.journal();
                let activity = journal.activity(period("2023-12-31", date), &basis).unwrap();
                let released = activity.realised.iter().map(|row| row.cost.amount());
                let holdings = journal.holdings(day(date), &basis).unwrap();
                let kept = holdings.positions.iter().map(|position| position.cost.amount());
                let sum = decimal::sum(released.chain(kept)).unwrap();
                assert_eq!(sum, amount.amount(), "{amount} over {three} on {date}");
            }
        }
        assert!(book.journal().holdings(day("2024-12-31"), &FIFO).unwrap().positions.is_empty());
    }
}
