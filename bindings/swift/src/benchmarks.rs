//! Benchmarks.

use cactus_core::model::{Key, Version};
use cactus_core::time::BusinessDate;
use cactus_core::views::{BenchmarkView, DatedLevel, PutBenchmark, RecordLevels};

use crate::errors::CactusError;
use crate::session::Session;

#[uniffi::export]
impl Session {
    /// All benchmarks of the firm, in the order of their keys.
    pub async fn list_benchmarks(&self) -> Result<Vec<BenchmarkView>, CactusError> {
        self.act(|cactus, actor| async move { cactus.benchmarks().list(&actor).await }).await
    }

    /// The benchmark with this key.
    pub async fn get_benchmark(&self, key: Key) -> Result<BenchmarkView, CactusError> {
        self.act(|cactus, actor| async move { cactus.benchmarks().get(&actor, &key).await }).await
    }

    /// Adds a benchmark under this key, or replaces what the one that is there is.
    pub async fn put_benchmark(
        &self,
        key: Key,
        benchmark: PutBenchmark,
    ) -> Result<BenchmarkView, CactusError> {
        self.act(
            |cactus, actor| async move { cactus.benchmarks().put(&actor, key, benchmark).await },
        )
        .await
    }

    /// Removes the benchmark with this key, which is of this version, and its levels.
    pub async fn delete_benchmark(&self, key: Key, version: Version) -> Result<(), CactusError> {
        self.act(move |cactus, actor| async move {
            cactus.benchmarks().delete(&actor, &key, version).await
        })
        .await
    }

    /// The levels of an index up to and including the day.
    pub async fn list_levels(
        &self,
        key: Key,
        as_of: BusinessDate,
    ) -> Result<Vec<DatedLevel>, CactusError> {
        self.act(move |cactus, actor| async move {
            cactus.benchmarks().levels(&actor, &key, as_of).await
        })
        .await
    }

    /// Keeps levels of an index; a level that exists for the day is replaced.
    pub async fn record_levels(
        &self,
        key: Key,
        levels: Vec<DatedLevel>,
    ) -> Result<(), CactusError> {
        let command = RecordLevels { levels };
        self.act(|cactus, actor| async move {
            cactus.benchmarks().record_levels(&actor, &key, &command).await
        })
        .await
    }
}
