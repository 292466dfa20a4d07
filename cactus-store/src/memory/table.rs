//! Tables of rows that belong to a firm.

use std::ops::Bound;

use cactus_core::ids::{FirmId, Id};
use cactus_core::model::{
    Account, Client, Household, Instrument, ModelError, Portfolio, User, Version,
};
use cactus_core::ports::{Page, PageRequest, StoreError};
use rpds::RedBlackTreeMapSync;
use uuid::Uuid;

/// An ordered map that shares structure with its earlier versions.
pub(super) type Map<K, V> = RedBlackTreeMapSync<K, V>;

/// The id before all others.
pub(super) fn lowest<I: Id>() -> I {
    I::from_uuid(Uuid::nil())
}

/// The id after all others.
pub(super) fn highest<I: Id>() -> I {
    I::from_uuid(Uuid::max())
}

/// A row with an id and a version.
pub(super) trait Row: Clone {
    /// Its id.
    type Id: Id;
    /// The word for it in errors, and for its key.
    const NAME: &'static str;
    const KEY: &'static str;

    fn key(&self) -> (FirmId, Self::Id);
    fn version(&self) -> Version;
    fn check(&self) -> Result<(), ModelError> {
        Ok(())
    }
}

macro_rules! rows {
    ($($row:ident($id:ident) = $name:literal, $key:literal $(, $check:ident)?;)+) => {$(
        impl Row for $row {
            type Id = cactus_core::ids::$id;
            const NAME: &'static str = $name;
            const KEY: &'static str = $key;

            fn key(&self) -> (FirmId, Self::Id) {
                (self.firm, self.id)
            }

            fn version(&self) -> Version {
                self.version
            }

            $(
                fn check(&self) -> Result<(), ModelError> {
                    $row::$check(self)
                }
            )?
        }
    )+};
}

rows! {
    User(UserId) = "user", "user.id", check;
    Client(ClientId) = "client", "client.id", check;
    Household(HouseholdId) = "household", "household.id";
    Portfolio(PortfolioId) = "portfolio", "portfolio.id";
    Account(AccountId) = "account", "account.id", check;
    Instrument(InstrumentId) = "instrument", "instrument.id";
}

/// The rows of all firms, by firm and id.
#[derive(Debug, Clone)]
pub(super) struct Table<R: Row> {
    rows: Map<(FirmId, R::Id), R>,
}

impl<R: Row> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Map::new_sync() }
    }
}

impl<R: Row> Table<R> {
    pub(super) fn get(&self, firm: FirmId, id: R::Id) -> Option<&R> {
        self.rows.get(&(firm, id))
    }

    pub(super) fn has(&self, firm: FirmId, id: R::Id) -> bool {
        self.rows.contains_key(&(firm, id))
    }

    /// The rows of a firm, in the order of their ids.
    pub(super) fn of(&self, firm: FirmId) -> impl Iterator<Item = &R> {
        self.after(firm, None)
    }

    fn after(&self, firm: FirmId, id: Option<R::Id>) -> impl Iterator<Item = &R> {
        let start =
            id.map_or_else(|| Bound::Included((firm, lowest())), |id| Bound::Excluded((firm, id)));
        let end = Bound::Included((firm, highest()));
        self.rows.range((start, end)).map(|(_, row)| row)
    }

    /// A page of the rows that pass.
    pub(super) fn page(
        &self,
        firm: FirmId,
        page: &PageRequest,
        passes: impl Fn(&R) -> bool,
    ) -> Result<Page<R>, StoreError> {
        let after = page.after.as_ref().map(|cursor| cursor.key()).transpose()?;
        let rows = self
            .after(firm, after)
            .filter(|row| passes(row))
            .take(page.limit.get() as usize + 1)
            .cloned()
            .collect();
        Ok(Page::from_rows(rows, page.limit, |row| row.key().1))
    }

    /// That the row may be added, as far as the table can say.
    pub(super) fn check_new(&self, row: &R) -> Result<(), StoreError> {
        row.check()?;
        if self.rows.contains_key(&row.key()) {
            return Err(StoreError::Conflict { what: R::KEY });
        }
        Ok(())
    }

    /// The row that this one may replace.
    pub(super) fn check_next(&self, row: &R) -> Result<&R, StoreError> {
        row.check()?;
        let stored = self.rows.get(&row.key()).ok_or(StoreError::Missing { what: R::NAME })?;
        if stored.version().next() != row.version() {
            return Err(StoreError::stale(R::NAME, row.version()));
        }
        Ok(stored)
    }

    /// Keeps the row, new or not.
    pub(super) fn put(&mut self, row: &R) {
        self.rows.insert_mut(row.key(), row.clone());
    }
}
