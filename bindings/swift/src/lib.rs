//! The native half of the Swift package `Cactus`; Kotlin can be generated from the same crate.
//!
//! The commands and views of [`cactus_core::views`] cross the border themselves: `values` and `views` say how, and
//! a field or a case that the engine gains and they do not name is a compile error here. There is no second data
//! model and no logic.
//!
//! - `book` and `session` are the two objects; the files named after nouns hold what a session can do with them.
//! - `values` is how ids, texts, numbers and days cross, `views` how commands and views do.
//! - `errors` turns the engine's errors into the one error of Swift, `runtime` waits for the engine.
//!
//! Every call is an `async` method that works on threads of the engine's own and runs to its end: see
//! `docs/guides/swift.md` for what that means to a task that is cancelled.

uniffi::setup_scaffolding!("cactus");

mod accounts;
mod benchmarks;
mod book;
mod clients;
mod errors;
mod instruments;
mod market;
mod portfolios;
mod queries;
mod reports;
mod runtime;
mod session;
mod taxonomies;
mod transactions;
mod users;
mod values;
mod views;

pub use book::Book;
pub use errors::{CactusError, Kind};
pub use session::Session;
