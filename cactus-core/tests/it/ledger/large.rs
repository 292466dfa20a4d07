//! A record so large that its portfolios are told apart one by one.

use std::collections::BTreeMap;

use cactus_core::ids::AccountId;
use cactus_core::ledger::{CostBasis, Event, Holdings, Scope};
use cactus_core::model::{LotMethod, LotPool};
use cactus_core::money::Quantity;

use super::book::{Book, account, buy, day, deposit, id, sell, transfer};

/// Two accounts in each portfolio, among which units and cash move to and fro.
const ACCOUNTS: u64 = 60;
const BOOKINGS: u64 = 9_000;

fn large() -> Book {
    let mut book = Book::new();
    book.accounts = (1..=ACCOUNTS).map(|number| account(number, number.div_ceil(2))).collect();
    let mut held: BTreeMap<(u64, u64), u64> = BTreeMap::new();
    for number in 0..BOOKINGS {
        let (own, turn) = (number * 7 % ACCOUNTS + 1, number / ACCOUNTS);
        // Units move among every third portfolio and the next, so that some stay by themselves.
        let (other, instrument) = (own % ACCOUNTS + 1, 1 + turn / 8 % 2);
        let has = held.get(&(own, instrument)).copied().unwrap_or_default();
        let price = format!("{} USD", 90 + number * 13 % 20);
        let event = match turn % 8 {
            0 => deposit("5000 USD"),
            1..=3 => {
                held.insert((own, instrument), has + 10);
                buy(instrument, "10", &price)
            }
            4 if has > 3 => {
                held.insert((own, instrument), has - 3);
                sell(instrument, "3", &price)
            }
            5 if has > 2 && own.div_ceil(2).is_multiple_of(3) => {
                held.insert((own, instrument), has - 2);
                *held.entry((other, instrument)).or_default() += 2;
                let (quantity, value) = (Quantity::new(2.into()), None);
                let (to, lots) = (id(other), Vec::new());
                Event::InKindTransfer { to, instrument: id(instrument), quantity, value, lots }
            }
            _ => transfer(other, "10 USD"),
        };
        let date = day("2020-01-02").add_days(i64::try_from(turn).unwrap()).unwrap();
        book.book_in(own, date, event, Vec::new());
    }
    book
}

#[test]
fn holdings_of_a_large_record_are_those_of_its_accounts_together() {
    let journal = large().journal();
    let as_of = day("2020-04-30");
    for (pool, method) in [
        (LotPool::Account, LotMethod::Fifo),
        (LotPool::Portfolio, LotMethod::Fifo),
        (LotPool::Portfolio, LotMethod::Average),
        (LotPool::Portfolio, LotMethod::Hifo),
    ] {
        let basis = CostBasis::new(method, pool);
        let whole = journal.holdings(as_of, &basis).unwrap();
        let mut together = Holdings { as_of, positions: Vec::new(), cash: Vec::new() };
        for number in 1..=ACCOUNTS {
            let alone = journal.part(&Scope::accounts([id::<AccountId>(number)])).unwrap();
            let alone = alone.holdings(as_of, &basis).unwrap();
            together.positions.extend(alone.positions);
            together.cash.extend(alone.cash);
        }
        assert_eq!(whole.positions.len(), usize::try_from(2 * ACCOUNTS).unwrap());
        assert_eq!(whole, together, "{pool:?} {method:?}");
    }
}
