//! How firms sort and compare, in a script.

use std::slice;

use cactus_core::ids::InstrumentId;
use cactus_core::model::{Assignment, Key, Taxonomy, TaxonomyNode, Version};
use cactus_core::money::Decimal;
use cactus_core::performance::Rebalancing;
use cactus_core::permissions::Reach;
use cactus_core::ports::{BenchmarkRecord, Levels, TaxonomyRecord};
use cactus_core::query::{Benchmark, BenchmarkPart, BenchmarkSource};

use super::super::chance::Chance;
use super::super::office::text;
use super::super::{Breach, Proof};
use super::cast::Cast;
use super::pair::{Pair, alike, same};
use super::play::version;
use super::random::{DAYS, below, firm, known, write};
use super::script::Write;

/// How many keys there are of each kind.
const NAMES: u8 = 3;

/// A change of how a firm sorts or compares.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sorting {
    Taxonomy { firm: u8, key: u8, instrument: u8, write: Write },
    NoTaxonomy { firm: u8, key: u8, above: u8 },
    Benchmark { firm: u8, key: u8, source: Source, write: Write },
    NoBenchmark { firm: u8, key: u8, above: u8 },
    Level { firm: u8, key: u8, day: u8, cents: u8 },
}

/// What a benchmark is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    Index { pair: u8 },
    Instrument { instrument: u8 },
    Blend { of: u8, and: u8 },
}

impl Sorting {
    pub(super) fn random(chance: &mut Chance) -> Self {
        let (firm, key) = (firm(chance), below(chance, NAMES));
        // Two in three are of the version that is there.
        let above = below(chance, 3) / 2;
        match chance.below(12) {
            0..4 => Self::Taxonomy { firm, key, instrument: known(chance), write: write(chance) },
            4 => Self::NoTaxonomy { firm, key, above },
            5..9 => {
                let source = match chance.below(4) {
                    0 => Source::Instrument { instrument: known(chance) },
                    1 => Source::Blend { of: below(chance, NAMES), and: known(chance) },
                    _ => Source::Index { pair: below(chance, 2) },
                };
                Self::Benchmark { firm, key, source, write: write(chance) }
            }
            9 => Self::NoBenchmark { firm, key, above },
            _ => {
                let (day, cents) = (below(chance, DAYS), below(chance, 99) + 1);
                Self::Level { firm, key, day, cents }
            }
        }
    }

    pub(super) async fn obey(self, pair: &mut Pair, cast: &Cast) -> Proof {
        match self {
            Self::Taxonomy { firm, key, instrument, write } => {
                let mut record = taxonomy(cast, firm, key, instrument)?;
                match write {
                    Write::Insert => alike!(pair, |unit| unit.taxonomies().insert(&record)),
                    Write::Update { above } => {
                        let stored = stored_taxonomy(pair, cast, firm, key).await?;
                        record.version = version(stored, above);
                        alike!(pair, |unit| unit.taxonomies().update(&record))
                    }
                }
            }
            Self::NoTaxonomy { firm, key, above } => {
                let version = version(stored_taxonomy(pair, cast, firm, key).await?, above);
                let (firm, key) = (cast.firm_id(firm), name(key)?);
                alike!(pair, |unit| unit.taxonomies().delete(firm, &key, version))
            }
            Self::Benchmark { firm, key, source, write } => {
                let mut record = benchmark(cast, firm, key, source)?;
                match write {
                    Write::Insert => alike!(pair, |unit| unit.benchmarks().insert(&record)),
                    Write::Update { above } => {
                        let stored = stored_benchmark(pair, cast, firm, key).await?;
                        record.version = version(stored, above);
                        alike!(pair, |unit| unit.benchmarks().update(&record))
                    }
                }
            }
            Self::NoBenchmark { firm, key, above } => {
                let version = version(stored_benchmark(pair, cast, firm, key).await?, above);
                let (firm, key) = (cast.firm_id(firm), name(key)?);
                alike!(pair, |unit| unit.benchmarks().delete(firm, &key, version))
            }
            Self::Level { firm, key, day, cents } => {
                let levels = Levels::from([(cast.day(day)?, Decimal::new(cents.into(), 2))]);
                let (firm, key) = (cast.firm_id(firm), name(key)?);
                alike!(pair, |unit| unit.benchmarks().record_levels(firm, &key, &levels))
            }
        }
    }
}

