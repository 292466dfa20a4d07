//! What happened.

use serde_json::Value;

use crate::ids::{EventId, FirmId, UserId};
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// The kinds of things that happen.
    "event" EventKind {
        /// A firm was set up.
        FirmCreated = "firm.created",
        /// A person was added to a firm.
        UserCreated = "user.created",
        /// A client was added.
        ClientCreated = "client.created",
        /// A client was changed.
        ClientUpdated = "client.updated",
        /// A household was added.
        HouseholdCreated = "household.created",
        /// A portfolio was opened.
        PortfolioOpened = "portfolio.opened",
        /// A portfolio was changed.
        PortfolioUpdated = "portfolio.updated",
        /// An account was opened.
        AccountOpened = "account.opened",
        /// An account was changed.
        AccountUpdated = "account.updated",
        /// An instrument was added.
        InstrumentCreated = "instrument.created",
        /// A split of an instrument was added.
        InstrumentSplit = "instrument.split",
        /// Prices or exchange rates were recorded.
        MarketRecorded = "market.recorded",
        /// A taxonomy was added or replaced.
        TaxonomyChanged = "taxonomy.changed",
        /// A taxonomy was removed.
        TaxonomyDeleted = "taxonomy.deleted",
        /// A benchmark was added or replaced, or levels of it were recorded.
        BenchmarkChanged = "benchmark.changed",
        /// A benchmark was removed.
        BenchmarkDeleted = "benchmark.deleted",
        /// Transactions were recorded.
        TransactionsRecorded = "transactions.recorded",
        /// A report was generated.
        ReportGenerated = "report.generated",
    }
}

/// Something that happened, as told to subscribers after the commit.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainEvent {
    /// Its identity.
    pub id: EventId,
    /// The firm it happened in.
    pub firm: FirmId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: UserId,
    /// What.
    pub kind: EventKind,
    /// The id of the row it happened to.
    pub subject: String,
    /// What a subscriber needs to know beyond that, without anything secret.
    pub payload: Value,
}
