//! Questions about a part of the record, and lots that are pooled over accounts.

use cactus_core::ledger::{CostBasis, LedgerError, Scope};
use cactus_core::model::{LotMethod, LotPool};

use super::book::{Book, FIFO, buy, day, deposit, id, money, period, sell, split, transfer};

const POOLED: CostBasis = CostBasis::new(LotMethod::Fifo, LotPool::Portfolio);

#[test]
fn a_transfer_is_a_flow_only_across_the_border() {
    let mut book = Book::new();
    book.book("2024-01-02", deposit("100 USD"))
        .book("2024-01-03", transfer(2, "40 USD"))
        .book("2024-01-04", transfer(3, "10 USD"));
    let journal = book.journal();
    let flows = |accounts: &[u64]| {
        let scope = Scope::accounts(accounts.iter().map(|number| id(*number)));
        let timeline = journal.within(&scope).unwrap().timeline().unwrap();
        let flows = timeline.flows.iter();
        flows
            .map(|flow| (flow.date.to_string(), flow.amount().unwrap().to_string()))
            .collect::<Vec<_>>()
    };
    let flow = |date: &str, amount: &str| (date.to_owned(), amount.to_owned());
    let deposit = flow("2024-01-02", "100 USD");
    assert_eq!(flows(&[1, 2, 3]), std::slice::from_ref(&deposit));
    assert_eq!(flows(&[1, 2]), [deposit.clone(), flow("2024-01-04", "-10 USD")]);
    assert_eq!(flows(&[2]), [flow("2024-01-03", "40 USD")]);
    assert_eq!(flows(&[3]), [flow("2024-01-04", "10 USD")]);
    assert_eq!(flows(&[]), []);
}

#[test]
fn a_record_of_one_account_alone_knows_where_its_border_is() {
    let mut book = Book::new();
    book.book("2024-01-03", transfer(2, "40 USD"));
    book.accounts.retain(|account| account.id == id(2));
    let timeline = book.journal().timeline().unwrap();
    assert_eq!(timeline.flows[0].amount(), Some(money("40 USD")));
}

#[test]
fn an_account_outside_the_record_is_no_scope() {
    let scope = Scope::accounts([id(9)]);
    let refused = Book::new().journal().within(&scope).unwrap_err();
    assert_eq!(refused, LedgerError::UnknownAccount { account: id(9) });
}

#[test]
fn a_split_that_several_accounts_book_is_one_and_known_to_all() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "4", "10 USD")).book("2024-01-03", sell(1, "4", "10 USD"));
    for account in [2, 3] {
        book.book_in(account, day("2024-01-02"), buy(1, "1", "10 USD"), vec![]).book_in(
            account,
            day("2024-01-05"),
            split(1, 2, 1),
            vec![],
        );
    }
    let timeline = book.journal().timeline().unwrap();
    assert_eq!(timeline.splits[&id(1)].len(), 1);
    let seller = book.journal().within(&Scope::accounts([id(1)])).unwrap();
    assert_eq!(seller.timeline().unwrap().splits, timeline.splits);
}

/// Account 1 buys first, account 2 later and dearer; then account 2 sells.
fn two_accounts() -> Book {
    let mut book = Book::new();
    book.book_in(1, day("2024-01-02"), buy(1, "10", "10 USD"), vec![])
        .book_in(2, day("2024-02-02"), buy(1, "10", "20 USD"), vec![])
        .book_in(2, day("2024-03-02"), sell(1, "4", "30 USD"), vec![]);
    book
}

#[test]
fn a_pool_of_one_account_sells_its_own_lots() {
    let activity = two_accounts().journal().activity(period("2023-12-31", "2024-12-31"), &FIFO);
    let gains = activity.unwrap().realised;
    assert_eq!(gains[0].acquired_on, day("2024-02-02"));
    assert_eq!(gains[0].gain, money("40 USD"));
}

#[test]
fn a_pool_of_a_portfolio_sells_the_oldest_and_leaves_custody_as_it_is() {
    let journal = two_accounts().journal();
    let activity = journal.activity(period("2023-12-31", "2024-12-31"), &POOLED);
    let gains = activity.unwrap().realised;
    assert_eq!(gains[0].account, id(2));
    assert_eq!(gains[0].acquired_on, day("2024-01-02"));
    assert_eq!(gains[0].gain, money("80 USD"));
    let holdings = journal.holdings(day("2024-12-31"), &POOLED).unwrap();
    let positions: Vec<_> = holdings
        .positions
        .iter()
        .map(|position| (position.account, position.quantity.to_string(), position.cost))
        .collect();
    // Account 1 still holds ten: six of its own at 10, and four that came from account 2 at 20.
    assert_eq!(
        positions,
        [(id(1), "10".to_owned(), money("140 USD")), (id(2), "6".to_owned(), money("120 USD")),]
    );
}

#[test]
fn a_pool_never_reaches_into_another_portfolio() {
    let mut book = two_accounts();
    book.book_in(3, day("2024-02-03"), buy(1, "1", "25 USD"), vec![]).book_in(
        3,
        day("2024-03-03"),
        sell(1, "1", "30 USD"),
        vec![],
    );
    let activity = book.journal().activity(period("2024-03-02", "2024-03-03"), &POOLED);
    assert_eq!(activity.unwrap().realised[0].cost, money("25 USD"));
}
