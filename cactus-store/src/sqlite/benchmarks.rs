//! Benchmarks.

use std::collections::BTreeMap;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, Id, InstrumentId};
use cactus_core::model::{Key, Version};
use cactus_core::money::{Currency, Weight, decimal};
use cactus_core::performance::Rebalancing;
use cactus_core::permissions::Reach;
use cactus_core::ports::{BenchmarkRecord, Benchmarks, Levels, StoreError};
use cactus_core::query::{Benchmark, BenchmarkPart, BenchmarkSource};
use cactus_core::time::BusinessDate;
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::market::points;
use super::reach::shared;
use super::reference::Table;
use super::sql::statements;
use super::unit::Unit;
use crate::codec::{corrupt, hex, to_json};

statements! {
    plain {
        ROWS = "SELECT firm, key, name, currency, instrument, rebalancing, changed_at, version FROM benchmarks \
            WHERE firm = ?1 AND (?2 IS NULL OR key = ?2) ORDER BY key";
        PARTS = "SELECT benchmark, part, instrument, weight FROM benchmark_parts \
            WHERE firm = ?1 AND (?2 IS NULL OR benchmark = ?2) ORDER BY benchmark, place";
        STANDING = "SELECT number, version, currency FROM benchmarks WHERE firm = ?1 AND key = ?2";
        IS_PART = "SELECT 1 FROM benchmark_parts WHERE firm = ?1 AND part = ?2 LIMIT 1";
        UNKNOWN_PARTS = "SELECT 1 FROM json_each(?2) AS named WHERE NOT EXISTS \
            (SELECT 1 FROM benchmarks WHERE firm = ?1 AND key = named.value) LIMIT 1";
        INSERT = "INSERT INTO benchmarks \
            (firm, key, name, currency, instrument, rebalancing, changed_at, version) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        UPDATE = "UPDATE benchmarks SET name = ?3, currency = ?4, instrument = ?5, rebalancing = ?6, changed_at = ?7, \
            version = ?8 WHERE firm = ?1 AND key = ?2";
        DELETE = "DELETE FROM benchmarks WHERE firm = ?1 AND key = ?2";
        ADD_PARTS = "INSERT INTO benchmark_parts (firm, benchmark, place, part, instrument, weight) \
            SELECT ?1, ?2, key, value ->> 0, unhex(value ->> 1), value ->> 2 FROM json_each(?3)";
        CLEAR_PARTS = "DELETE FROM benchmark_parts WHERE firm = ?1 AND benchmark = ?2";
        CLEAR_LEVELS = "DELETE FROM benchmark_levels WHERE benchmark = ?1";
        LEVELS = "SELECT key, (SELECT group_concat(day || ' ' || level, ';') FROM benchmark_levels \
               WHERE benchmark_levels.benchmark = benchmarks.number AND day <= ?3) AS points \
            FROM benchmarks WHERE firm = ?1 AND key IN (SELECT value FROM json_each(?2)) ORDER BY key";
        RECORD_LEVELS = "INSERT INTO benchmark_levels (benchmark, day, level) \
            SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2) WHERE TRUE \
            ON CONFLICT (benchmark, day) DO UPDATE SET level = excluded.level";
    }
    scoped {}
}

const MISSING: StoreError = StoreError::Missing { what: "benchmark" };

/// A part of a blend, and the blend that it is one of.
type Part = (Key, (BenchmarkPart, Weight));

/// What has to be known of a benchmark to write it anew.
struct Standing {
    number: i64,
    version: Version,
    currency: Option<Currency>,
}

fn read(row: &SqliteRow) -> Result<BenchmarkRecord, StoreError> {
    let fields = Fields::of("benchmark", row);
    let currency = fields.maybe_text("currency")?;
    let source = match (currency, fields.maybe_id("instrument")?) {
        (Some(currency), _) => BenchmarkSource::Index { currency, levels: Levels::new() },
        (None, Some(instrument)) => BenchmarkSource::Instrument(instrument),
        (None, None) => {
            let rebalancing: Rebalancing = fields.text("rebalancing")?;
            BenchmarkSource::Blend { parts: Vec::new(), rebalancing }
        }
    };
    Ok(BenchmarkRecord {
        firm: fields.id("firm")?,
        key: fields.text("key")?,
        benchmark: Benchmark { name: fields.text("name")?, source },
        changed_at: fields.moment("changed_at")?,
        version: fields.version()?,
    })
}

