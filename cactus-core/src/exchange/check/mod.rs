//! What no field of a book can promise alone.

use std::collections::BTreeSet;

use super::pointer::Pointer;
use super::{AccountEntry, Book, ClientEntry, ExchangeError, Point, RateEntry};
use crate::model::Key;
use crate::money::{Decimal, FxRate};

impl Book {
    /// Checks that the book holds together: names are unique and lead somewhere, series run forward, and the record
    /// can be played through the ledger.
    ///
    /// # Errors
    /// An [`ExchangeError`] with the first thing that is wrong.
    pub fn check(&self) -> Result<(), ExchangeError> {
        self.check_instruments()?;
        self.check_people()?;
        self.check_series()?;
        self.check_references()?;
        self.replay()
    }

    fn check_instruments(&self) -> Result<(), ExchangeError> {
        let mut symbols = Seen::of("an instrument");
        for (index, entry) in self.instruments.iter().enumerate() {
            let at = Pointer::to("instruments").item(index).field("symbol");
            symbols.note(&entry.symbol, at)?;
        }
        Ok(())
    }

    fn check_people(&self) -> Result<(), ExchangeError> {
        let mut households = Seen::of("a household");
        for (index, entry) in self.households.iter().enumerate() {
            let at = Pointer::to("households").item(index).field("key");
            households.note(&entry.key, at)?;
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
        Ok(())
    }

    fn check_series(&self) -> Result<(), ExchangeError> {
        let symbols: BTreeSet<_> = self.instruments.iter().map(|entry| &entry.symbol).collect();
        let mut priced = Seen::of("prices of");
        for (index, entry) in self.prices.iter().enumerate() {
            let at = Pointer::to("prices").item(index);
            if !symbols.contains(&entry.instrument) {
                return Err(ExchangeError::Unknown {
                    pointer: at.field("instrument").into(),
                    what: "instrument",
                    name: entry.instrument.to_string(),
                });
            }
            priced.note(&entry.instrument, at.field("instrument"))?;
            check_points(&entry.points, &at.field("points"), |price, at| {
                if price < Decimal::ZERO {
                    return Err(ExchangeError::NegativePrice { pointer: at.into() });
                }
                Ok(())
            })?;
        }
        let mut pairs = BTreeSet::new();
        for (index, entry) in self.rates.iter().enumerate() {
            let at = Pointer::to("rates").item(index);
            check_rates(entry, &at)?;
            if !pairs.insert((entry.base, entry.quote)) {
                return Err(ExchangeError::Repeated {
                    pointer: at.into(),
                    what: "rates of",
                    name: format!("{}/{}", entry.base, entry.quote),
                });
            }
        }
        Ok(())
    }

    fn check_references(&self) -> Result<(), ExchangeError> {
        let references = self.references()?;
        let mut seen = BTreeSet::new();
        for (index, (entry, reference)) in self.transactions.iter().zip(references).enumerate() {
            let name = reference.to_string();
            if !seen.insert((&entry.account, reference)) {
                let at = Pointer::to("transactions").item(index).field("reference");
                return Err(ExchangeError::Repeated {
                    pointer: at.into(),
                    what: "a transaction",
                    name,
                });
            }
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
            check_account(account, at)?;
        }
    }
    Ok(())
}

fn check_account(account: &AccountEntry, at: Pointer) -> Result<(), ExchangeError> {
    match account.closed_on {
        Some(closed) if closed < account.opened_on => {
            Err(ExchangeError::ClosedBeforeOpened { pointer: at.into() })
        }
        _ => Ok(()),
    }
}

fn check_rates(entry: &RateEntry, at: &Pointer) -> Result<(), ExchangeError> {
    for (field, currency) in [("base", entry.base), ("quote", entry.quote)] {
        if currency.major().is_some() {
            return Err(ExchangeError::MinorUnit { pointer: at.field(field).into() });
        }
    }
    check_points(&entry.points, &at.field("points"), |rate, at| {
        FxRate::new(entry.base, entry.quote, rate)
            .map_err(|source| ExchangeError::Rate { pointer: at.into(), source })?;
        Ok(())
    })
}

fn check_points(
    points: &[Point],
    at: &Pointer,
    value: impl Fn(Decimal, Pointer) -> Result<(), ExchangeError>,
) -> Result<(), ExchangeError> {
    let mut last = None;
    for (index, Point(date, amount)) in points.iter().enumerate() {
        if last.is_some_and(|last| *date <= last) {
            return Err(ExchangeError::OutOfOrder { pointer: at.item(index).item(0).into() });
        }
        last = Some(*date);
        value(*amount, at.item(index).item(1))?;
    }
    Ok(())
}

/// The names of one kind so far.
struct Seen<T> {
    what: &'static str,
    names: BTreeSet<T>,
}

impl<T: Ord + std::fmt::Display + Copy> Seen<T> {
    fn of(what: &'static str) -> Self {
        Self { what, names: BTreeSet::new() }
    }

    /// A name that may not be there yet.
    fn note(&mut self, name: T, at: Pointer) -> Result<(), ExchangeError> {
        if self.names.insert(name) {
            return Ok(());
        }
        Err(ExchangeError::Repeated { pointer: at.into(), what: self.what, name: name.to_string() })
    }

    /// A name that must be there.
    fn expect(&self, name: T, what: &'static str, at: &Pointer) -> Result<(), ExchangeError> {
        if self.names.contains(&name) {
            return Ok(());
        }
        Err(ExchangeError::Unknown { pointer: at.to_string(), what, name: name.to_string() })
    }
}
