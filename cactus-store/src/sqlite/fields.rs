//! Reading the columns of a row.

use std::str::FromStr;

use cactus_core::events::Digest;
use cactus_core::ids::Id;
use cactus_core::model::Version;
use cactus_core::ports::StoreError;
use cactus_core::time::{BusinessDate, TimeOfDay, Timestamp};
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, Type};
use uuid::Uuid;

use crate::codec::{corrupt, from_json, from_text};

/// The columns of a row, each read as what it stands for or reported as corrupt.
pub(super) struct Fields<'r> {
    what: &'static str,
    row: &'r SqliteRow,
}

impl<'r> Fields<'r> {
    /// The columns of a row that keeps a `what`.
    pub(super) const fn of(what: &'static str, row: &'r SqliteRow) -> Self {
        Self { what, row }
    }

    /// A column as the database has it.
    pub(super) fn get<T>(&self, column: &str) -> Result<T, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite>,
    {
        self.row.try_get(column).map_err(|_| corrupt(self.what, column))
    }

    pub(super) fn id<T: Id>(&self, column: &str) -> Result<T, StoreError> {
        self.get::<Uuid>(column).map(T::from_uuid)
    }

    pub(super) fn maybe_id<T: Id>(&self, column: &str) -> Result<Option<T>, StoreError> {
        let uuid = self.get::<Option<Uuid>>(column)?;
        Ok(uuid.map(T::from_uuid))
    }

    pub(super) fn text<T: FromStr>(&self, column: &str) -> Result<T, StoreError> {
        from_text(self.what, column, self.get(column)?)
    }

    pub(super) fn maybe_text<T: FromStr>(&self, column: &str) -> Result<Option<T>, StoreError> {
        let text = self.get::<Option<&str>>(column)?;
        text.map(|text| from_text(self.what, column, text)).transpose()
    }

    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        from_json(self.what, column, self.get(column)?)
    }

    pub(super) fn maybe_json<T: DeserializeOwned>(
        &self,
        column: &str,
    ) -> Result<Option<T>, StoreError> {
        let text: Option<&str> = self.get(column)?;
        text.map(|text| from_json(self.what, column, text)).transpose()
    }

    pub(super) fn flag(&self, column: &str) -> Result<bool, StoreError> {
        self.get(column)
    }

    pub(super) fn day(&self, column: &str) -> Result<BusinessDate, StoreError> {
        let number = self.get(column)?;
        BusinessDate::from_day_number(number).map_err(|_| corrupt(self.what, column))
    }

    pub(super) fn maybe_day(&self, column: &str) -> Result<Option<BusinessDate>, StoreError> {
        let number = self.get::<Option<i32>>(column)?;
        number
            .map(BusinessDate::from_day_number)
            .transpose()
            .map_err(|_| corrupt(self.what, column))
    }

    pub(super) fn maybe_time(&self, column: &str) -> Result<Option<TimeOfDay>, StoreError> {
        let micros = self.get::<Option<i64>>(column)?;
        let time = |micros: i64| TimeOfDay::from_micros(u64::try_from(micros).ok()?).ok();
        micros.map(|micros| time(micros).ok_or_else(|| corrupt(self.what, column))).transpose()
    }

    pub(super) fn moment(&self, column: &str) -> Result<Timestamp, StoreError> {
        let micros = self.get(column)?;
        Timestamp::from_micros(micros).map_err(|_| corrupt(self.what, column))
    }

    pub(super) fn maybe_moment(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        let micros = self.get::<Option<i64>>(column)?;
        micros.map(Timestamp::from_micros).transpose().map_err(|_| corrupt(self.what, column))
    }

    pub(super) fn version(&self) -> Result<Version, StoreError> {
        let number = self.get::<u32>("version")?;
        Version::try_from(number).map_err(|_| corrupt(self.what, "version"))
    }

    pub(super) fn count(&self, column: &str) -> Result<u64, StoreError> {
        let number = self.get::<i64>(column)?;
        u64::try_from(number).map_err(|_| corrupt(self.what, column))
    }

    pub(super) fn digest(&self, column: &str) -> Result<Digest, StoreError> {
        self.maybe_digest(column)?.ok_or_else(|| corrupt(self.what, column))
    }

    pub(super) fn maybe_digest(&self, column: &str) -> Result<Option<Digest>, StoreError> {
        let bytes = self.get::<Option<&[u8]>>(column)?;
        bytes
            .map(|bytes| bytes.try_into().map(Digest))
            .transpose()
            .map_err(|_| corrupt(self.what, column))
    }
}
