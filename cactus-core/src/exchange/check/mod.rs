//! What no field of a book can promise alone.

mod benchmarks;
mod market;
mod people;
mod settings;
mod splits;

use std::collections::BTreeSet;
use std::fmt::Display;

use super::pointer::Pointer;
use super::replay::Rows;
use super::{Book, ExchangeError};
use crate::model::Symbol;
use crate::money::Weight;

impl Book {
    /// Checks that the book holds together: names are unique and lead somewhere, series run forward, and the record
    /// can be played through the ledger.
    ///
    /// # Errors
    /// An [`ExchangeError`] with the first thing that is wrong.
    pub fn check(&self) -> Result<(), ExchangeError> {
        let instruments = self.check_instruments()?;
        self.check_people()?;
        self.check_splits(&instruments)?;
        self.check_market(&instruments)?;
        self.check_settings()?;
        self.check_benchmarks(&instruments)?;
        self.check_references()?;
        let rows = Rows::of(self);
        self.check_taxonomies(&rows)?;
        self.replay(&rows).map(|_| ())
    }

    fn check_instruments(&self) -> Result<Seen<&Symbol>, ExchangeError> {
        let mut symbols = Seen::of("an instrument");
        for (index, entry) in self.instruments.iter().enumerate() {
            let at = Pointer::to("instruments").item(index).field("symbol");
            symbols.note(&entry.symbol, at)?;
        }
        Ok(symbols)
    }

    fn check_taxonomies(&self, rows: &Rows) -> Result<(), ExchangeError> {
        let mut keys = Seen::of("a taxonomy");
        for (index, entry) in self.taxonomies.iter().enumerate() {
            keys.note(&entry.key, Pointer::to("taxonomies").item(index).field("key"))?;
        }
        self.taxonomies(&rows.ids).map(|_| ())
    }

    fn check_references(&self) -> Result<(), ExchangeError> {
        let references = self.references()?;
        let mut seen = BTreeSet::new();
        for (index, (entry, reference)) in self.transactions.iter().zip(references).enumerate() {
            let name = reference.to_string();
            if !seen.insert((&entry.account, reference)) {
                let at = Pointer::to("transactions").item(index).field("reference");
                return Err(repeated(&at, "a transaction", &name));
            }
        }
        Ok(())
    }
}

/// The names of one kind so far.
struct Seen<T> {
    what: &'static str,
    names: BTreeSet<T>,
}

impl<T: Ord + Display + Copy> Seen<T> {
    fn of(what: &'static str) -> Self {
        Self { what, names: BTreeSet::new() }
    }

    /// A name that may not be there yet.
    fn note(&mut self, name: T, at: Pointer) -> Result<(), ExchangeError> {
        if self.names.insert(name) { Ok(()) } else { Err(repeated(&at, self.what, &name)) }
    }

    /// A name that must be there.
    fn expect(&self, name: T, what: &'static str, at: &Pointer) -> Result<(), ExchangeError> {
        if self.names.contains(&name) { Ok(()) } else { Err(unknown(at, what, &name)) }
    }
}

fn repeated(at: &Pointer, what: &'static str, name: &impl Display) -> ExchangeError {
    ExchangeError::Repeated { pointer: at.to_string(), what, name: name.to_string() }
}

fn unknown(at: &Pointer, what: &'static str, name: &impl Display) -> ExchangeError {
    ExchangeError::Unknown { pointer: at.to_string(), what, name: name.to_string() }
}

/// That a share of a whole is above zero and at most one.
fn share(share: Weight, at: &Pointer) -> Result<(), ExchangeError> {
    if share.is_positive() && share <= Weight::ONE {
        return Ok(());
    }
    Err(ExchangeError::Share { pointer: at.to_string(), share })
}
