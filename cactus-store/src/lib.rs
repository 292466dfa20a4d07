//! Storage for Cactus: where an engine keeps its book, and how any other place proves that it can.
//!
//! # Overview
//! - [`open`] opens a store by its address, [`engine`] puts the engine on it with the system's clock, ids and
//!   passwords ([`system`]). That is all most applications need.
//! - [`memory`] keeps a book for as long as the program runs; [`sqlite`] keeps it in one file.
//! - [`conformance`] proves that a backend keeps the contract of [`cactus_core::ports`]; a backend of your own
//!   runs it from your own crate.
//!
//! ```
//! # async fn example() -> Result<(), cactus_core::Error> {
//! let cactus = cactus_store::engine(cactus_store::open("sqlite:firm.db").await?);
//! cactus.ping().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//! - `memory`, `sqlite`: the backends. SQLite compiles its own C source.
//! - `system`: the wall clock, UUIDv7 ids, entropy and argon2id.
//! - `conformance`: the suite.

#[cfg(feature = "conformance")]
pub mod conformance;
#[cfg(feature = "memory")]
pub mod memory;
#[cfg(feature = "sqlite")]
pub mod sqlite;
#[cfg(feature = "system")]
pub mod system;

#[cfg(feature = "sqlite")]
mod codec;
#[cfg(any(feature = "memory", feature = "sqlite"))]
mod cursor;
#[cfg(feature = "system")]
mod engine;
mod open;

#[cfg(feature = "system")]
pub use engine::engine;
pub use open::{OpenError, open};
