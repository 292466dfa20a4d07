//! What can be a benchmark.

use std::collections::{BTreeMap, BTreeSet};

use super::{Benchmark, BenchmarkPart, BenchmarkSource};
use crate::error::{Coded, Details, ErrorKind};
use crate::model::Key;
use crate::money::{Decimal, MoneyError, Weight};
use crate::time::BusinessDate;

/// How far the weights of a blend may miss one: thirds, say, are written with so many digits.
const TOLERANCE: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// Whether the weights of a blend that sum to this are the whole of it.
pub(crate) fn is_whole(sum: Weight) -> bool {
    sum.value().checked_sub(Decimal::ONE).is_some_and(|by| by.abs() <= TOLERANCE)
}

impl Benchmark {
    /// Checks that it can be the benchmark with this key beside the others: levels are above zero, the weights of a
    /// blend too, and they sum to one; its parts are there, and it is no part of itself.
    ///
    /// # Errors
    /// A [`BenchmarkError`] with the first thing that is wrong.
    pub fn check(&self, key: &Key, others: &BTreeMap<Key, Self>) -> Result<(), BenchmarkError> {
        match &self.source {
            BenchmarkSource::Instrument(_) => Ok(()),
            BenchmarkSource::Index { levels, .. } => {
                match levels.iter().find(|(_, level)| **level <= Decimal::ZERO) {
                    Some((date, _)) => Err(BenchmarkError::Level { date: *date }),
                    None => Ok(()),
                }
            }
            BenchmarkSource::Blend { parts, .. } => {
                let mut sum = Weight::ZERO;
                for (_, weight) in parts {
                    if !weight.is_positive() || *weight > Weight::ONE {
                        return Err(BenchmarkError::Weight { weight: *weight });
                    }
                    sum = sum.add(*weight)?;
                }
                if !is_whole(sum) {
                    return Err(BenchmarkError::NotWhole { sum });
                }
                self.check_parts(key, others)
            }
        }
    }

    /// That every part is there, and that no way down leads back.
    fn check_parts(&self, key: &Key, others: &BTreeMap<Key, Self>) -> Result<(), BenchmarkError> {
        let mut seen = BTreeSet::new();
        let mut below: Vec<&Key> = self.parts().collect();
        while let Some(part) = below.pop() {
            if part == key {
                return Err(BenchmarkError::Circle { benchmark: key.clone() });
            }
            if seen.insert(part) {
                let found = others.get(part);
                let found =
                    found.ok_or_else(|| BenchmarkError::Unknown { benchmark: part.clone() })?;
                below.extend(found.parts());
            }
        }
        Ok(())
    }

    /// The benchmarks that are parts of it.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Key> {
        let parts = match &self.source {
            BenchmarkSource::Blend { parts, .. } => parts.as_slice(),
            _ => &[],
        };
        parts.iter().filter_map(|(part, _)| match part {
            BenchmarkPart::Benchmark(key) => Some(key),
            BenchmarkPart::Instrument(_) => None,
        })
    }
}

/// What cannot be a benchmark.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BenchmarkError {
    /// The level of an index is above zero.
    #[error("the level of {date} is not above zero")]
    Level {
        /// Its day.
        date: BusinessDate,
    },
    /// The weight of a part is above zero and at most one.
    #[error("a weight of {weight} is not above 0 and at most 1")]
    Weight {
        /// What was given.
        weight: Weight,
    },
    /// The weights of a blend sum to one.
    #[error("the weights of the blend sum to {sum}, not to 1")]
    NotWhole {
        /// What they sum to.
        sum: Weight,
    },
    /// A part that is not there.
    #[error("there is no benchmark `{benchmark}`")]
    Unknown {
        /// The key of the part.
        benchmark: Key,
    },
    /// A blend that is a part of itself, perhaps by way of others.
    #[error("`{benchmark}` is a part of itself")]
    Circle {
        /// Its key.
        benchmark: Key,
    },
    /// The arithmetic has no exact answer.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Coded for BenchmarkError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Level { .. } => "benchmark.level",
            Self::Weight { .. } => "benchmark.weight",
            Self::NotWhole { .. } => "benchmark.not_whole",
            Self::Unknown { .. } => "benchmark.unknown",
            Self::Circle { .. } => "benchmark.circle",
            Self::Money(error) => error.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::Level { date } => Details::from([("date", date.to_string())]),
            Self::Weight { weight } => Details::from([("weight", weight.to_string())]),
            Self::NotWhole { sum } => Details::from([("sum", sum.to_string())]),
            Self::Unknown { benchmark } | Self::Circle { benchmark } => {
                Details::from([("benchmark", benchmark.to_string())])
            }
            Self::Money(error) => error.details(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{Id, InstrumentId};
    use crate::money::Currency;
    use crate::performance::Rebalancing;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    fn named(source: BenchmarkSource) -> Benchmark {
        Benchmark { name: "B".parse().unwrap(), source }
    }

    /// A blend of benchmarks, or of an instrument where the key is `share`.
    fn blend(parts: &[(&str, &str)]) -> Benchmark {
        let share = InstrumentId::from_uuid(uuid::Uuid::from_u128(1));
        let part = |(of, weight): &(&str, &str)| {
            let of = match *of {
                "share" => BenchmarkPart::Instrument(share),
                other => BenchmarkPart::Benchmark(key(other)),
            };
            (of, weight.parse().unwrap())
        };
        let parts = parts.iter().map(part).collect();
        named(BenchmarkSource::Blend { parts, rebalancing: Rebalancing::Monthly })
    }

    fn index(level: i64) -> Benchmark {
        let levels = [("2024-01-02".parse().unwrap(), Decimal::from(level))].into();
        named(BenchmarkSource::Index { currency: Currency::EUR, levels })
    }

    #[test]
    fn what_cannot_be_a_benchmark_is_told() {
        let others = BTreeMap::from([
            (key("world"), index(100)),
            (key("mix"), blend(&[("world", "0.6"), ("share", "0.4")])),
            (key("deep"), blend(&[("mix", "1")])),
        ]);
        let code =
            |benchmark: Benchmark| benchmark.check(&key("mix"), &others).map_err(|e| e.code());
        assert_eq!(code(index(1)), Ok(()));
        assert_eq!(code(index(0)), Err("benchmark.level"));
        assert_eq!(code(blend(&[])), Err("benchmark.not_whole"));
        assert_eq!(code(blend(&[("world", "0.6"), ("share", "0.39")])), Err("benchmark.not_whole"));
        let thirds = [("world", "0.333333"), ("share", "0.333333"), ("share", "0.333333")];
        assert_eq!(code(blend(&thirds)), Ok(()));
        assert_eq!(code(blend(&[("world", "1.5"), ("share", "-0.5")])), Err("benchmark.weight"));
        assert_eq!(code(blend(&[("moon", "1")])), Err("benchmark.unknown"));
        assert_eq!(code(blend(&[("mix", "1")])), Err("benchmark.circle"));
        assert_eq!(code(blend(&[("deep", "0.5"), ("share", "0.5")])), Err("benchmark.circle"));
        assert_eq!(blend(&[("deep", "1")]).check(&key("new"), &others), Ok(()));
    }
}
