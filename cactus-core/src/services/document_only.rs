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
    }
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
