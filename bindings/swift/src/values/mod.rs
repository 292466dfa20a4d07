//! How ids, texts, numbers and days cross the border.
//!
//! What has a text form crosses in it and is read by the engine's own parser: Swift can hold a malformed id or
//! name, but every call refuses it with the code of the parser. `uniffi.toml` says which type of Swift each becomes.

mod numbers;
mod texts;
mod time;
mod words;

pub use numbers::Exact;

use cactus_core::Error;

use crate::errors::CactusError;

/// The value, or the error in the form in which a call can throw it.
fn lifted<T, E: Into<Error>>(value: Result<T, E>) -> uniffi::Result<T> {
    value.map_err(|error| CactusError::from(error.into()).into())
}
