//! Bringing the file to the schema of this program.

use sqlx::{Connection, SqliteConnection};

use super::error::OpenError;

/// Every schema change ever released, in order. Files are only ever added: see `migrations/NOTES.md`.
const MIGRATIONS: &[Migration] = &[
    Migration { name: "init", sql: include_str!("../../migrations/sqlite/0001_init.sql") },
    Migration { name: "sources", sql: include_str!("../../migrations/sqlite/0002_sources.sql") },
    Migration { name: "ledger", sql: include_str!("../../migrations/sqlite/0003_ledger.sql") },
    Migration { name: "terms", sql: include_str!("../../migrations/sqlite/0004_terms.sql") },
    Migration {
        name: "time_of_day",
        sql: include_str!("../../migrations/sqlite/0005_time_of_day.sql"),
    },
    Migration { name: "splits", sql: include_str!("../../migrations/sqlite/0006_splits.sql") },
    Migration { name: "regions", sql: include_str!("../../migrations/sqlite/0007_regions.sql") },
    Migration {
        name: "shares_and_currencies",
        sql: include_str!("../../migrations/sqlite/0008_shares_and_currencies.sql"),
    },
    Migration {
        name: "taxonomies",
        sql: include_str!("../../migrations/sqlite/0009_taxonomies.sql"),
    },
    Migration {
        name: "benchmarks",
        sql: include_str!("../../migrations/sqlite/0010_benchmarks.sql"),
    },
    Migration {
        name: "split_recorded",
        sql: include_str!("../../migrations/sqlite/0011_split_recorded.sql"),
    },
];

struct Migration {
    name: &'static str,
    sql: &'static str,
}

pub(super) const TABLES: &str = "SELECT count(*), count(*) FILTER (WHERE name = 'cactus_migrations') \
    FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'";
const CREATE: &str = "CREATE TABLE cactus_migrations \
    (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";
/// Changes nothing, but has to be allowed to: the database begins any transaction on a file that it can only read.
const TRY: &str = "UPDATE cactus_migrations SET name = name WHERE FALSE";
pub(super) const LATEST: &str = "SELECT coalesce(max(number), 0) FROM cactus_migrations";
const RECORD: &str =
    "INSERT INTO cactus_migrations (number, name, applied_at) VALUES (?1, ?2, unixepoch())";

/// Applies what is missing, all or nothing. Whoever opens the same file at the same time waits here for the
/// lock and then finds the work done.
pub(super) async fn migrate(connection: &mut SqliteConnection) -> Result<(), OpenError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let (tables, ours): (i64, i64) = sqlx::query_as(TABLES).fetch_one(&mut *transaction).await?;
    if tables > 0 && ours == 0 {
        return Err(OpenError::NotABook);
    }
    if tables == 0 {
        sqlx::query(CREATE).execute(&mut *transaction).await?;
    }
    let found: i64 = sqlx::query_scalar(LATEST).fetch_one(&mut *transaction).await?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(OpenError::NewerSchema { found, known });
    }
    sqlx::query(TRY).execute(&mut *transaction).await?;
    for (number, migration) in (1..).zip(MIGRATIONS).filter(|(number, _)| *number > found) {
        sqlx::raw_sql(migration.sql).execute(&mut *transaction).await?;
        let record = sqlx::query(RECORD).bind(number).bind(migration.name);
        record.execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}