fn read_part(row: &SqliteRow) -> Result<Part, StoreError> {
    let fields = Fields::of("benchmark", row);
    let part = match (fields.maybe_text("part")?, fields.maybe_id("instrument")?) {
        (Some(key), _) => BenchmarkPart::Benchmark(key),
        (None, Some(instrument)) => BenchmarkPart::Instrument(instrument),
        (None, None) => return Err(corrupt("benchmark", "part")),
    };
    Ok((fields.text("benchmark")?, (part, fields.text("weight")?)))
}

fn read_standing(row: &SqliteRow) -> Result<Standing, StoreError> {
    let fields = Fields::of("benchmark", row);
    Ok(Standing {
        number: fields.get("number")?,
        version: fields.version()?,
        currency: fields.maybe_text("currency")?,
    })
}

fn read_levels(row: &SqliteRow) -> Result<(Key, Levels), StoreError> {
    let fields = Fields::of("benchmark", row);
    Ok((fields.text("key")?, points(&fields, "benchmark")?.into_iter().collect()))
}

impl Unit {
    /// The firm's benchmarks, or the one with this key.
    async fn benchmarks_of(
        &mut self,
        firm: FirmId,
        key: Option<&Key>,
    ) -> Result<Vec<BenchmarkRecord>, StoreError> {
        let about = |text| {
            let query = sqlx::query(text).bind(firm.uuid());
            query.bind(key.map(ToString::to_string))
        };
        let mut records = self.all(about(ROWS), read).await?;
        let mut of_blends: BTreeMap<Key, Vec<_>> = BTreeMap::new();
        for (blend, part) in self.all(about(PARTS), read_part).await? {
            of_blends.entry(blend).or_default().push(part);
        }
        for record in &mut records {
            if let BenchmarkSource::Blend { parts, .. } = &mut record.benchmark.source {
                *parts = of_blends.remove(&record.key).unwrap_or_default();
            }
        }
        Ok(records)
    }

    /// The benchmark that is there.
    async fn standing(&mut self, firm: FirmId, key: &Key) -> Result<Option<Standing>, StoreError> {
        let query = sqlx::query(STANDING).bind(firm.uuid()).bind(key.to_string());
        self.one(query, read_standing).await
    }

    /// That what the benchmark refers to is there. Nobody else writes meanwhile.
    async fn check_sources(&mut self, record: &BenchmarkRecord) -> Result<(), StoreError> {
        match &record.benchmark.source {
            BenchmarkSource::Index { .. } => Ok(()),
            BenchmarkSource::Instrument(instrument) => {
                self.check_instruments(record.firm, &[*instrument], "benchmark.instrument").await
            }
            BenchmarkSource::Blend { parts, .. } => {
                let what = "benchmark.part";
                let (mut keys, mut instruments) = (Vec::new(), Vec::<InstrumentId>::new());
                for (part, _) in parts {
                    match part {
                        BenchmarkPart::Benchmark(key) => keys.push(key),
                        BenchmarkPart::Instrument(instrument) => instruments.push(*instrument),
                    }
                }
                self.check_instruments(record.firm, &instruments, what).await?;
                let query = sqlx::query(UNKNOWN_PARTS).bind(record.firm.uuid());
                match self.one(query.bind(to_json(&keys)?), |_| Ok(())).await? {
                    Some(()) => Err(StoreError::Dangling { what }),
                    None => Ok(()),
                }
            }
        }
    }

    /// Writes the benchmark whose references were checked. Its parts are written anew.
    async fn keep_benchmark(
        &mut self,
        statement: &'static str,
        record: &BenchmarkRecord,
    ) -> Result<(), StoreError> {
        let BenchmarkRecord { firm, key, benchmark, changed_at, version } = record;
        let about = |text| sqlx::query(text).bind(firm.uuid()).bind(key.to_string());
        let (mut instrument, mut rebalance, mut of_blend) = (None, None, Vec::new());
        match &benchmark.source {
            BenchmarkSource::Index { .. } => {}
            BenchmarkSource::Instrument(id) => instrument = Some(id.uuid()),
            BenchmarkSource::Blend { parts, rebalancing } => {
                rebalance = Some(rebalancing.as_str());
                of_blend.extend(parts.iter().map(|(part, weight)| match part {
                    BenchmarkPart::Benchmark(key) => (Some(key), None, weight.to_string()),
                    BenchmarkPart::Instrument(id) => (None, Some(hex(*id)), weight.to_string()),
                }));
            }
        }
        self.write(about(CLEAR_PARTS), &[]).await?;
        let row = about(statement)
            .bind(benchmark.name.to_string())
            .bind(benchmark.source.currency().map(|currency| currency.to_string()))
            .bind(instrument)
            .bind(rebalance)
            .bind(changed_at.micros())
            .bind(version.number());
        self.write(row, &[]).await?;
        self.write(about(ADD_PARTS).bind(to_json(&of_blend)?), &[]).await.map(drop)
    }

