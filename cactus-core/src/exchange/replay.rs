//! What a book says over the rows that its names stand for, and its record played through the ledger.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::names::Misfit;
use super::pointer::Pointer;
use super::{AccountEntry, Book, ExchangeError, Ids, InstrumentEntry};
use crate::ids::{
    AccountId, ClientId, FirmId, Id, InstrumentId, PortfolioId, TransactionId, UserId,
};
use crate::ledger::{self, Booking, InstrumentSplit, Journal, LedgerError, Transaction};
use crate::model::{Account, Instrument, Symbol, Taxonomy, Version};
use crate::query::KnownOn;
use crate::time::Timestamp;

impl Book {
    /// Works out what trades come to that give a price, with the multipliers of the book's instruments.
    ///
    /// # Errors
    /// [`ExchangeError::Booking`] past 28 digits.
    pub(super) fn tell_multipliers(&mut self) -> Result<(), ExchangeError> {
        let known = self.instruments.iter().map(|entry| (&entry.symbol, entry.multiplier));
        let known: BTreeMap<_, _> = known.collect();
        for (index, entry) in self.transactions.iter_mut().enumerate() {
            // A symbol that stands for nothing is for the check to tell.
            let told = entry.event.clone().with_multipliers(|symbol: &Symbol| {
                Ok::<_, LedgerError>(known.get(symbol).copied().unwrap_or_default())
            });
            entry.event = told.map_err(|refusal| refused(index, refusal))?;
        }
        Ok(())
    }

    /// The booking of the transaction at this place, where the names of the book stand for these rows.
    ///
    /// # Errors
    /// [`ExchangeError::Unknown`] for a name without a row, [`ExchangeError::Booking`] for a booking that cannot
    /// be by itself.
    pub(crate) fn booking(&self, index: usize, ids: &Ids) -> Result<Booking, ExchangeError> {
        let at = || Pointer::to("transactions").item(index);
        let Some(entry) = self.transactions.get(index) else {
            let name = index.to_string();
            return Err(ExchangeError::Unknown { pointer: at().into(), what: "transaction", name });
        };
        entry.booking(ids).map_err(|misfit| match misfit {
            Misfit::Nameless { fields, what, name } => ExchangeError::Unknown {
                pointer: fields.iter().fold(at(), |at, field| at.field(field)).into(),
                what,
                name,
            },
            Misfit::Ledger(refusal) => refused(index, refusal),
        })
    }

    /// The taxonomies, where the symbols of the book stand for these instruments.
    ///
    /// # Errors
    /// [`ExchangeError::Unknown`] for a symbol without an instrument, [`ExchangeError::Taxonomy`] for nodes that are no
    /// tree and shares that cannot be.
    pub(crate) fn taxonomies(&self, ids: &Ids) -> Result<Vec<Taxonomy>, ExchangeError> {
        let places = self.taxonomies.iter().enumerate();
        places
            .map(|(place, entry)| entry.taxonomy(ids, &Pointer::to("taxonomies").item(place)))
            .collect()
    }

    /// The splits of the book, where its names stand for these rows. Those of names without a row are left out.
    pub(crate) fn instrument_splits(&self, ids: &Ids) -> Result<Vec<InstrumentSplit>, LedgerError> {
        let known = self
            .splits
            .iter()
            .filter_map(|entry| Some((*ids.instruments.get(&entry.instrument)?, entry)));
        known
            .map(|(instrument, entry)| {
                let split = InstrumentSplit::new(instrument, entry.date, entry.ratio())?;
                Ok(split.recorded(entry.recorded_at.unwrap_or(Timestamp::EPOCH)))
            })
            .collect()
    }

    /// The record as it was known, played through the ledger; the whole record if nothing is said.
    pub(super) fn replay_known_on(
        &self,
        rows: &Rows,
        known: Option<KnownOn>,
    ) -> Result<Journal, ExchangeError> {
        let journal = self.replay(rows)?;
        let Some(known) = known else { return Ok(journal) };
        journal.known_on(known.moment()).map_err(|misfit| match rows.misfit(self, misfit) {
            ExchangeError::Booking { pointer, reason, refusal } => {
                let reason = format!("as the record was known on {known}, {reason}");
                ExchangeError::Booking { pointer, reason, refusal }
            }
            other => other,
        })
    }

    /// Plays the record through the ledger, on rows of a firm that does not exist.
    pub(super) fn replay(&self, rows: &Rows) -> Result<Journal, ExchangeError> {
        let places = 0..self.transactions.len();
        let bookings = places.map(|place| self.booking(place, &rows.ids));
        let transactions = rows.transactions(self, bookings.collect::<Result<_, _>>()?);
        let splits = self.instrument_splits(&rows.ids).map_err(|refusal| {
            let pointer = Pointer::to("splits").into();
            ExchangeError::Booking { pointer, reason: refusal.to_string(), refusal }
        })?;
        let played = Journal::with_splits(&rows.accounts, &rows.instruments, &splits, transactions);
        played.map_err(|misfit| rows.misfit(self, misfit))
    }
}

