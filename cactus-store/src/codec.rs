//! Forms of values that every SQL backend keeps in the same way.

use std::str::FromStr;

use cactus_core::ids::Id;
use cactus_core::ports::StoreError;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The id's UUID as 32 hexadecimal digits.
pub(crate) fn hex(id: impl Id) -> String {
    id.uuid().simple().to_string()
}

/// The JSON text of a value.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::backend)
}

/// The value of a stored JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(
    what: &'static str,
    column: &str,
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| corrupt(what, column))
}

/// The value of a stored text.
pub(crate) fn from_text<T: FromStr>(
    what: &'static str,
    column: &str,
    text: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|_| corrupt(what, column))
}

/// The error for a stored value that is not what it should be. It names the column and keeps the value to
/// itself, which may be personal.
pub(crate) fn corrupt(what: &'static str, column: &str) -> StoreError {
    StoreError::Corrupt { what, reason: format!("`{column}` holds no value of its kind") }
}

/// A counter as SQL integers go.
pub(crate) fn count(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(StoreError::backend)
}

/// A counter to compare with: one too large for a column is above all that can be in it.
pub(crate) fn bound(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
