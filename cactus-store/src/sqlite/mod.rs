//! A book in one SQLite file: the embedded default.
//!
//! ```
//! use cactus_core::ports::Store;
//! use cactus_store::sqlite::{SqliteOptions, SqliteStore};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), cactus_core::Error> {
//! # let folder = tempfile::tempdir().expect("a folder");
//! # let path = folder.path().join("book.sqlite");
//! let store = SqliteStore::open(&path, SqliteOptions::default()).await?;
//! store.ping().await?;
//! store.close().await;
//! # Ok(())
//! # }
//! ```
//!
//! One connection writes, several read. Writers take turns, readers see the book as it was when they began and
//! wait for nobody (write-ahead logging). A commit is on the disk when it returns. Another process may open the
//! same file; a network drive is no place for it.
//!
//! Every repository is the unit of work itself, seen through its port; each file here has the statements of one
//! aggregate. `reach` is the only place where a reach becomes SQL, `refusal` the only place where an error of the
//! database becomes one of the contract.

mod accounts;
mod audit;
mod batch;
mod benchmarks;
mod clients;
mod directory;
mod error;
mod events;
mod fields;
mod firms;
mod households;
mod instruments;
mod market;
mod migrations;
mod portfolios;
mod reach;
mod reference;
mod refusal;
mod reports;
mod sessions;
mod sql;
mod store;
mod taxonomies;
mod transaction_rows;
mod transaction_statements;
mod transactions;
mod unit;
mod users;

#[cfg(test)]
mod tests;

pub use error::OpenError;
pub use store::{SqliteOptions, SqliteStore};
