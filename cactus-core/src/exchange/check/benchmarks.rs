//! Benchmarks.

use super::market::points;
use super::{Seen, share};
use crate::exchange::pointer::Pointer;
use crate::exchange::{BenchmarkContent, BlendPart, Blended, Book, ExchangeError};
use crate::model::{Key, Symbol};
use crate::money::{Decimal, Weight};
use crate::query::is_whole;

impl Book {
    /// A blend is made of benchmarks further up, so that none can be a part of itself.
    pub(super) fn check_benchmarks(
        &self,
        instruments: &Seen<&Symbol>,
    ) -> Result<(), ExchangeError> {
        let mut keys = Seen::of("a benchmark");
        for (index, entry) in self.benchmarks.iter().enumerate() {
            let at = Pointer::to("benchmarks").item(index);
            match &entry.content {
                BenchmarkContent::Index { levels, .. } => {
                    let at = at.field("index");
                    some(levels, &at)?;
                    points(levels, &at, level)?;
                }
                BenchmarkContent::Instrument(symbol) => {
                    instruments.expect(symbol, "instrument", &at.field("instrument"))?;
                }
                BenchmarkContent::Blend { parts, .. } => {
                    blend(parts, instruments, &keys, &at.field("blend"))?;
                }
            }
            keys.note(&entry.key, at.field("key"))?;
        }
        Ok(())
    }
}

fn blend<'a>(
    parts: &'a [BlendPart],
    instruments: &Seen<&'a Symbol>,
    earlier: &Seen<&'a Key>,
    at: &Pointer,
) -> Result<(), ExchangeError> {
    some(parts, at)?;
    let mut sum = Weight::ZERO;
    for (index, part) in parts.iter().enumerate() {
        let at = at.item(index);
        match &part.of {
            Blended::Benchmark(key) => {
                earlier.expect(key, "earlier benchmark", &at.field("benchmark"))?;
            }
            Blended::Instrument(symbol) => {
                instruments.expect(symbol, "instrument", &at.field("instrument"))?;
            }
        }
        let at = at.field("weight");
        share(part.weight, &at)?;
        sum = sum
            .add(part.weight)
            .map_err(|source| ExchangeError::Number { pointer: at.into(), source })?;
    }
    if is_whole(sum) {
        Ok(())
    } else {
        Err(ExchangeError::NotWhole { pointer: at.to_string(), sum })
    }
}

fn level(value: Decimal, at: Pointer) -> Result<(), ExchangeError> {
    if value > Decimal::ZERO { Ok(()) } else { Err(ExchangeError::Level { pointer: at.into() }) }
}

/// That the list is not empty.
fn some<T>(list: &[T], at: &Pointer) -> Result<(), ExchangeError> {
    if list.is_empty() {
        return Err(ExchangeError::NoContent { pointer: at.to_string() });
    }
    Ok(())
}
