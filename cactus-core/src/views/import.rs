//! What an import does.

use serde::{Deserialize, Serialize};

/// What the import of a book adds to a firm, or would add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportView {
    /// Instruments, known by their symbols.
    pub instruments: ImportCount,
    /// Splits, known by instrument and day.
    pub splits: ImportCount,
    /// Households, known by name and adviser.
    pub households: ImportCount,
    /// Clients, known by their e-mail addresses.
    pub clients: ImportCount,
    /// Portfolios, known by client and name.
    pub portfolios: ImportCount,
    /// Accounts, known by portfolio and name.
    pub accounts: ImportCount,
    /// Transactions, known by account and reference.
    pub transactions: ImportCount,
    /// Taxonomies, known by their keys.
    pub taxonomies: ImportCount,
    /// Benchmarks, known by their keys.
    pub benchmarks: ImportCount,
    /// Levels of benchmarks that are indices, known by benchmark and day.
    pub levels: ImportCount,
    /// Prices, known by instrument and day.
    pub prices: ImportCount,
    /// Exchange rates, known by pair and day.
    pub rates: ImportCount,
    /// What the firm has no place for.
    pub document_only: DocumentOnly,
}

/// How much of a book stays in the document: a firm has no place for it, and its figures do not count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentOnly {
    /// Prices of an instrument by other sources than the one that figures use.
    pub prices: u64,
    /// Exchange rates of other tables than the one that figures use.
    pub rates: u64,
    /// Settings that ask for figures otherwise than a firm computes them.
    pub settings: u64,
    /// When transactions and splits were recorded elsewhere: to the firm they are known from the import on.
    pub recording_times: u64,
}

impl DocumentOnly {
    /// Each kind by name.
    #[must_use]
    pub const fn counts(&self) -> [(&'static str, u64); 4] {
        [
            ("prices of other sources", self.prices),
            ("rates of other tables", self.rates),
            ("settings", self.settings),
            ("recording times", self.recording_times),
        ]
    }
}

/// How many rows of one kind a book has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportCount {
    /// New ones.
    pub added: u64,
    /// Prices, rates and levels that the firm has with another value, which is replaced. Nothing else is changed.
    pub changed: u64,
    /// Those that the firm has already, which are left as they are.
    pub known: u64,
}

impl ImportView {
    /// Whether the firm stays as it is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.counts().iter().all(|(_, count)| count.added == 0 && count.changed == 0)
    }

    /// Each kind by name, in the order in which they are imported.
    #[must_use]
    pub const fn counts(&self) -> [(&'static str, ImportCount); 12] {
        [
            ("instruments", self.instruments),
            ("splits", self.splits),
            ("households", self.households),
            ("clients", self.clients),
            ("portfolios", self.portfolios),
            ("accounts", self.accounts),
            ("transactions", self.transactions),
            ("taxonomies", self.taxonomies),
            ("benchmarks", self.benchmarks),
            ("levels", self.levels),
            ("prices", self.prices),
            ("rates", self.rates),
        ]
    }
}
