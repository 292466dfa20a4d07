//! Benchmarks.

use cactus_core::ids::InstrumentId;
use cactus_core::model::{Key, Name, Version};
use cactus_core::money::{Currency, Weight};
use cactus_core::performance::Rebalancing;
use cactus_core::time::{BusinessDate, Timestamp};
use cactus_core::views::{
    BenchmarkSourceView, BenchmarkView, BlendPartView, BlendedView, DatedLevel, PutBenchmark,
};

use crate::values::Exact;

/// Adds a benchmark, or replaces what it is. The levels of an index are recorded apart, and stay if it stays an index in
/// the same currency.
#[uniffi::remote(Record)]
pub struct PutBenchmark {
    /// The version that the change is based on; none for a new benchmark.
    #[uniffi(default)]
    pub version: Option<Version>,
    /// Its name.
    pub name: Name,
    /// Where its returns come from.
    pub source: BenchmarkSourceView,
}

/// Where the returns of a benchmark come from.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Record)]
pub struct BlendPartView {
    /// What it is.
    pub of: BlendedView,
    /// Its weight after each rebalancing, above zero, as a fraction of the whole.
    pub weight: Weight,
}

/// What a part of a blend is.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Record)]
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

/// The level of an index at the end of a day, above zero.
#[uniffi::remote(Record)]
pub struct DatedLevel {
    /// The day.
    pub date: BusinessDate,
    /// The level.
    pub level: Exact,
}
