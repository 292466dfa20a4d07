//! Rows that are added many at a time.

use cactus_core::ports::StoreError;
use serde::Serialize;

use super::reference::Reference;
use super::refusal::is_refused_row;
use super::unit::Unit;
use crate::codec::to_json;

/// Something that is kept as a row of its own, in batches.
pub(super) trait Batched: Sync {
    /// The statement that adds the rows of a JSON array.
    const INSERT: &'static str;

    /// The columns, as the statement takes them.
    fn row(&self) -> Result<impl Serialize, StoreError>;

    /// What the row refers to.
    fn references(&self) -> Vec<Reference>;
}

impl Unit {
    /// Adds all of them or none.
    ///
    /// One statement takes the batch. If it is refused, the database does not say for which row, and it looks
    /// at the references of all rows after the keys of all rows; so the first row that cannot be kept is
    /// looked for then, by halves.
    pub(super) async fn insert_all<T: Batched>(&mut self, items: &[T]) -> Result<(), StoreError> {
        self.writer()?;
        let error = match self.try_insert(items).await? {
            Ok(()) => return Ok(()),
            Err(error) => error,
        };
        match items {
            _ if !is_refused_row(&error) => Err(self.refuse(error)),
            [item] => Err(self.reason(error, &item.references()).await),
            _ => {
                self.execute("SAVEPOINT batch").await?;
                let found = self.first_refused(items).await?;
                self.execute("ROLLBACK TO batch").await?;
                self.execute("RELEASE batch").await?;
                match found {
                    Some((item, error)) => Err(self.reason(error, &item.references()).await),
                    None => Err(self.refuse(error)),
                }
            }
        }
    }

    /// The first row of a refused batch that cannot be kept, after those before it have been added.
    async fn first_refused<'t, T: Batched>(
        &mut self,
        items: &'t [T],
    ) -> Result<Option<(&'t T, sqlx::Error)>, StoreError> {
        let mut rest = items;
        while !rest.is_empty() {
            let (half, other) = rest.split_at(rest.len().div_ceil(2));
            match (self.try_insert(half).await?, half) {
                (Ok(()), _) => rest = other,
                (Err(error), [item]) => return Ok(Some((item, error))),
                (Err(error), _) if !is_refused_row(&error) => return Err(self.refuse(error)),
                (Err(_), _) => rest = half,
            }
        }
        Ok(None)
    }

    /// What the database says to a batch; the outer error is of a row that has no form it could take.
    async fn try_insert<T: Batched>(
        &mut self,
        items: &[T],
    ) -> Result<Result<(), sqlx::Error>, StoreError> {
        let query = sqlx::query(T::INSERT).bind(array(items)?);
        Ok(query.execute(self.writer()?).await.map(drop))
    }

    async fn execute(&mut self, statement: &'static str) -> Result<(), StoreError> {
        self.write(sqlx::query(statement), &[]).await.map(drop)
    }
}

fn array<T: Batched>(items: &[T]) -> Result<String, StoreError> {
    let rows = items.iter().map(Batched::row).collect::<Result<Vec<_>, _>>()?;
    to_json(&rows)
}
