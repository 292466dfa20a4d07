use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use cactus_core::ids::FirmId;
use cactus_core::model::{Key, Version};
use cactus_core::permissions::Reach;
use cactus_core::ports::{BenchmarkRecord, Benchmarks, Levels, StoreError};
use cactus_core::query::{Benchmark, BenchmarkPart, BenchmarkSource};
use cactus_core::time::BusinessDate;

use super::state::{State, reaches_shared, refer};
use super::unit::Rows;

#[async_trait]
impl Benchmarks for Rows<'_> {
    async fn get(
        &mut self,
        reach: &Reach,
        key: &Key,
    ) -> Result<Option<BenchmarkRecord>, StoreError> {
        let found = self.state().benchmarks.get(&(reach.firm(), key.clone()));
        Ok(found.filter(|_| reaches_shared(reach)).cloned())
    }

    async fn list(&mut self, reach: &Reach) -> Result<Vec<BenchmarkRecord>, StoreError> {
        let of_firm = self.state().benchmarks.values().filter(|row| row.firm == reach.firm());
        Ok(of_firm.filter(|_| reaches_shared(reach)).cloned().collect())
    }

    async fn insert(&mut self, record: &BenchmarkRecord) -> Result<(), StoreError> {
        self.change(|state| {
            if state.benchmarks.contains_key(&place(record)) {
                return Err(StoreError::Conflict { what: "benchmark.key" });
            }
            keep(state, record)
        })
    }

    async fn update(&mut self, record: &BenchmarkRecord) -> Result<(), StoreError> {
        self.change(|state| {
            let place = place(record);
            let before = stored(state, &place)?;
            if before.version.next() != record.version {
                return Err(StoreError::stale("benchmark", record.version));
            }
            let measured = before.benchmark.source.currency();
            keep(state, record)?;
            if measured != record.benchmark.source.currency() {
                state.levels.remove_mut(&place);
            }
            Ok(())
        })
    }

    async fn delete(
        &mut self,
        firm: FirmId,
        key: &Key,
        version: Version,
    ) -> Result<(), StoreError> {
        self.change(|state| {
            let place = (firm, key.clone());
            if stored(state, &place)?.version != version {
                return Err(StoreError::Stale { what: "benchmark", based_on: version });
            }
            let mut others = state.benchmarks.values().filter(|row| row.firm == firm);
            if others.any(|row| parts(&row.benchmark).any(|part| part == key)) {
                return Err(StoreError::Conflict { what: "benchmark.part" });
            }
            state.benchmarks.remove_mut(&place);
            state.levels.remove_mut(&place);
            Ok(())
        })
    }

    async fn levels(
        &mut self,
        reach: &Reach,
        keys: &[Key],
        until: BusinessDate,
    ) -> Result<BTreeMap<Key, Levels>, StoreError> {
        let mut found = BTreeMap::new();
        for key in keys.iter().collect::<BTreeSet<_>>() {
            let levels = self.state().levels.get(&(reach.firm(), key.clone()));
            let Some(levels) = levels.filter(|_| reaches_shared(reach)) else { continue };
            let levels: Levels =
                levels.range(..=until).map(|(date, level)| (*date, *level)).collect();
            if !levels.is_empty() {
                found.insert(key.clone(), levels);
            }
        }
        Ok(found)
    }

    async fn record_levels(
        &mut self,
        firm: FirmId,
        key: &Key,
        levels: &Levels,
    ) -> Result<(), StoreError> {
        self.change(|state| {
            let place = (firm, key.clone());
            let known = state.benchmarks.get(&place);
            let is_index = known.is_some_and(|row| row.benchmark.source.currency().is_some());
            refer(is_index, "level.index")?;
            let mut kept = state.levels.get(&place).cloned().unwrap_or_default();
            Arc::make_mut(&mut kept).extend(levels);
            state.levels.insert_mut(place, kept);
            Ok(())
        })
    }
}

fn place(record: &BenchmarkRecord) -> (FirmId, Key) {
    (record.firm, record.key.clone())
}

/// The benchmark that is there.
fn stored<'a>(state: &'a State, place: &(FirmId, Key)) -> Result<&'a BenchmarkRecord, StoreError> {
    state.benchmarks.get(place).ok_or(StoreError::Missing { what: "benchmark" })
}

fn parts(benchmark: &Benchmark) -> impl Iterator<Item = &Key> {
    let parts = match &benchmark.source {
        BenchmarkSource::Blend { parts, .. } => parts.as_slice(),
        _ => &[],
    };
    parts.iter().filter_map(|(part, _)| match part {
        BenchmarkPart::Benchmark(key) => Some(key),
        BenchmarkPart::Instrument(_) => None,
    })
}

fn keep(state: &mut State, record: &BenchmarkRecord) -> Result<(), StoreError> {
    let firm = record.firm;
    state.check_firm(firm, "benchmark.firm")?;
    let mut kept = record.clone();
    match &mut kept.benchmark.source {
        BenchmarkSource::Index { levels, .. } => levels.clear(),
        BenchmarkSource::Instrument(instrument) => {
            refer(state.instruments.has(firm, *instrument), "benchmark.instrument")?;
        }
        BenchmarkSource::Blend { parts, .. } => {
            for (part, _) in parts {
                let is_there = match part {
                    BenchmarkPart::Benchmark(key) => {
                        state.benchmarks.contains_key(&(firm, key.clone()))
                    }
                    BenchmarkPart::Instrument(instrument) => {
                        state.instruments.has(firm, *instrument)
                    }
                };
                refer(is_there, "benchmark.part")?;
            }
        }
    }
    state.benchmarks.insert_mut(place(record), kept);
    Ok(())
}
