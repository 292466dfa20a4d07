//! What the record refuses, and how it says so.

use cactus_core::error::Coded;
use cactus_core::ledger::{Booking, Journal, LedgerError};
use cactus_core::money::Currency;

use super::book::{Book, FIFO, buy, day, deposit, dividend, id, money, sell, transfer};

fn refused(book: &Book) -> LedgerError {
    book.try_journal().unwrap_err().error
}

#[test]
fn an_unknown_account_is_named() {
    let mut book = Book::new();
    book.book_in(9, day("2024-01-02"), deposit("1 USD"), vec![]);
    assert_eq!(refused(&book), LedgerError::UnknownAccount { account: id(9) });
    assert_eq!(refused(&book).code(), "ledger.unknown_account");
}

#[test]
fn an_account_of_another_firm_is_unknown() {
    let mut book = Book::new();
    book.book("2024-01-02", deposit("1 USD"));
    book.accounts[0].firm = id(2);
    assert_eq!(refused(&book), LedgerError::UnknownAccount { account: id(1) });
}

#[test]
fn an_unknown_instrument_is_named_also_where_it_only_pays() {
    for event in [buy(9, "1", "1 USD"), dividend(9, "1 USD")] {
        let mut book = Book::new();
        book.book("2024-01-02", event);
        let unknown = LedgerError::UnknownInstrument { instrument: id(9) };
        assert_eq!(refused(&book), unknown);
    }
}

#[test]
fn a_trade_is_in_the_currency_of_its_instrument() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "1", "1 EUR"));
    assert_eq!(
        refused(&book),
        LedgerError::WrongCurrency {
            instrument: id(1),
            traded: "USD".parse().unwrap(),
            booked: "EUR".parse().unwrap(),
        }
    );
}

#[test]
fn what_is_priced_in_pence_is_paid_in_pounds() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(4, "100", "250 GBp"));
    let holdings = book.journal().holdings(day("2024-01-02"), &FIFO).unwrap();
    assert_eq!(holdings.cash, [(id(1), money("-250 GBP"))]);
    assert_eq!(holdings.positions[0].cost, money("250 GBP"));
}

#[test]
fn both_accounts_of_a_transfer_must_be_open() {
    let mut book = Book::new();
    book.book("2024-01-02", transfer(2, "1 USD"));
    assert!(book.try_journal().is_ok());
    for closed in [0, 1] {
        let mut book = book.clone();
        book.accounts[closed].closed_on = Some(day("2024-01-01"));
        let refusal = LedgerError::AccountNotOpen {
            account: book.accounts[closed].id,
            date: day("2024-01-02"),
        };
        assert_eq!(refused(&book), refusal);
    }
}

#[test]
fn bookings_before_the_account_opened_are_refused() {
    let mut book = Book::new();
    book.book("2020-01-01", deposit("1 USD"));
    assert!(book.try_journal().is_ok());
    book.book("2019-12-31", deposit("1 USD"));
    assert!(matches!(refused(&book), LedgerError::AccountNotOpen { .. }));
}

#[test]
fn an_account_holds_cash_in_its_currencies_only() {
    let refuse = |event, charges| {
        let mut book = Book::new();
        book.accounts[0].currencies = Some([Currency::EUR].into());
        book.accounts[1].currencies = Some([].into());
        book.book_in(1, day("2024-01-02"), event, charges);
        book.try_journal().err().map(|misfit| misfit.error)
    };
    let held =
        |account, currency| Some(LedgerError::CashCurrency { account: id(account), currency });
    assert_eq!(refuse(deposit("1 EUR"), vec![]), None);
    assert_eq!(refuse(deposit("1 USD"), vec![]), held(1, Currency::USD));
    assert_eq!(held(1, Currency::USD).unwrap().code(), "ledger.cash_currency");
    assert_eq!(refuse(buy(1, "1", "1 USD"), vec![]), held(1, Currency::USD));
    assert_eq!(refuse(transfer(2, "1 EUR"), vec![]), held(2, Currency::EUR));
    assert_eq!(refuse(transfer(3, "1 EUR"), vec![]), None);
    // A purchase in another currency that is paid for in one of the account.
    let mut book = Book::new();
    book.accounts[0].currencies = Some([Currency::EUR].into());
    let paid = Booking::new(id(1), day("2024-01-02"), buy(1, "1", "1 USD"), vec![]).unwrap();
    book.push(paid.settled(money("0.9 EUR")).unwrap());
    assert_eq!(book.try_journal().err(), None);
}

#[test]
fn the_first_misfit_of_the_record_is_told_whatever_the_order_of_entry() {
    let mut book = Book::new();
    book.book("2024-02-01", sell(1, "1", "1 USD")).book("2024-01-02", buy(9, "1", "1 USD"));
    let first = LedgerError::UnknownInstrument { instrument: id(9) };
    assert_eq!(refused(&book), first);
    book.transactions.reverse();
    assert_eq!(refused(&book), first);
}

#[test]
fn units_of_another_account_cannot_be_sold() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "1 USD"));
    book.book_in(2, day("2024-01-03"), sell(1, "1", "1 USD"), vec![]);
    assert!(matches!(refused(&book), LedgerError::Oversold { account, .. } if account == id(2)));
}

#[test]
fn a_booking_by_itself_is_checked_when_it_is_made() {
    let booking = |event| Booking::new(id(1), day("2024-01-02"), event, vec![]);
    assert_eq!(booking(transfer(1, "1 USD")), Err(LedgerError::SameAccount));
    let nothing = LedgerError::NotPositive { what: "amount" };
    assert_eq!(booking(deposit("0 USD")), Err(nothing));
    let pence = booking(deposit("100 GBp")).unwrap_err();
    assert_eq!(pence.code(), "ledger.part_of_currency");
}

#[test]
fn a_record_of_nothing_is_a_record() {
    let nothing: [std::sync::Arc<cactus_core::ledger::Transaction>; 0] = [];
    let journal = Journal::new(&[], &[], nothing).unwrap();
    assert_eq!(journal.accounts().len(), 0);
    assert_eq!(journal.timeline().unwrap().first_booking, None);
    let holdings = journal.holdings(day("2024-01-02"), &FIFO).unwrap();
    assert!(holdings.positions.is_empty() && holdings.cash.is_empty());
}
