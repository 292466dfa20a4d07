//! From the database's refusals to the contract's.

use cactus_core::ports::StoreError;
use sqlx::error::ErrorKind;

/// The unique keys of the schema, as the database names them, and what the contract calls them.
const UNIQUE: &[(&str, &str)] = &[
    ("firms.id", "firm.id"),
    ("users.firm, users.id", "user.id"),
    ("users.email", "user.email"),
    ("households.firm, households.id", "household.id"),
    ("clients.firm, clients.id", "client.id"),
    ("clients.firm, clients.email", "client.email"),
    ("portfolios.firm, portfolios.id", "portfolio.id"),
    ("accounts.firm, accounts.id", "account.id"),
    ("instruments.firm, instruments.id", "instrument.id"),
    ("instruments.firm, instruments.symbol", "instrument.symbol"),
    ("taxonomies.firm, taxonomies.key", "taxonomy.key"),
    ("benchmarks.firm, benchmarks.key", "benchmark.key"),
    ("splits.firm, splits.instrument, splits.day", "split.date"),
    ("transactions.firm, transactions.id", "transaction.id"),
    ("transactions.firm, transactions.sequence", "transaction.sequence"),
    ("transactions.firm, transactions.account, transactions.reference", "transaction.reference"),
    ("reports.firm, reports.id", "report.id"),
    ("events.firm, events.id", "event.id"),
    ("sessions.firm, sessions.id", "session.id"),
    ("sessions.token", "session.token"),
];

/// `SQLITE_BUSY` and `SQLITE_LOCKED`, the lowest byte of their extended codes.
const BUSY: [i32; 2] = [5, 6];

/// The contract's error for one of the database.
pub(super) fn refusal(error: sqlx::Error) -> StoreError {
    if is_busy(&error) {
        return StoreError::Busy;
    }
    match taken(&error) {
        Some(what) => StoreError::Conflict { what },
        None => StoreError::backend(error),
    }
}

/// Whether others held the database, or all connections, for too long.
pub(super) fn is_busy(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut => true,
        sqlx::Error::Database(error) => error
            .code()
            .and_then(|code| code.parse::<i32>().ok())
            .is_some_and(|code| BUSY.contains(&(code & 0xff))),
        _ => false,
    }
}

/// Whether a row referred to one that is not there; the database does not say which.
pub(super) fn is_dangling(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.kind() == ErrorKind::ForeignKeyViolation)
}

/// Whether the database refused a row, and nothing but that row.
pub(super) fn is_refused_row(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.kind() != ErrorKind::Other)
}

fn taken(error: &sqlx::Error) -> Option<&'static str> {
    let error = error.as_database_error()?;
    if error.kind() != ErrorKind::UniqueViolation {
        return None;
    }
    let columns = error.message().strip_prefix("UNIQUE constraint failed: ")?;
    UNIQUE.iter().find(|(unique, _)| *unique == columns).map(|(_, what)| *what)
}
