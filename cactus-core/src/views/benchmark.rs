//! Benchmarks.

use serde::{Deserialize, Serialize};

use crate::ids::InstrumentId;
use crate::model::{Key, Name, Version};
use crate::money::{Currency, Decimal, Weight, decimal};
use crate::performance::Rebalancing;
use crate::ports::{BenchmarkRecord, Levels};
use crate::query::{Benchmark, BenchmarkPart, BenchmarkSource};
use crate::time::{BusinessDate, Timestamp};

/// Adds a benchmark, or replaces what it is. The levels of an index are recorded apart, and stay if it stays an index in
/// the same currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PutBenchmark {
    /// The version that the change is based on; none for a new benchmark.
    pub version: Option<Version>,
    /// Its name.
    pub name: Name,
    /// Where its returns come from.
    pub source: BenchmarkSourceView,
}

impl PutBenchmark {
    pub(crate) fn benchmark(self) -> Benchmark {
        let source = match self.source {
            BenchmarkSourceView::Index { currency } => {
                BenchmarkSource::Index { currency, levels: Levels::new() }
            }
            BenchmarkSourceView::Instrument { instrument } => {
                BenchmarkSource::Instrument(instrument)
            }
            BenchmarkSourceView::Blend { parts, rebalancing } => {
                let part = |part: BlendPartView| {
                    let of = match part.of {
                        BlendedView::Benchmark { benchmark } => BenchmarkPart::Benchmark(benchmark),
                        BlendedView::Instrument { instrument } => {
                            BenchmarkPart::Instrument(instrument)
                        }
                    };
                    (of, part.weight)
                };
                BenchmarkSource::Blend { parts: parts.into_iter().map(part).collect(), rebalancing }
            }
        };
        Benchmark { name: self.name, source }
    }
}

/// Where the returns of a benchmark come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BenchmarkSourceView {
    /// The levels of an index, day by day.
    Index {
        /// The currency it is measured in.
        currency: Currency,
    },
    /// The prices of an instrument.
    Instrument {
        /// The instrument.
        instrument: InstrumentId,
    },
    /// Others with weights that sum to one.
    Blend {
        /// The parts.
        parts: Vec<BlendPartView>,
        /// When their weights are set back.
        rebalancing: Rebalancing,
    },
}

/// A part of a blend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlendPartView {
    /// What it is.
    pub of: BlendedView,
    /// Its weight after each rebalancing, above zero, as a fraction of the whole.
    pub weight: Weight,
}

/// What a part of a blend is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BlendedView {
    /// Another benchmark.
    Benchmark {
        /// Its key.
        benchmark: Key,
    },
    /// An instrument.
    Instrument {
        /// The instrument.
        instrument: InstrumentId,
    },
}

/// What returns can be compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BenchmarkView {
    /// What it is called by; unique in the firm.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// Where its returns come from.
    pub source: BenchmarkSourceView,
    /// When it was changed.
    pub changed_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

impl From<BenchmarkRecord> for BenchmarkView {
    fn from(record: BenchmarkRecord) -> Self {
        let BenchmarkRecord { key, benchmark, changed_at, version, .. } = record;
        let source = match benchmark.source {
            BenchmarkSource::Index { currency, .. } => BenchmarkSourceView::Index { currency },
            BenchmarkSource::Instrument(instrument) => {
                BenchmarkSourceView::Instrument { instrument }
            }
            BenchmarkSource::Blend { parts, rebalancing } => {
                let part = |(of, weight): (BenchmarkPart, Weight)| {
                    let of = match of {
                        BenchmarkPart::Benchmark(benchmark) => BlendedView::Benchmark { benchmark },
                        BenchmarkPart::Instrument(instrument) => {
                            BlendedView::Instrument { instrument }
                        }
                    };
                    BlendPartView { of, weight }
                };
                let parts = parts.into_iter().map(part).collect();
                BenchmarkSourceView::Blend { parts, rebalancing }
            }
        };
        Self { key, name: benchmark.name, source, changed_at, version }
    }
}

/// Keeps levels of an index. A level that exists for the day is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordLevels {
    /// The levels; of two for a day the later one is kept.
    pub levels: Vec<DatedLevel>,
}

/// The level of an index at the end of a day, above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatedLevel {
    /// The day.
    pub date: BusinessDate,
    /// The level.
    #[serde(with = "decimal::wire")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::money::Rate"))]
    pub level: Decimal,
}
