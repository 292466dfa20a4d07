//! What of an imported book a firm has no place for.

use crate::exchange::{Book, Point, Settings};
use crate::views::DocumentOnly;

/// What stays in the document when the book is imported.
pub(super) fn document_only(book: &Book) -> DocumentOnly {
    let all: usize = book.price_series().iter().map(|series| series.points.len()).sum();
    let chosen: usize = book.chosen_prices().iter().map(|series| series.points.len()).sum();
    let rates = |points: &[Point]| points.len() as u64;
    let all_rates: u64 = book.rates.iter().map(|entry| rates(&entry.points)).sum();
    let chosen_rates: u64 = book.chosen_rates().map(|entry| rates(&entry.points)).sum();
    DocumentOnly {
        prices: (all - chosen) as u64,
        rates: all_rates - chosen_rates,
        settings: settings(&book.settings),
        recording_times: recording_times(book),
    }
}

/// How many rows say when they were recorded: to the firm they are known from the import on.
fn recording_times(book: &Book) -> u64 {
    let transactions = book.transactions.iter().map(|entry| entry.recorded_at);
    let splits = book.splits.iter().map(|entry| entry.recorded_at);
    transactions.chain(splits).flatten().count() as u64
}

/// How many settings ask for figures otherwise than a firm computes them.
fn settings(given: &Settings) -> u64 {
    let usual = Settings::new(given.base_currency);
    let unusual = [
        given.lot_pool != usual.lot_pool,
        given.staleness_days != usual.staleness_days,
        given.charges_in_cost != usual.charges_in_cost,
    ];
    unusual.into_iter().map(u64::from).sum()
}
