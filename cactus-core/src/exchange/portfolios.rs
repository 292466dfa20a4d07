//! The portfolios of a book, with what the document leaves out filled in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{AccountEntry, Book, PortfolioEntry, StandaloneAccountEntry};
use crate::model::{Key, LotMethod, Name};
use crate::time::BusinessDate;

/// The portfolio of accounts that name none.
const MAIN: &str = "main";

impl Book {
    /// The portfolios of all clients, in their order, and then those that accounts without a client make up, in the
    /// order in which the book first names them.
    ///
    /// An account without a client that does not say when it was opened was opened with its first booking. Where
    /// nothing is booked in it, it was opened with the first booking of the book, or on the day up to which the book
    /// is kept.
    #[must_use]
    pub fn portfolios(&self) -> Vec<Cow<'_, PortfolioEntry>> {
        let of_clients = self.clients.iter().flat_map(|client| &client.portfolios);
        let standalone = self.standalone_portfolios().into_iter().map(Cow::Owned);
        of_clients.map(Cow::Borrowed).chain(standalone).collect()
    }

    /// Which lot a sale in the portfolio takes first.
    #[must_use]
    pub fn lot_method(&self, portfolio: &PortfolioEntry) -> LotMethod {
        portfolio.lot_method.unwrap_or(self.settings.lot_method)
    }

    fn standalone_portfolios(&self) -> Vec<PortfolioEntry> {
        let first_bookings = self.first_bookings();
        let first = first_bookings.values().min().copied();
        let default = first.or(self.settings.as_of).unwrap_or(BusinessDate::EPOCH);
        let mut portfolios: Vec<PortfolioEntry> = Vec::new();
        let mut places = BTreeMap::new();
        for entry in &self.accounts {
            let first = first_bookings.get(&entry.key).copied();
            let unbooked = || entry.closed_on.map_or(default, |closed| closed.min(default));
            let opened_on = entry.opened_on.or(first).unwrap_or_else(unbooked);
            let name = entry.portfolio.clone().unwrap_or_else(|| Name::from_word(MAIN));
            let account = account(entry, opened_on);
            let place = *places.entry(name.clone()).or_insert(portfolios.len());
            match portfolios.get_mut(place) {
                Some(known) => {
                    known.opened_on = known.opened_on.min(opened_on);
                    known.accounts.push(account);
                }
                None => portfolios.push(PortfolioEntry {
                    name,
                    base_currency: self.settings.base_currency,
                    lot_method: None,
                    opened_on,
                    accounts: vec![account],
                }),
            }
        }
        portfolios
    }

    /// The first day that something is booked in each account, or arrives there.
    fn first_bookings(&self) -> BTreeMap<&Key, BusinessDate> {
        let mut first = BTreeMap::new();
        for entry in &self.transactions {
            for account in [Some(&entry.account), entry.event.receiver_name()].into_iter().flatten()
            {
                let known = first.entry(account).or_insert(entry.date);
                *known = entry.date.min(*known);
            }
        }
        first
    }
}

/// The account with what it leaves out.
fn account(entry: &StandaloneAccountEntry, opened_on: BusinessDate) -> AccountEntry {
    AccountEntry {
        key: entry.key.clone(),
        name: entry.name.clone().unwrap_or_else(|| entry.key.clone().into()),
        custodian: entry.custodian.clone(),
        number: entry.number.clone(),
        may_be_short: entry.may_be_short,
        owner_share: entry.owner_share,
        currencies: entry.currencies.clone(),
        opened_on,
        closed_on: entry.closed_on,
    }
}