    async fn clear_levels(&mut self, number: i64) -> Result<(), StoreError> {
        self.write(sqlx::query(CLEAR_LEVELS).bind(number), &[]).await.map(drop)
    }
}

#[async_trait]
impl Benchmarks for &mut Unit {
    async fn get(
        &mut self,
        reach: &Reach,
        key: &Key,
    ) -> Result<Option<BenchmarkRecord>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(None);
        };
        Ok(self.benchmarks_of(firm, Some(key)).await?.pop())
    }

    async fn list(&mut self, reach: &Reach) -> Result<Vec<BenchmarkRecord>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        self.benchmarks_of(firm, None).await
    }

    async fn insert(&mut self, record: &BenchmarkRecord) -> Result<(), StoreError> {
        self.writer()?;
        let firm = record.firm;
        if self.standing(firm, &record.key).await?.is_some() {
            return Err(StoreError::Conflict { what: "benchmark.key" });
        }
        if !self.exists(Table::Firms, firm, firm.uuid()).await? {
            return Err(StoreError::Dangling { what: "benchmark.firm" });
        }
        self.check_sources(record).await?;
        self.keep_benchmark(INSERT, record).await
    }

    async fn update(&mut self, record: &BenchmarkRecord) -> Result<(), StoreError> {
        self.writer()?;
        let before = self.standing(record.firm, &record.key).await?.ok_or(MISSING)?;
        if before.version.next() != record.version {
            return Err(StoreError::stale("benchmark", record.version));
        }
        self.check_sources(record).await?;
        if before.currency != record.benchmark.source.currency() {
            self.clear_levels(before.number).await?;
        }
        self.keep_benchmark(UPDATE, record).await
    }

    async fn delete(
        &mut self,
        firm: FirmId,
        key: &Key,
        version: Version,
    ) -> Result<(), StoreError> {
        self.writer()?;
        let before = self.standing(firm, key).await?.ok_or(MISSING)?;
        if before.version != version {
            return Err(StoreError::Stale { what: "benchmark", based_on: version });
        }
        let about = |text| sqlx::query(text).bind(firm.uuid()).bind(key.to_string());
        if self.one(about(IS_PART), |_| Ok(())).await?.is_some() {
            return Err(StoreError::Conflict { what: "benchmark.part" });
        }
        self.clear_levels(before.number).await?;
        self.write(about(CLEAR_PARTS), &[]).await?;
        self.write(about(DELETE), &[]).await.map(drop)
    }

    async fn levels(
        &mut self,
        reach: &Reach,
        keys: &[Key],
        until: BusinessDate,
    ) -> Result<BTreeMap<Key, Levels>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(BTreeMap::new());
        };
        let query = sqlx::query(LEVELS).bind(firm.uuid()).bind(to_json(&keys)?);
        let rows = self.all(query.bind(until.day_number()), read_levels).await?;
        Ok(rows.into_iter().filter(|(_, levels)| !levels.is_empty()).collect())
    }

    async fn record_levels(
        &mut self,
        firm: FirmId,
        key: &Key,
        levels: &Levels,
    ) -> Result<(), StoreError> {
        self.writer()?;
        let standing = self.standing(firm, key).await?;
        let index = standing.filter(|standing| standing.currency.is_some());
        let index = index.ok_or(StoreError::Dangling { what: "level.index" })?;
        let rows: Vec<_> = levels
            .iter()
            .map(|(date, level)| (date.day_number(), decimal::format(*level)))
            .collect();
        let query = sqlx::query(RECORD_LEVELS).bind(index.number).bind(to_json(&rows)?);
        self.write(query, &[]).await.map(drop)
    }
}
