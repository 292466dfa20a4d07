//! Benchmarks of a book.

use serde::{Deserialize, Serialize};

use super::Point;
use crate::model::{Key, Name, Symbol};
use crate::money::{Currency, Weight};
use crate::performance::Rebalancing;

/// What returns are measured against. On the wire it has an `index` with its `currency`, an `instrument`, or a `blend`
/// with the rule by which its weights are set back, `rebalance`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Benchmark"))]
#[serde(try_from = "BenchmarkParts", into = "BenchmarkParts")]
pub struct BenchmarkEntry {
    /// What the rest of the book calls it; unique in the book.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// What its returns are those of.
    pub content: BenchmarkContent,
}

/// What the returns of a benchmark are those of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BenchmarkContent {
    /// An index.
    Index {
        /// The currency that its levels are in.
        currency: Currency,
        /// Days, which increase, and the level at the end of each, above zero: at least one.
        levels: Vec<Point>,
    },
    /// An instrument of the book, held all the time, by its prices.
    Instrument(Symbol),
    /// Other benchmarks and instruments.
    Blend {
        /// At least one; their weights sum to one.
        parts: Vec<BlendPart>,
        /// When the weights are set back.
        rebalance: Rebalancing,
    },
}

/// A part of a blend: on the wire a `benchmark` or an `instrument`, with its `weight`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BlendPart"))]
#[serde(try_from = "BlendParts", into = "BlendParts")]
pub struct BlendPart {
    /// What it is.
    pub of: Blended,
    /// Its weight after each rebalancing, above zero, as a fraction of the whole.
    pub weight: Weight,
}

/// What a part of a blend is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blended {
    /// The benchmark with this key.
    Benchmark(Key),
    /// The instrument with this symbol.
    Instrument(Symbol),
}

/// A benchmark on the wire.
#[derive(Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "Benchmark",
        extend("oneOf" = [
            { "required": ["index", "currency"] },
            { "required": ["instrument"] },
            { "required": ["blend", "rebalance"] },
        ])
    )
)]
#[serde(deny_unknown_fields)]
struct BenchmarkParts {
    /// What the rest of the book calls it; unique in the book.
    key: Key,
    /// Its name.
    name: Name,
    /// The currency that the levels of the index are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<Currency>,
    /// Days, which increase, and the level of the index at the end of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    index: Option<Vec<Point>>,
    /// The symbol of the instrument that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instrument: Option<Symbol>,
    /// Other benchmarks and instruments, with their weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    blend: Option<Vec<BlendPart>>,
    /// When the weights of the blend are set back to what they should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rebalance: Option<Rebalancing>,
}

/// A part of a blend on the wire.
#[derive(Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "BlendPart",
        extend("oneOf" = [{ "required": ["benchmark"] }, { "required": ["instrument"] }])
    )
)]
#[serde(deny_unknown_fields)]
struct BlendParts {
    /// The key of the benchmark that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    benchmark: Option<Key>,
    /// The symbol of the instrument that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instrument: Option<Symbol>,
    /// Its weight after each rebalancing, above zero, as a fraction of the whole.
    weight: Weight,
}

/// Fields that do not say one thing.
#[derive(Debug, thiserror::Error)]
enum Unclear {
    #[error(
        "a benchmark has an `index` with its `currency`, an `instrument`, or a `blend` with its `rebalance`, and only \
         one of them"
    )]
    Benchmark,
    #[error("a part of a blend is a `benchmark` or an `instrument`")]
    Part,
}

impl TryFrom<BenchmarkParts> for BenchmarkEntry {
    type Error = Unclear;

    fn try_from(parts: BenchmarkParts) -> Result<Self, Unclear> {
        let BenchmarkParts { key, name, currency, index, instrument, blend, rebalance } = parts;
        let content = match (index, currency, instrument, blend, rebalance) {
            (Some(levels), Some(currency), None, None, None) => {
                BenchmarkContent::Index { currency, levels }
            }
            (None, None, Some(instrument), None, None) => BenchmarkContent::Instrument(instrument),
            (None, None, None, Some(parts), Some(rebalance)) => {
                BenchmarkContent::Blend { parts, rebalance }
            }
            _ => return Err(Unclear::Benchmark),
        };
        Ok(Self { key, name, content })
    }
}

impl From<BenchmarkEntry> for BenchmarkParts {
    fn from(entry: BenchmarkEntry) -> Self {
        let BenchmarkEntry { key, name, content } = entry;
        let mut parts = Self {
            key,
            name,
            currency: None,
            index: None,
            instrument: None,
            blend: None,
            rebalance: None,
        };
        match content {
            BenchmarkContent::Index { currency, levels } => {
                parts.currency = Some(currency);
                parts.index = Some(levels);
            }
            BenchmarkContent::Instrument(instrument) => parts.instrument = Some(instrument),
            BenchmarkContent::Blend { parts: blend, rebalance } => {
                parts.blend = Some(blend);
                parts.rebalance = Some(rebalance);
            }
        }
        parts
    }
}

impl TryFrom<BlendParts> for BlendPart {
    type Error = Unclear;

    fn try_from(parts: BlendParts) -> Result<Self, Unclear> {
        let of = match (parts.benchmark, parts.instrument) {
            (Some(benchmark), None) => Blended::Benchmark(benchmark),
            (None, Some(instrument)) => Blended::Instrument(instrument),
            _ => return Err(Unclear::Part),
        };
        Ok(Self { of, weight: parts.weight })
    }
}

impl From<BlendPart> for BlendParts {
    fn from(part: BlendPart) -> Self {
        let (benchmark, instrument) = match part.of {
            Blended::Benchmark(key) => (Some(key), None),
            Blended::Instrument(symbol) => (None, Some(symbol)),
        };
        Self { benchmark, instrument, weight: part.weight }
    }
}
