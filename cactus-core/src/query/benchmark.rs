//! What returns are compared with.

use std::collections::BTreeMap;

use crate::ids::InstrumentId;
use crate::model::{Key, Name};
use crate::money::{Currency, Decimal, Weight};
use crate::performance::Rebalancing;
use crate::time::BusinessDate;

/// What returns are compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// What people call it.
    pub name: Name,
    /// Where its returns come from.
    pub source: BenchmarkSource,
}

/// Where the returns of a benchmark come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BenchmarkSource {
    /// The levels of an index, day by day.
    Index {
        /// The currency it is measured in.
        currency: Currency,
        /// The days, which increase, and the levels.
        levels: BTreeMap<BusinessDate, Decimal>,
    },
    /// The prices of an instrument.
    Instrument(InstrumentId),
    /// Others with weights that sum to one.
    Blend {
        /// The parts.
        parts: Vec<(BenchmarkPart, Weight)>,
        /// When their weights are set back.
        rebalancing: Rebalancing,
    },
}

impl BenchmarkSource {
    /// The currency that an index is measured in.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        match self {
            Self::Index { currency, .. } => Some(*currency),
            Self::Instrument(_) | Self::Blend { .. } => None,
        }
    }
}

/// A part of a blend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BenchmarkPart {
    /// Another benchmark.
    Benchmark(Key),
    /// An instrument.
    Instrument(InstrumentId),
}
