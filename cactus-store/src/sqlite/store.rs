//! The store itself: its connections, and the units of work it gives out.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use cactus_core::ports::{Store, StoreError, UnitOfWork};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::error::OpenError;
use super::migrations::{LATEST, migrate};
use super::refusal::{is_busy, refusal};
use super::unit::Unit;

/// How a book is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqliteOptions {
    /// How many units of work can read at the same time; at least one always can.
    pub readers: u32,
    /// How long to wait for others before an attempt ends as busy.
    pub busy_timeout: Duration,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { readers: 4, busy_timeout: Duration::from_secs(5) }
    }
}

/// A book in one SQLite file. Clones share its connections.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// Between two attempts at what the database does not wait for by itself.
const PAUSE: Duration = Duration::from_millis(5);

impl SqliteStore {
    /// Opens the book in this file. A file that does not exist is created, for its owner alone; an older
    /// schema is brought up to date. `:memory:` is a new, empty book that is gone with the store; it has a
    /// single connection, so that reading waits for writing.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open(path: impl AsRef<Path>, options: SqliteOptions) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let in_memory = path == Path::new(":memory:");
        if !in_memory {
            create_private(path).map_err(OpenError::Create)?;
        }
        let connect = connect_options(path, &options);
        let writer = pool_options(1, &options).connect_with(connect.clone()).await?;
        let mut connection = writer.acquire().await?;
        migrate(&mut connection).await?;
        if in_memory {
            let readers = writer.clone();
            return Ok(Self { writer, readers });
        }
        write_ahead(&mut connection, options.busy_timeout).await?;
        drop(connection);
        let readers = pool_options(options.readers.max(1), &options)
            .connect_with(connect.read_only(true))
            .await?;
        Ok(Self { writer, readers })
    }

    /// Waits for the open units of work and closes the file, so that nothing is left beside it.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Creates the file if there is none; SQLite gives the files beside it the same permissions.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        result => result.map(drop),
    }
}

/// Switches the file to write-ahead logging, which it keeps. The database does not wait by itself for another
/// process that is just doing the same.
async fn write_ahead(
    connection: &mut SqliteConnection,
    patience: Duration,
) -> Result<(), OpenError> {
    let mut waited = Duration::ZERO;
    loop {
        let switch = sqlx::query_scalar::<_, String>("PRAGMA journal_mode = WAL");
        match switch.fetch_one(&mut *connection).await {
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(_) => return Err(OpenError::NoSharedMemory),
            Err(error) if is_busy(&error) && waited < patience => {
                tokio::time::sleep(PAUSE).await;
                waited = waited.saturating_add(PAUSE);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn connect_options(path: &Path, options: &SqliteOptions) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(options.busy_timeout)
        .foreign_keys(true)
        // An acknowledged commit survives a loss of power too.
        .synchronous(SqliteSynchronous::Full)
        // Sorting needs no directory for temporary files, which a sandbox may not have.
        .pragma("temp_store", "MEMORY")
        // 16 MiB: an import into a large book touches many pages of its indexes.
        .pragma("cache_size", "-16384")
        // A large import does not leave a large file behind.
        .pragma("journal_size_limit", "67108864")
        .statement_cache_capacity(200)
        .row_buffer_size(500)
        .disable_statement_logging()
}

/// Connections are kept for ever: a file costs nothing to hold, and a book in memory lives in its connection.
fn pool_options(connections: u32, options: &SqliteOptions) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(options.busy_timeout)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false)
        .after_release(|connection, _| Box::pin(is_at_rest(connection)))
}

/// Whether a connection has ended its transaction. One that the database rolled back by itself counts as open
/// for ever; the pool replaces such a connection.
async fn is_at_rest(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

#[async_trait]
impl Store for SqliteStore {
    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        // Deferred: the snapshot is taken by the first read.
        let transaction = self.readers.begin().await;
        Ok(Box::new(Unit::reading(transaction.map_err(refusal)?)))
    }

    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        // A transaction that first reads and then asks to write could be refused without waiting.
        let transaction = self.writer.begin_with("BEGIN IMMEDIATE").await;
        Ok(Box::new(Unit::writing(transaction.map_err(refusal)?)))
    }

    async fn ping(&self) -> Result<(), StoreError> {
        let query = sqlx::query(LATEST).fetch_one(&self.readers);
        query.await.map(drop).map_err(refusal)
    }
}
