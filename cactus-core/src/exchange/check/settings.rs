//! Settings that name something of the book.

use std::collections::BTreeSet;

use super::{Seen, unknown};
use crate::exchange::pointer::Pointer;
use crate::exchange::{Book, ExchangeError};

impl Book {
    pub(super) fn check_settings(&self) -> Result<(), ExchangeError> {
        let at = Pointer::to("settings");
        if let Some(table) = &self.settings.rate_table
            && !self.rates.iter().any(|entry| entry.table.as_ref() == Some(table))
        {
            return Err(unknown(&at.field("rate_table"), "table of rates", table));
        }
        let of_prices = self.prices.iter().map(|entry| &entry.source);
        let of_quotes = self.quotes.iter().map(|entry| &entry.source);
        let sources: BTreeSet<_> = of_prices.chain(of_quotes).flatten().collect();
        let mut preferred = Seen::of("a preferred source");
        for (index, source) in self.settings.price_source.iter().enumerate() {
            let at = at.field("price_source").item(index);
            if !sources.contains(source) {
                return Err(unknown(&at, "source of prices", source));
            }
            preferred.note(source, at)?;
        }
        Ok(())
    }
}
