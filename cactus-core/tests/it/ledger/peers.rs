//! Inputs on which other open systems are known to print a wrong number.

use cactus_core::ledger::{LedgerError, Misfit};

use super::book::{
    AVERAGE, Book, FIFO, buy, day, deposit, id, money, period, sell, split, transfer,
};

#[test]
fn a_split_leaves_cost_and_cash_alone() {
    // Elsewhere: basis 9.99999999, cash 90.00000001.
    let mut book = Book::new();
    book.book("2024-01-02", deposit("100 USD"))
        .book("2024-01-03", buy(1, "1", "10 USD"))
        .book("2024-02-01", split(1, 3, 1));
    for basis in [FIFO, AVERAGE] {
        let holdings = book.journal().holdings(day("2024-03-01"), &basis).unwrap();
        let position = &holdings.positions[0];
        assert_eq!(position.quantity.to_string(), "3");
        assert_eq!(position.cost, money("10 USD"));
        assert_eq!(holdings.cash, [(id(1), money("90 USD"))]);
    }
}

#[test]
fn buying_again_after_a_sale_keeps_the_profit() {
    // Elsewhere: a profit of 83.33.
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "2", "100 USD"))
        .book("2024-01-03", sell(1, "1", "150 USD"))
        .book("2024-01-04", buy(1, "1", "200 USD"))
        .book("2024-01-05", sell(1, "2", "150 USD"));
    for basis in [FIFO, AVERAGE] {
        let journal = book.journal();
        let activity = journal.activity(period("2023-12-31", "2024-12-31"), &basis);
        let totals = activity.unwrap().in_currency("USD".parse().unwrap());
        assert_eq!(totals.realised.to_string(), "50");
        let holdings = journal.holdings(day("2024-12-31"), &basis).unwrap();
        assert!(holdings.positions.is_empty());
        assert_eq!(holdings.cash, [(id(1), money("50 USD"))]);
    }
}

#[test]
fn selling_more_than_is_held_is_refused() {
    // Elsewhere: cash for 15 and a position of 0.
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "100 USD")).book("2024-01-03", sell(1, "15", "100 USD"));
    let refused = book.try_journal().unwrap_err();
    assert_eq!(refused.transaction, id(2));
    assert_eq!(
        refused.error,
        LedgerError::Oversold {
            account: id(1),
            instrument: id(1),
            date: day("2024-01-03"),
            held: "10".parse().unwrap(),
            asked: "15".parse().unwrap(),
        }
    );
}

#[test]
fn a_sale_listed_before_its_purchase_of_the_same_day_is_refused() {
    // Elsewhere: the shares vanish.
    let mut book = Book::new();
    book.book("2024-01-02", sell(1, "10", "101 USD")).book("2024-01-02", buy(1, "10", "100 USD"));
    let refused = book.try_journal().unwrap_err();
    assert!(matches!(refused.error, LedgerError::Oversold { .. }));
    let mut stated = Book::new();
    stated.book("2024-01-02", buy(1, "10", "100 USD")).book("2024-01-02", sell(1, "10", "101 USD"));
    assert!(stated.try_journal().is_ok());
}

#[test]
fn a_cash_entry_of_the_past_counts_on_its_day() {
    // Elsewhere: added to the latest balance, stored on the old date.
    let mut book = Book::new();
    book.book("2024-01-02", deposit("100 USD"))
        .book("2024-03-01", deposit("10 USD"))
        .book("2024-02-01", deposit("5 USD"));
    let cash = |date: &str| book.journal().holdings(day(date), &FIFO).unwrap().cash[0].1;
    assert_eq!(cash("2024-01-31"), money("100 USD"));
    assert_eq!(cash("2024-02-01"), money("105 USD"));
    assert_eq!(cash("2024-03-01"), money("115 USD"));
}

#[test]
fn two_transactions_with_one_place_in_the_order_are_refused() {
    // Elsewhere: random ids or hash codes decide.
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "1", "10 USD")).book("2024-01-02", sell(1, "1", "10 USD"));
    book.transactions[1].sequence = 1;
    let refused = Misfit { transaction: id(2), error: LedgerError::SamePlace { other: id(1) } };
    assert_eq!(book.try_journal().unwrap_err(), refused);
    book.transactions.reverse();
    assert_eq!(book.try_journal().unwrap_err(), refused);
}

#[test]
fn cash_between_own_accounts_is_no_external_flow() {
    let mut book = Book::new();
    book.book("2024-01-02", deposit("100 USD")).book("2024-01-03", transfer(2, "40 USD"));
    let journal = book.journal();
    let timeline = journal.timeline().unwrap();
    assert_eq!(timeline.flows.len(), 1);
    let holdings = journal.holdings(day("2024-01-03"), &FIFO).unwrap();
    let balances = [(id(1), money("60 USD")), (id(2), money("40 USD"))];
    assert_eq!(holdings.cash, balances);
}

#[test]
fn odd_sales_and_reverse_splits_lose_no_cost() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "10 USD"))
        .book("2024-01-03", sell(1, "3", "11 USD"))
        .book("2024-01-04", split(1, 3, 1))
        .book("2024-01-05", sell(1, "1", "4 USD"))
        .book("2024-01-08", split(1, 1, 7));
    let journal = book.journal();
    let position = |date: &str| {
        let holdings = journal.holdings(day(date), &FIFO).unwrap();
        (holdings.positions[0].quantity.to_string(), holdings.positions[0].cost)
    };
    assert_eq!(position("2024-01-04"), ("21".into(), money("70 USD")));
    // One of 21 units that cost 70: 3.333333333333, so 66.666666666667 stay.
    let rest = money("66.666666666667 USD");
    assert_eq!(position("2024-01-05"), ("20".into(), rest));
    // 20 at 1 for 7 is 2.857142857142857…, cut at twelve decimals; all of it can be sold.
    assert_eq!(position("2024-01-08"), ("2.857142857142".into(), rest));
    book.book("2024-01-09", sell(1, "2.857142857142", "30 USD"));
    let journal = book.journal();
    let after = journal.holdings(day("2024-01-09"), &FIFO).unwrap();
    assert!(after.positions.is_empty());
    let last = journal.activity(period("2024-01-08", "2024-01-09"), &FIFO);
    assert_eq!(last.unwrap().realised[0].cost, rest);
}
