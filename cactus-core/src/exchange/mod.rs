//! The portable book, `cactus-book/1`: everything that the ledger knows, in one JSON document.
//!
//! A [`Book`] holds settings, instruments and their splits, households, clients with their portfolios and accounts,
//! accounts without a client, transactions, prices, exchange rates, taxonomies and benchmarks. Things are told apart by
//! short names of the document's own (an
//! instrument by its symbol, a client by the e-mail address, an account by a key), never by ids of a database,
//! so that a book can be written by hand, kept under version control and brought into any firm.
//!
//! [`Book::parse`] is strict: a field it does not know, a value that cannot be, a name that leads nowhere, a
//! sale of more than is held are refused, each with a JSON pointer to the place. What it gives is a record
//! that the engine can compute with. [`Book::to_json`] writes a book so that `parse` reads the same one.
//!
//! ```
//! use cactus_core::exchange::Book;
//!
//! let document = r#"{
//!   "format": "cactus-book/1",
//!   "settings": { "base_currency": "USD" },
//!   "instruments": [
//!     { "symbol": "ACME", "name": "Acme Corporation", "class": "equity", "currency": "USD", "price_basis": "raw" }
//!   ],
//!   "clients": [
//!     {
//!       "email": "ana@example.org", "first_name": "Ana", "last_name": "García",
//!       "risk_profile": "medium", "status": "active_investor",
//!       "portfolios": [
//!         {
//!           "name": "Growth", "base_currency": "USD", "lot_method": "fifo", "opened_on": "2024-01-02",
//!           "accounts": [{ "key": "ana-1", "name": "Custody", "opened_on": "2024-01-02" }]
//!         }
//!       ]
//!     }
//!   ],
//!   "transactions": [
//!     {
//!       "account": "ana-1", "date": "2024-01-02",
//!       "event": { "kind": "deposit", "amount": { "amount": "1000", "currency": "USD" } }
//!     },
//!     {
//!       "account": "ana-1", "date": "2024-01-03",
//!       "event": {
//!         "kind": "buy", "instrument": "ACME", "quantity": "8",
//!         "price": { "amount": "120.25", "currency": "USD" }
//!       }
//!     }
//!   ],
//!   "prices": [{ "instrument": "ACME", "points": [["2024-01-03", "120.25"], ["2024-01-04", "121"]] }],
//!   "rates": [
//!     {
//!       "base": "EUR", "quote": "USD", "source": "European Central Bank",
//!       "points": [["2024-01-03", "1.0919"]]
//!     }
//!   ]
//! }"#;
//! let book = Book::parse(document.as_bytes())?;
//! assert_eq!(book.transactions.len(), 2);
//! assert_eq!(Book::parse(book.to_json()?.as_bytes())?, book);
//! # Ok::<(), cactus_core::Error>(())
//! ```

mod benchmark;
mod book;
mod check;
mod chosen;
mod client;
mod error;
mod evaluation;
mod format;
mod instrument;
mod names;
mod parse;
mod pointer;
mod portfolios;
mod quotes;
mod replay;
#[cfg(test)]
mod round_trip;
#[cfg(feature = "schema")]
mod schema;
mod series;
mod series_answers;
mod settings;
mod split;
mod subject;
mod taxonomy;
#[cfg(test)]
mod tests;
mod transaction;

pub use benchmark::{BenchmarkContent, BenchmarkEntry, BlendPart, Blended};
pub use book::Book;
pub use chosen::PriceSeries;
pub use client::{
    AccountEntry, ClientEntry, HouseholdEntry, PortfolioEntry, StandaloneAccountEntry,
};
pub use error::ExchangeError;
pub use evaluation::{
    Evaluation, EvaluationRequest, GapAnswer, GroupAnswer, LotAnswer, PositionAnswer,
    RealisedAnswer, SeriesPoint, TableAnswer, TableRow, Warning,
};
pub use format::Format;
pub use instrument::InstrumentEntry;
pub(crate) use names::Ids;
pub use parse::MAX_BYTES;
pub use quotes::{DayPrices, QuoteEntry};
#[cfg(feature = "schema")]
pub use schema::book_schema;
pub use series::{Point, PriceEntry, RateEntry};
pub use series_answers::{MeasureAnswer, RatesAnswer, measures_of_returns, rates_of_flows};
pub use settings::Settings;
pub use split::SplitEntry;
pub use taxonomy::{AssignmentEntry, NodeEntry, TaxonomyEntry};
pub use transaction::{EventEntry, TransactionEntry};
