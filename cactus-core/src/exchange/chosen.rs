//! Which of the prices and exchange rates of a book figures use.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Book, Point, RateEntry};
use crate::model::{DataSource, Symbol};

/// The prices of an instrument by one source, however the book writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceSeries<'a> {
    /// The symbol of the instrument.
    pub instrument: &'a Symbol,
    /// Who gives them; without one, the firm itself.
    pub source: Option<&'a DataSource>,
    /// Days, which increase, and what one unit cost at the end of each, in the instrument's currency.
    pub points: Vec<Point>,
}

impl Book {
    /// All price series of the book, those of `prices` before those that only `quotes` name, otherwise in the order
    /// of the document. The points of an instrument and source are one series, whichever list they stand in.
    #[must_use]
    pub fn price_series(&self) -> Vec<PriceSeries<'_>> {
        let mut series: Vec<PriceSeries<'_>> = Vec::new();
        let mut places = BTreeMap::new();
        let entries = self
            .prices
            .iter()
            .map(|entry| (&entry.instrument, entry.source.as_ref(), entry.points.as_slice()));
        let quotes: Vec<_> = self
            .quotes
            .iter()
            .flat_map(|entry| {
                entry.prices.0.iter().map(move |(symbol, price)| {
                    (symbol, entry.source.as_ref(), [Point(entry.date, *price)])
                })
            })
            .collect();
        let quotes = quotes.iter().map(|(symbol, source, point)| (*symbol, *source, &point[..]));
        for (instrument, source, points) in entries.chain(quotes) {
            let place = *places.entry((instrument, source)).or_insert(series.len());
            match series.get_mut(place) {
                Some(known) => known.points.extend(points),
                None => series.push(PriceSeries { instrument, source, points: points.to_vec() }),
            }
        }
        for known in &mut series {
            known.points.sort_by_key(|Point(date, _)| *date);
        }
        series
    }

    /// The one series of each instrument that figures use, by symbol: that of the first source in
    /// `settings.price_source` that has one, else the first of the book. Whole series are chosen: a day that the chosen
    /// one lacks is not taken from another.
    #[must_use]
    pub fn chosen_prices(&self) -> Vec<PriceSeries<'_>> {
        let preferred = &self.settings.price_source;
        let rank = |source: Option<&DataSource>| {
            let place = source.and_then(|source| preferred.iter().position(|one| one == source));
            place.unwrap_or(preferred.len())
        };
        let mut chosen = BTreeMap::new();
        for series in self.price_series() {
            match chosen.entry(series.instrument) {
                Entry::Vacant(none) => {
                    none.insert(series);
                }
                Entry::Occupied(mut known) if rank(series.source) < rank(known.get().source) => {
                    known.insert(series);
                }
                Entry::Occupied(_) => {}
            }
        }
        chosen.into_values().collect()
    }

    /// The exchange rates that figures use: those of the table that `settings.rate_table` names, else of the one
    /// without a name. A pair that it lacks is not taken from another.
    pub fn chosen_rates(&self) -> impl Iterator<Item = &RateEntry> {
        let table = &self.settings.rate_table;
        self.rates.iter().filter(move |entry| entry.table == *table)
    }
}
