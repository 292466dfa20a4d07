//! Reading and writing.

use std::borrow::Cow;

use serde::Deserialize;

use super::pointer::Pointer;
use super::{Book, ExchangeError, Format};

/// The most bytes of a document that is read: some two million prices.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// As much of a document as tells its version: of a later one nothing else need be as it is here.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    format: Option<Cow<'a, str>>,
}

impl Book {
    /// Reads a document and checks that it holds together. Of a trade that gives a price it works out what it comes to.
    ///
    /// # Errors
    /// An [`ExchangeError`] with the first thing that is wrong.
    pub fn parse(document: &[u8]) -> Result<Self, ExchangeError> {
        let head: Head<'_> = self::document(document)?;
        let found = head.format.unwrap_or_default();
        if found.parse::<Format>().is_err() {
            return Err(ExchangeError::UnknownFormat {
                found: found.chars().take(32).collect(),
                known: Format::V1,
            });
        }
        let mut book: Self = read(document)?;
        book.tell_multipliers()?;
        book.check()?;
        Ok(book)
    }

    /// Writes the document that [`Book::parse`] reads as this book, on one line.
    ///
    /// # Errors
    /// [`ExchangeError::Unwritable`].
    pub fn to_json(&self) -> Result<String, ExchangeError> {
        serde_json::to_string(self)
            .map_err(|error| ExchangeError::Unwritable { reason: error.to_string() })
    }
}

/// Reads a document of any kind, of at most [`MAX_BYTES`].
pub(super) fn document<'a, T: Deserialize<'a>>(document: &'a [u8]) -> Result<T, ExchangeError> {
    if document.len() > MAX_BYTES {
        return Err(ExchangeError::TooLarge { bytes: document.len(), limit: MAX_BYTES });
    }
    read(document)
}

fn read<'a, T: Deserialize<'a>>(document: &'a [u8]) -> Result<T, ExchangeError> {
    let mut json = serde_json::Deserializer::from_slice(document);
    let malformed = |pointer: Pointer, error: &serde_json::Error| ExchangeError::Malformed {
        pointer: pointer.into(),
        line: error.line(),
        column: error.column(),
        reason: reason(error),
    };
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| malformed(error.path().into(), error.inner()))?;
    json.end().map_err(|error| malformed(Pointer::default(), &error))?;
    Ok(value)
}

/// What is wrong, without the place, which is told apart, and without more of the document than a message can show.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    text.chars().take(200).collect()
}
