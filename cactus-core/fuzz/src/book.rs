//! The portable book.

use cactus_core::error::Coded;
use cactus_core::exchange::Book;

use crate::text::bounded;

/// A document that is read comes back as it was written; one that is refused says where and why, briefly.
pub fn book(data: &[u8]) {
    let book = match Book::parse(data) {
        Ok(book) => book,
        Err(error) => {
            bounded(&error.to_string());
            for (_, detail) in error.details() {
                bounded(&detail);
            }
            return;
        }
    };
    let written = book.to_json().expect("a book that was read can be written");
    let again =
        Book::parse(written.as_bytes()).unwrap_or_else(|error| panic!("{written}: {error}"));
    assert_eq!(again, book, "{written}");
    assert_eq!(again.to_json().ok(), Some(written));
    let references = book.references().expect("every booking has a reference");
    assert_eq!(references.len(), book.transactions.len());
}
