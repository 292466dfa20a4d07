//! Benchmarks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use super::taxonomies::check_instruments;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::InstrumentId;
use crate::model::{Key, Version};
use crate::money::Decimal;
use crate::permissions::{Actor, Permission, Place, Reach, authorise, permitted};
use crate::ports::{BenchmarkRecord, Levels, UnitOfWork};
use crate::query::{Benchmark, BenchmarkError, BenchmarkPart, BenchmarkSource};
use crate::time::BusinessDate;
use crate::views::{BenchmarkView, DatedLevel, PutBenchmark, RecordLevels};

const NOT_FOUND: ServiceError = ServiceError::NotFound { what: "benchmark" };

/// What returns are compared with: list, get, put, delete; levels of indices.
#[derive(Debug, Clone, Copy)]
pub struct Benchmarks<'a> {
    outside: &'a Outside,
}

impl<'a> Benchmarks<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// All benchmarks of the firm, in the order of their keys.
    ///
    /// # Errors
    /// Without the permission `market.read`.
    pub async fn list(&self, actor: &Actor) -> Result<Vec<BenchmarkView>, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        let all = unit.benchmarks().list(&reach).await?;
        Ok(all.into_iter().map(BenchmarkView::from).collect())
    }

    /// The benchmark with this key.
    ///
    /// # Errors
    /// Without the permission `market.read`, or if there is no such benchmark.
    pub async fn get(&self, actor: &Actor, key: &Key) -> Result<BenchmarkView, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.benchmarks().get(&reach, key).await?.ok_or(NOT_FOUND)?.into())
    }

    /// Adds a benchmark under this key, or replaces what the one that is there is.
    ///
    /// # Errors
    /// Without the permission `market.record`; if it cannot be a benchmark ([`BenchmarkError`]); if it names an
    /// instrument that the firm does not have; if a new one is there already, or an old one was changed since the
    /// version named.
    pub async fn put(
        &self,
        actor: &Actor,
        key: Key,
        command: PutBenchmark,
    ) -> Result<BenchmarkView, Error> {
        let reach = permitted(actor, Permission::MarketRecord)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let based_on = command.version;
        let kept = put(&mut change, actor, &reach, based_on, key, command.benchmark()).await?;
        change.commit().await?;
        Ok(kept.into())
    }

    /// Removes the benchmark with this key and its levels.
    ///
    /// # Errors
    /// Without the permission `market.record`, if there is no such benchmark, if it was changed since the version
    /// named, or if it is a part of another.
    pub async fn delete(&self, actor: &Actor, key: &Key, version: Version) -> Result<(), Error> {
        permitted(actor, Permission::MarketRecord)?;
        let place = Place::Shared { firm: actor.firm() };
        let decision = authorise(actor, Permission::MarketRecord, place).require()?;
        let mut change = Change::begin(self.outside, actor).await?;
        change.unit().benchmarks().delete(actor.firm(), key, version).await?;
        change.note(&decision, EventKind::BenchmarkDeleted, key, json!({ "version": version }));
        change.commit().await
    }

    /// The levels of the index with this key up to and including the day; none if it has none.
    ///
    /// # Errors
    /// Without the permission `market.read`, or if there is no such benchmark.
    pub async fn levels(
        &self,
        actor: &Actor,
        key: &Key,
        until: BusinessDate,
    ) -> Result<Vec<DatedLevel>, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        unit.benchmarks().get(&reach, key).await?.ok_or(NOT_FOUND)?;
        let keys = std::slice::from_ref(key);
        let mut all = unit.benchmarks().levels(&reach, keys, until).await?;
        let levels = all.remove(key).unwrap_or_default().into_iter();
        Ok(levels.map(|(date, level)| DatedLevel { date, level }).collect())
    }

    /// Keeps levels of the index with this key. A level that exists for the day is replaced.
    ///
    /// # Errors
    /// Without the permission `market.record`, if there is no such benchmark or it is no index, or for a level that is
    /// not above zero.
    pub async fn record_levels(
        &self,
        actor: &Actor,
        key: &Key,
        command: &RecordLevels,
    ) -> Result<(), Error> {
        let reach = permitted(actor, Permission::MarketRecord)?;
        let levels = command.levels.iter().map(|row| (row.date, row.level)).collect();
        let mut change = Change::begin(self.outside, actor).await?;
        change.unit().benchmarks().get(&reach, key).await?.ok_or(NOT_FOUND)?;
        record_levels(&mut change, actor, key, &levels).await?;
        change.commit().await
    }
}

