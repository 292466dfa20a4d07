//! Households, clients, portfolios and accounts.

use super::{Seen, share};
use crate::exchange::pointer::Pointer;
use crate::exchange::{Book, ClientEntry, ExchangeError};
use crate::model::Key;
use crate::time::BusinessDate;

impl Book {
    pub(super) fn check_people(&self) -> Result<(), ExchangeError> {
        let mut households = Seen::of("a household");
        for (index, entry) in self.households.iter().enumerate() {
            let at = Pointer::to("households").item(index);
            households.note(&entry.key, at.field("key"))?;
        }
        let mut clients = Seen::of("a client");
        let mut accounts = Seen::of("an account");
        for (index, entry) in self.clients.iter().enumerate() {
            let at = Pointer::to("clients").item(index);
            if let Some(household) = &entry.household {
                households.expect(household, "household", &at.field("household"))?;
            }
            if let Some(referrer) = &entry.referred_by {
                clients.expect(referrer, "earlier client", &at.field("referred_by"))?;
            }
            clients.note(&entry.email, at.field("email"))?;
            check_portfolios(entry, &at, &mut accounts)?;
        }
        self.check_accounts(&mut accounts)
    }

    /// Accounts without a client.
    fn check_accounts<'a>(&'a self, accounts: &mut Seen<&'a Key>) -> Result<(), ExchangeError> {
        for (index, entry) in self.accounts.iter().enumerate() {
            let at = Pointer::to("accounts").item(index);
            accounts.note(&entry.key, at.field("key"))?;
            share(entry.owner_share, &at.field("owner_share"))?;
            open_before_closed(entry.opened_on, entry.closed_on, &at)?;
        }
        Ok(())
    }
}

fn check_portfolios<'a>(
    client: &'a ClientEntry,
    at: &Pointer,
    accounts: &mut Seen<&'a Key>,
) -> Result<(), ExchangeError> {
    let mut names = Seen::of("a portfolio of the client");
    for (index, portfolio) in client.portfolios.iter().enumerate() {
        let at = at.field("portfolios").item(index);
        names.note(&portfolio.name, at.field("name"))?;
        let mut names = Seen::of("an account of the portfolio");
        for (index, account) in portfolio.accounts.iter().enumerate() {
            let at = at.field("accounts").item(index);
            accounts.note(&account.key, at.field("key"))?;
            names.note(&account.name, at.field("name"))?;
            share(account.owner_share, &at.field("owner_share"))?;
            open_before_closed(Some(account.opened_on), account.closed_on, &at)?;
        }
    }
    Ok(())
}

fn open_before_closed(
    opened: Option<BusinessDate>,
    closed: Option<BusinessDate>,
    at: &Pointer,
) -> Result<(), ExchangeError> {
    match opened.zip(closed) {
        Some((opened, closed)) if closed < opened => {
            Err(ExchangeError::ClosedBeforeOpened { pointer: at.to_string() })
        }
        _ => Ok(()),
    }
}
