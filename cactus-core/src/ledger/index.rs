//! Where the transactions of each account are in a record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Transaction;
use super::accounts::Accounts;
use crate::ids::{AccountId, PortfolioId};

/// The whole record by account, so that reducing it costs what is left and not what there is.
#[derive(Debug)]
pub(super) struct Index {
    transactions: Vec<Arc<Transaction>>,
    /// The places of the transactions that are booked in an account or transfer to it.
    of_account: BTreeMap<AccountId, Vec<usize>>,
    /// The accounts from which units came to an account.
    sources: BTreeMap<AccountId, BTreeSet<AccountId>>,
    portfolios: BTreeMap<PortfolioId, Vec<AccountId>>,
}

impl Index {
    pub(super) fn new(accounts: &Accounts, transactions: &[Arc<Transaction>]) -> Self {
        let mut index = Self {
            transactions: transactions.to_vec(),
            of_account: BTreeMap::new(),
            sources: BTreeMap::new(),
            portfolios: BTreeMap::new(),
        };
        for (account, known) in accounts {
            index.portfolios.entry(known.portfolio).or_default().push(*account);
        }
        for (place, transaction) in transactions.iter().enumerate() {
            let booking = &transaction.booking;
            index.of_account.entry(booking.account()).or_default().push(place);
            if let Some(receiver) = booking.event().receiver() {
                index.of_account.entry(receiver).or_default().push(place);
            }
            if let Some((from, to)) = booking.carried() {
                index.sources.entry(to).or_default().insert(from);
            }
        }
        index
    }

    /// The transactions, in order, of these accounts and of all that bear on their lots: those from which units came,
    /// and those with which one of them shares a pool.
    pub(super) fn concerning<'a>(
        &'a self,
        accounts: impl Iterator<Item = AccountId>,
        pool: impl Fn(AccountId) -> &'a [AccountId],
    ) -> Vec<Arc<Transaction>> {
        let mut needed: BTreeSet<AccountId> = accounts.collect();
        let mut open: Vec<AccountId> = needed.iter().copied().collect();
        while let Some(account) = open.pop() {
            let sources = self.sources.get(&account).into_iter().flatten();
            open.extend(sources.chain(pool(account)).filter(|other| needed.insert(**other)));
        }
        let places = needed.iter().filter_map(|account| self.of_account.get(account));
        let mut places: Vec<usize> = places.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.transactions.get(place).cloned()).collect()
    }

    /// The accounts of the portfolio.
    pub(super) fn of_portfolio(&self, portfolio: PortfolioId) -> &[AccountId] {
        self.portfolios.get(&portfolio).map_or(&[], Vec::as_slice)
    }
}