/// Keeps a benchmark as part of a change: a new one, or the next version of the one it is based on.
pub(super) async fn put(
    change: &mut Change<'_>,
    actor: &Actor,
    reach: &Reach,
    based_on: Option<Version>,
    key: Key,
    benchmark: Benchmark,
) -> Result<BenchmarkRecord, Error> {
    let place = Place::Shared { firm: actor.firm() };
    let decision = authorise(actor, Permission::MarketRecord, place).require()?;
    let others = change.unit().benchmarks().list(reach).await?;
    let others = others.into_iter().map(|row| (row.key, row.benchmark)).collect();
    benchmark.check(&key, &others)?;
    check_instruments(change.unit(), reach, instruments(&benchmark).collect()).await?;
    let record = BenchmarkRecord {
        firm: actor.firm(),
        key,
        benchmark,
        changed_at: change.at(),
        version: based_on.map_or(Version::FIRST, Version::next),
    };
    match based_on {
        None => change.unit().benchmarks().insert(&record).await?,
        Some(_) => change.unit().benchmarks().update(&record).await?,
    }
    let told = json!({ "version": record.version });
    change.note(&decision, EventKind::BenchmarkChanged, &record.key, told);
    Ok(record)
}

/// Keeps levels of an index as part of a change.
pub(super) async fn record_levels(
    change: &mut Change<'_>,
    actor: &Actor,
    key: &Key,
    levels: &Levels,
) -> Result<(), Error> {
    let place = Place::Shared { firm: actor.firm() };
    let decision = authorise(actor, Permission::MarketRecord, place).require()?;
    if let Some((date, _)) = levels.iter().find(|(_, level)| **level <= Decimal::ZERO) {
        return Err(BenchmarkError::Level { date: *date }.into());
    }
    change.unit().benchmarks().record_levels(actor.firm(), key, levels).await?;
    let told = json!({ "levels": levels.len() });
    change.note(&decision, EventKind::BenchmarkChanged, key, told);
    Ok(())
}

/// All benchmarks in reach, with the levels of indices up to and including the day.
pub(super) async fn load(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    until: BusinessDate,
) -> Result<BTreeMap<Key, Benchmark>, Error> {
    let records = unit.benchmarks().list(reach).await?;
    let keys: Vec<_> = records.iter().map(|record| record.key.clone()).collect();
    let mut levels_of = unit.benchmarks().levels(reach, &keys, until).await?;
    let with_levels = |BenchmarkRecord { key, mut benchmark, .. }| {
        if let BenchmarkSource::Index { levels, .. } = &mut benchmark.source {
            *levels = levels_of.remove(&key).unwrap_or_default();
        }
        (key, benchmark)
    };
    Ok(records.into_iter().map(with_levels).collect())
}

/// The instruments that a benchmark names.
pub(super) fn instruments(benchmark: &Benchmark) -> impl Iterator<Item = InstrumentId> {
    let mut named = BTreeSet::new();
    match &benchmark.source {
        BenchmarkSource::Index { .. } => {}
        BenchmarkSource::Instrument(instrument) => {
            named.insert(*instrument);
        }
        BenchmarkSource::Blend { parts, .. } => {
            named.extend(parts.iter().filter_map(|(part, _)| match part {
                BenchmarkPart::Instrument(instrument) => Some(*instrument),
                BenchmarkPart::Benchmark(_) => None,
            }));
        }
    }
    named.into_iter()
}
