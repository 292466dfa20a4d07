//! The portable book.

use cactus_core::error::Coded;
use cactus_core::exchange::{Book, EvaluationRequest, Point};
use cactus_core::query::Column;

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
    read_through(&book);
    evaluated(&book);
    let references = book.references().expect("every booking has a reference");
    assert_eq!(references.len(), book.transactions.len());
}

/// A book that holds together is evaluated, with a reason where a figure has no value, unless its numbers pass the
/// range of the arithmetic.
fn evaluated(book: &Book) {
    match book.evaluate(&EvaluationRequest { daily: true, ..EvaluationRequest::default() }) {
        Ok(found) => {
            assert_eq!(found.figures.len(), Column::all().count());
            assert!(serde_json::to_string(&found).is_ok());
        }
        Err(error) => bounded(&error.to_string()),
    }
}

/// What figures use of a book that holds together: one series of an instrument, with days that increase, and every
/// account in a portfolio once.
fn read_through(book: &Book) {
    let chosen = book.chosen_prices();
    assert!(chosen.is_sorted_by(|one, next| one.instrument < next.instrument));
    for series in book.price_series().iter().chain(&chosen) {
        assert!(series.points.is_sorted_by(|Point(day, _), Point(next, _)| day < next));
    }
    assert!(book.chosen_rates().all(|entry| entry.table == book.settings.rate_table));
    let portfolios = book.portfolios();
    let accounts = portfolios.iter().map(|portfolio| portfolio.accounts.len()).sum::<usize>();
    let of_clients = book.clients.iter().flat_map(|client| &client.portfolios);
    let of_clients = of_clients.map(|portfolio| portfolio.accounts.len()).sum::<usize>();
    assert_eq!(accounts, of_clients + book.accounts.len());
}