fn name(key: u8) -> Result<Key, Breach> {
    text(&format!("k{key}"))
}

/// Half of the instrument in a node, and half in one above it; the higher the key, the fewer shares.
fn taxonomy(cast: &Cast, firm: u8, key: u8, instrument: u8) -> Result<TaxonomyRecord, Breach> {
    let node = |key: &str, parent: Option<&str>| {
        let parent = parent.map(text).transpose()?;
        Ok::<_, Breach>(TaxonomyNode { key: text(key)?, name: text(key)?, parent })
    };
    let nodes = vec![node("low", Some("high"))?, node("high", None)?];
    let instrument: InstrumentId = cast.id(instrument);
    let half = |node: &str| {
        Ok::<_, Breach>(Assignment { instrument, node: text(node)?, weight: text("0.5")? })
    };
    let shares = [half("low")?, half("high")?].into_iter().skip(key.into());
    Ok(TaxonomyRecord {
        firm: cast.firm_id(firm),
        taxonomy: Taxonomy::new(name(key)?, text(&format!("T{instrument}"))?, nodes, shares)?,
        changed_at: cast.moment(key)?,
        version: Version::FIRST,
    })
}

fn benchmark(cast: &Cast, firm: u8, key: u8, source: Source) -> Result<BenchmarkRecord, Breach> {
    let source = match source {
        Source::Index { pair } => {
            BenchmarkSource::Index { currency: cast.pair(pair)?.0, levels: Levels::new() }
        }
        Source::Instrument { instrument } => BenchmarkSource::Instrument(cast.id(instrument)),
        Source::Blend { of, and } => {
            let parts = vec![
                (BenchmarkPart::Benchmark(name(of)?), text("0.25")?),
                (BenchmarkPart::Instrument(cast.id(and)), text("0.75")?),
            ];
            BenchmarkSource::Blend { parts, rebalancing: Rebalancing::Yearly }
        }
    };
    Ok(BenchmarkRecord {
        firm: cast.firm_id(firm),
        key: name(key)?,
        benchmark: Benchmark { name: text(&format!("B{key}"))?, source },
        changed_at: cast.moment(key)?,
        version: Version::FIRST,
    })
}

async fn stored_taxonomy(
    pair: &mut Pair,
    cast: &Cast,
    firm: u8,
    key: u8,
) -> Result<Option<Version>, Breach> {
    let stored = pair.memory.taxonomies().get(&cast.everything(firm), &name(key)?).await?;
    Ok(stored.map(|record| record.version))
}

async fn stored_benchmark(
    pair: &mut Pair,
    cast: &Cast,
    firm: u8,
    key: u8,
) -> Result<Option<Version>, Breach> {
    let stored = pair.memory.benchmarks().get(&cast.everything(firm), &name(key)?).await?;
    Ok(stored.map(|record| record.version))
}

/// Compares all taxonomies and benchmarks that can be seen in a reach.
pub(super) async fn over(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    same!(pair, |unit| unit.taxonomies().list(reach).await?)?;
    same!(pair, |unit| unit.benchmarks().list(reach).await?)?;
    let keys = (0..NAMES).map(name).collect::<Result<Vec<_>, _>>()?;
    for key in &keys {
        same!(pair, |unit| unit.taxonomies().get(reach, key).await?)?;
        same!(pair, |unit| unit.benchmarks().get(reach, key).await?)?;
        let (one, until) = (slice::from_ref(key), cast.day(1)?);
        same!(pair, |unit| unit.benchmarks().levels(reach, one, until).await?)?;
    }
    let until = cast.day(DAYS)?;
    same!(pair, |unit| unit.benchmarks().levels(reach, &keys, until).await?)
}