/// A booking that cannot be by itself.
fn refused(index: usize, refusal: LedgerError) -> ExchangeError {
    let pointer = Pointer::to("transactions").item(index).into();
    ExchangeError::Booking { pointer, reason: refusal.to_string(), refusal }
}

/// Provisional rows: each has its place in the book for an id.
pub(super) struct Rows {
    pub(super) ids: Ids,
    pub(super) accounts: Vec<Account>,
    pub(super) instruments: Vec<Instrument>,
}

/// A provisional id: no two rows of a kind share one.
fn numbered<T: Id>(place: usize) -> T {
    T::from_uuid(Uuid::from_u128(place as u128))
}

impl Rows {
    pub(super) fn of(book: &Book) -> Self {
        let mut accounts = Vec::new();
        let mut by_key = BTreeMap::new();
        for (place, portfolio) in book.portfolios().iter().enumerate() {
            for entry in &portfolio.accounts {
                let id = numbered(accounts.len());
                accounts.push(account(id, numbered(place), entry));
                by_key.insert(entry.key.clone(), id);
            }
        }
        let instruments: Vec<Instrument> = book
            .instruments
            .iter()
            .enumerate()
            .map(|(place, entry)| instrument(numbered(place), entry))
            .collect();
        let referred = book.transactions.iter().enumerate().filter_map(|(place, entry)| {
            let account = by_key.get(&entry.account)?;
            Some(((*account, entry.reference.clone()?), numbered(place)))
        });
        Self {
            ids: Ids {
                transactions: referred.collect(),
                accounts: by_key,
                instruments: instruments.iter().map(|row| (row.symbol.clone(), row.id)).collect(),
            },
            accounts,
            instruments,
        }
    }

    fn transactions(&self, book: &Book, bookings: Vec<Booking>) -> Vec<Transaction> {
        let recorded = book.transactions.iter().map(|entry| entry.recorded_at);
        bookings
            .into_iter()
            .zip(recorded)
            .enumerate()
            .map(|(place, (booking, recorded_at))| Transaction {
                id: numbered::<TransactionId>(place),
                firm: numbered::<FirmId>(0),
                sequence: place as u64,
                booking,
                reference: None,
                memo: None,
                recorded_at: recorded_at.unwrap_or(Timestamp::EPOCH),
                recorded_by: numbered::<UserId>(0),
            })
            .collect()
    }

    /// The ledger's misfit as an error of the book: transactions carry their place in it for an id.
    fn misfit(&self, book: &Book, misfit: ledger::Misfit) -> ExchangeError {
        let place = usize::try_from(misfit.transaction.uuid().as_u128()).unwrap_or_default();
        ExchangeError::Booking {
            pointer: Pointer::to("transactions").item(place).into(),
            reason: self.in_names_of(book, &misfit.error),
            refusal: misfit.error,
        }
    }

    /// What the ledger says, with the names of the book where it has ids.
    fn in_names_of(&self, book: &Book, error: &LedgerError) -> String {
        let accounts = self.ids.accounts.iter().map(|(key, id)| (id.to_string(), key.to_string()));
        let instruments = self.instruments.iter().map(|row| row.id.to_string());
        let symbols = book.instruments.iter().map(|entry| entry.symbol.to_string());
        accounts
            .chain(instruments.zip(symbols))
            .fold(error.to_string(), |text, (id, name)| text.replace(&id, &name))
    }
}

fn account(id: AccountId, portfolio: PortfolioId, entry: &AccountEntry) -> Account {
    Account {
        id,
        firm: numbered(0),
        client: numbered::<ClientId>(0),
        portfolio,
        name: entry.name.clone(),
        custodian: None,
        number: None,
        may_be_short: entry.may_be_short,
        owner_share: entry.owner_share,
        currencies: entry.currencies.clone(),
        opened_on: entry.opened_on,
        closed_on: entry.closed_on,
        created_at: Timestamp::EPOCH,
        version: Version::FIRST,
    }
}

fn instrument(id: InstrumentId, entry: &InstrumentEntry) -> Instrument {
    Instrument {
        id,
        firm: numbered(0),
        symbol: entry.symbol.clone(),
        name: entry.name.clone(),
        class: entry.class,
        currency: entry.currency,
        isin: entry.isin,
        price_basis: entry.price_basis,
        terms: entry.terms(),
        sector: entry.sector.clone(),
        region: entry.region.clone(),
        created_at: Timestamp::EPOCH,
        version: Version::FIRST,
    }
}
