//! Where the transactions of each account are in a record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Transaction;
use super::accounts::Accounts;
use crate::ids::{AccountId, PortfolioId};

/// How many transactions a thread reads without asking for more.
pub(super) const WORTH_A_THREAD: usize = 2_000;

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
    pub(super) fn concerning<'a, P: IntoIterator<Item = &'a AccountId>>(
        &'a self,
        accounts: impl Iterator<Item = AccountId>,
        pool: impl Fn(AccountId) -> P,
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

    /// These accounts in groups of which none bears on the lots of another: the accounts of a portfolio stay together, and
    /// those between which units moved. Groups with few transactions are joined, so that each is worth a thread's while.
    pub(super) fn apart(
        &self,
        accounts: impl Iterator<Item = AccountId>,
        portfolio: impl Fn(AccountId) -> Option<PortfolioId>,
    ) -> Vec<Vec<AccountId>> {
        let asked: BTreeSet<AccountId> = accounts.collect();
        let mut partners: BTreeMap<AccountId, Vec<AccountId>> = BTreeMap::new();
        for (to, sources) in &self.sources {
            for from in sources {
                partners.entry(*to).or_default().push(*from);
                partners.entry(*from).or_default().push(*to);
            }
        }
        let mut seen = BTreeSet::new();
        let (mut groups, mut group, mut size) = (Vec::new(), Vec::new(), 0);
        for first in &asked {
            let mut open = Vec::new();
            if seen.insert(*first) {
                open.push(*first);
            }
            while let Some(account) = open.pop() {
                if asked.contains(&account) {
                    group.push(account);
                }
                size += self.of_account.get(&account).map_or(0, Vec::len);
                let mates = portfolio(account).map_or(&[][..], |id| self.of_portfolio(id));
                let partners = partners.get(&account).into_iter().flatten();
                open.extend(mates.iter().chain(partners).filter(|other| seen.insert(**other)));
            }
            if size >= WORTH_A_THREAD {
                groups.push(std::mem::take(&mut group));
                size = 0;
            }
        }
        groups.extend(Some(group).filter(|group| !group.is_empty()));
        groups
    }

    /// The accounts of the portfolio.
    pub(super) fn of_portfolio(&self, portfolio: PortfolioId) -> &[AccountId] {
        self.portfolios.get(&portfolio).map_or(&[], Vec::as_slice)
    }
}
