//! Units of work: one transaction of the database each.

use async_trait::async_trait;
use cactus_core::ids::{FirmId, Id};
use cactus_core::model::Version;
use cactus_core::ports::{
    Accounts, Audit, Benchmarks, Clients, Directory, Events, Firms, Households, Instruments,
    Market, Page, PageRequest, Portfolios, Reports, Sessions, StoreError, Taxonomies, Transactions,
    UnitOfWork, Users,
};
use sqlx::sqlite::{SqliteQueryResult, SqliteRow};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::reference::{Reference, Table};
use super::refusal::{is_dangling, is_refused_row, refusal};
use super::sql::Query;

/// A transaction of the database; dropped, it is rolled back. Every repository is this unit seen through
/// its port.
pub(super) struct Unit {
    transaction: Transaction<'static, Sqlite>,
    writes: bool,
    broken: bool,
}

/// The database may have rolled back by itself after a failure, such as a full disk; what came after it would
/// be kept row by row.
#[derive(Debug, thiserror::Error)]
#[error("an earlier statement of the unit of work failed")]
struct BrokenUnit;

impl Unit {
    pub(super) const fn reading(transaction: Transaction<'static, Sqlite>) -> Self {
        Self { transaction, writes: false, broken: false }
    }

    pub(super) const fn writing(transaction: Transaction<'static, Sqlite>) -> Self {
        Self { transaction, writes: true, broken: false }
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// The connection for a statement that changes something.
    pub(super) fn writer(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        if !self.writes {
            return Err(StoreError::ReadOnly);
        }
        if self.broken {
            return Err(StoreError::backend(BrokenUnit));
        }
        Ok(&mut self.transaction)
    }

    /// The contract's error for one of the database; what is not a refused row breaks the unit.
    pub(super) fn refuse(&mut self, error: sqlx::Error) -> StoreError {
        self.broken |= !is_refused_row(&error);
        refusal(error)
    }

    /// The row of a query that gives at most one.
    pub(super) async fn one<T>(
        &mut self,
        query: Query,
        read: fn(&SqliteRow) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match query.fetch_optional(self.connection()).await {
            Ok(row) => row.as_ref().map(read).transpose(),
            Err(error) => Err(self.refuse(error)),
        }
    }

    /// All rows of a query.
    pub(super) async fn all<T>(
        &mut self,
        query: Query,
        read: fn(&SqliteRow) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        match query.fetch_all(self.connection()).await {
            Ok(rows) => rows.iter().map(read).collect(),
            Err(error) => Err(self.refuse(error)),
        }
    }

    /// Runs a statement that writes rows which refer to others.
    pub(super) async fn write(
        &mut self,
        query: Query,
        references: &[Reference],
    ) -> Result<SqliteQueryResult, StoreError> {
        match query.execute(self.writer()?).await {
            Ok(result) => Ok(result),
            Err(error) => Err(self.reason(error, references).await),
        }
    }

    /// The contract's error for a row that the database did not take, where the row has these references.
    pub(super) async fn reason(
        &mut self,
        error: sqlx::Error,
        references: &[Reference],
    ) -> StoreError {
        if !is_dangling(&error) {
            return self.refuse(error);
        }
        match self.first_dangling(references).await {
            Ok(Some(what)) => StoreError::Dangling { what },
            Ok(None) => self.refuse(error),
            Err(failure) => failure,
        }
    }

    /// Runs a statement that replaces the row by its next version.
    pub(super) async fn replace(
        &mut self,
        query: Query,
        row: Versioned<'_>,
    ) -> Result<(), StoreError> {
        if self.write(query, row.references).await?.rows_affected() > 0 {
            return Ok(());
        }
        let Versioned { table, firm, id, version, .. } = row;
        let what = table.noun();
        if self.exists(table, firm, id).await? {
            Err(StoreError::stale(what, version))
        } else {
            Err(StoreError::Missing { what })
        }
    }
}

/// A row that is to be replaced.
pub(super) struct Versioned<'a> {
    pub(super) table: Table,
    pub(super) firm: FirmId,
    pub(super) id: uuid::Uuid,
    pub(super) version: Version,
    pub(super) references: &'a [Reference],
}

/// The id a page starts after, as the database compares it; before all ids for the first page.
pub(super) fn start_after<T: Id>(page: &PageRequest) -> Result<Vec<u8>, StoreError> {
    let Some(cursor) = &page.after else {
        return Ok(Vec::new());
    };
    Ok(cursor.key::<T>()?.uuid().as_bytes().to_vec())
}

/// How many rows to read for a page: one more than it has, to see whether another follows.
pub(super) fn rows_to_read(page: &PageRequest) -> i64 {
    i64::from(page.limit.get()) + 1
}

/// The page of a list in which nothing is in reach.
pub(super) const fn empty<T>() -> Page<T> {
    Page { items: Vec::new(), next: None }
}

#[async_trait]
impl UnitOfWork for Unit {
    fn firms(&mut self) -> Box<dyn Firms + '_> {
        Box::new(self)
    }

    fn users(&mut self) -> Box<dyn Users + '_> {
        Box::new(self)
    }

    fn clients(&mut self) -> Box<dyn Clients + '_> {
        Box::new(self)
    }

    fn households(&mut self) -> Box<dyn Households + '_> {
        Box::new(self)
    }

    fn portfolios(&mut self) -> Box<dyn Portfolios + '_> {
        Box::new(self)
    }

    fn accounts(&mut self) -> Box<dyn Accounts + '_> {
        Box::new(self)
    }

    fn instruments(&mut self) -> Box<dyn Instruments + '_> {
        Box::new(self)
    }

    fn taxonomies(&mut self) -> Box<dyn Taxonomies + '_> {
        Box::new(self)
    }

    fn benchmarks(&mut self) -> Box<dyn Benchmarks + '_> {
        Box::new(self)
    }

    fn transactions(&mut self) -> Box<dyn Transactions + '_> {
        Box::new(self)
    }

    fn market(&mut self) -> Box<dyn Market + '_> {
        Box::new(self)
    }

    fn reports(&mut self) -> Box<dyn Reports + '_> {
        Box::new(self)
    }

    fn events(&mut self) -> Box<dyn Events + '_> {
        Box::new(self)
    }

    fn audit(&mut self) -> Box<dyn Audit + '_> {
        Box::new(self)
    }

    fn directory(&mut self) -> Box<dyn Directory + '_> {
        Box::new(self)
    }

    fn sessions(&mut self) -> Box<dyn Sessions + '_> {
        Box::new(self)
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        if self.broken {
            return Err(StoreError::backend(BrokenUnit));
        }
        self.transaction.commit().await.map_err(refusal)
    }
}
