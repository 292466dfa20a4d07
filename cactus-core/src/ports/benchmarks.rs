//! Benchmarks.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::StoreError;
use crate::ids::FirmId;
use crate::model::{Key, Version};
use crate::money::Decimal;
use crate::permissions::Reach;
use crate::query::Benchmark;
use crate::time::{BusinessDate, Timestamp};

/// A benchmark of a firm, which is known by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchmarkRecord {
    /// The firm it belongs to.
    pub firm: FirmId,
    /// Its key.
    pub key: Key,
    /// What it is. The levels of an index are kept apart from it and not here.
    pub benchmark: Benchmark,
    /// When it was changed.
    pub changed_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

/// Levels of an index by day.
pub type Levels = BTreeMap<BusinessDate, Decimal>;

/// The benchmarks of a firm, and the levels of those that are indices: one for a day.
///
/// What of a benchmark cannot be ([`Benchmark::check`]) is not kept: services see to it.
#[async_trait]
pub trait Benchmarks: Send {
    /// The benchmark with this key, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(
        &mut self,
        reach: &Reach,
        key: &Key,
    ) -> Result<Option<BenchmarkRecord>, StoreError>;

    /// All in reach, in the order of their keys.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn list(&mut self, reach: &Reach) -> Result<Vec<BenchmarkRecord>, StoreError>;

    /// Adds a benchmark.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `benchmark.key`, [`StoreError::Dangling`] for `benchmark.firm`,
    /// `benchmark.instrument` and `benchmark.part`: the instrument or the benchmark that a part of it is.
    async fn insert(&mut self, record: &BenchmarkRecord) -> Result<(), StoreError>;

    /// Replaces a benchmark by its next version. The levels stay if it stays an index in the same currency, and else
    /// go.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Dangling`] for `benchmark.instrument` and
    /// `benchmark.part`.
    async fn update(&mut self, record: &BenchmarkRecord) -> Result<(), StoreError>;

    /// Removes the benchmark with this key, which is of this version, and its levels.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Conflict`] for `benchmark.part` if it is a part of
    /// another.
    async fn delete(&mut self, firm: FirmId, key: &Key, version: Version)
    -> Result<(), StoreError>;

    /// The levels of these benchmarks up to and including `until`. One that has none, or is no index, is not there.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn levels(
        &mut self,
        reach: &Reach,
        keys: &[Key],
        until: BusinessDate,
    ) -> Result<BTreeMap<Key, Levels>, StoreError>;

    /// Keeps levels of an index; a level that exists for the day is replaced.
    ///
    /// # Errors
    /// [`StoreError::Dangling`] for `level.index` if there is no such benchmark, or it is no index.
    async fn record_levels(
        &mut self,
        firm: FirmId,
        key: &Key,
        levels: &Levels,
    ) -> Result<(), StoreError>;
}
