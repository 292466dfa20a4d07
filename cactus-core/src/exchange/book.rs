//! The document as a whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    BenchmarkEntry, ClientEntry, ExchangeError, Format, HouseholdEntry, InstrumentEntry,
    PriceEntry, QuoteEntry, RateEntry, Settings, SplitEntry, StandaloneAccountEntry, TaxonomyEntry,
    TransactionEntry,
};
use crate::events::Digest;
use crate::model::{Key, ModelError, Reference};

/// A portable book. Lists that are left out are empty.
///
/// One made by [`Book::parse`] holds together; one made by hand is checked by [`Book::check`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// What the document says it is.
    pub format: Format,
    /// What holds for the whole book.
    pub settings: Settings,
    /// What is held and priced; symbols are unique.
    #[serde(default)]
    pub instruments: Vec<InstrumentEntry>,
    /// Splits of the instruments, at most one of an instrument on a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub splits: Vec<SplitEntry>,
    /// Clients who are looked at together; keys are unique.
    #[serde(default)]
    pub households: Vec<HouseholdEntry>,
    /// Clients with their portfolios and accounts; e-mail addresses are unique.
    #[serde(default)]
    pub clients: Vec<ClientEntry>,
    /// Accounts that belong to no client, for a book that needs none; see [`Book::portfolios`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<StandaloneAccountEntry>,
    /// The record. Bookings of one day count in this order where their time and kind leave it open.
    #[serde(default)]
    pub transactions: Vec<TransactionEntry>,
    /// Prices, at most one series of an instrument and source; [`Book::chosen_prices`] tells which of them count.
    #[serde(default)]
    pub prices: Vec<PriceEntry>,
    /// Prices by day, together with those of `prices`: at most one of an instrument, source and day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<QuoteEntry>,
    /// Exchange rates, at most one series of a pair in each table; [`Book::chosen_rates`] tells which of them count.
    #[serde(default)]
    pub rates: Vec<RateEntry>,
    /// The firm's own classifications of instruments; keys are unique.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxonomies: Vec<TaxonomyEntry>,
    /// What returns are measured against; keys are unique, and a blend is made of benchmarks further up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<BenchmarkEntry>,
}

impl Book {
    /// What tells each transaction from the others of its account, in their order: the reference given, or one made
    /// of the content, `book-` with a digest and a number among equals. The same document makes the same ones
    /// again, wherever it is imported.
    ///
    /// # Errors
    /// [`ExchangeError::Unwritable`].
    pub fn references(&self) -> Result<Vec<Reference>, ExchangeError> {
        let mut equals: BTreeMap<(&Key, String), u64> = BTreeMap::new();
        let mut references = Vec::with_capacity(self.transactions.len());
        for entry in &self.transactions {
            if let Some(given) = &entry.reference {
                references.push(given.clone());
                continue;
            }
            let unwritable = |reason: String| ExchangeError::Unwritable { reason };
            // Neither the account, which another book may call by another key, nor the memo, which may be
            // mended without making another booking.
            let content = (entry.date, &entry.event, &entry.charges);
            // What came later to the format counts where it is given: without it, the digest is as it was.
            let content = match (&entry.settlement, entry.time) {
                (None, None) => serde_json::to_vec(&content),
                (Some(settlement), None) => serde_json::to_vec(&(content, settlement)),
                (settlement, Some(time)) => serde_json::to_vec(&(content, settlement, time)),
            };
            let content = content.map_err(|error| unwritable(error.to_string()))?;
            let digest = Digest(Sha256::digest(&content).into()).to_string();
            let equal = equals.entry((&entry.account, digest.clone())).or_default();
            *equal += 1;
            let reference = format!("book-{digest}-{equal}").parse();
            references.push(reference.map_err(|error: ModelError| unwritable(error.to_string()))?);
        }
        Ok(references)
    }
}
