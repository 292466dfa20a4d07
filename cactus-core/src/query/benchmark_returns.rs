//! The returns of a benchmark.

use super::{Benchmark, BenchmarkPart, BenchmarkSource, Subject};
use crate::ids::InstrumentId;
use crate::money::{Currency, decimal};
use crate::performance::{BlendError, Component, blend, index_returns, instrument_returns};
use crate::risk::{ReturnSeries, common_days};
use crate::time::Period;
use crate::undefined::{Figure, Undefined};

/// How deep blends of blends go.
const DEPTH: usize = 8;

impl Subject {
    /// The returns of a benchmark over a period, in a currency. Levels of an index in another are converted at the
    /// rates of their days; the period starts at the last level that was known then.
    pub(super) fn benchmark_returns(
        &self,
        benchmark: &Benchmark,
        currency: Currency,
        period: Period,
    ) -> Figure<ReturnSeries> {
        self.returns(&benchmark.source, currency, period, DEPTH)
    }

    fn returns(
        &self,
        source: &BenchmarkSource,
        currency: Currency,
        period: Period,
        depth: usize,
    ) -> Figure<ReturnSeries> {
        match source {
            BenchmarkSource::Instrument(instrument) => {
                self.returns_of_instrument(*instrument, currency, period)
            }
            BenchmarkSource::Index { currency: from, levels } => {
                let allowed = i64::from(self.market.staleness().days());
                let known = levels.range(..=period.start()).next_back();
                let known = known.filter(|(date, _)| period.start().days_since(**date) <= allowed);
                let known = known.map(|(_, level)| (period.start(), *level));
                let later = levels.range(..=period.end()).map(|(date, level)| (*date, *level));
                let later = later.filter(|(date, _)| *date > period.start());
                let converted = known.into_iter().chain(later).map(|(date, level)| {
                    let conversion = self.market.conversion(*from, currency, date)?;
                    let level =
                        conversion.rate().and_then(|rate| decimal::multiply_rounded(level, rate));
                    Ok((date, level.map_err(|_| Undefined::OutOfRange)?))
                });
                index_returns(&converted.collect::<Figure<Vec<_>>>()?)
            }
            BenchmarkSource::Blend { parts, rebalancing } => {
                let depth = depth.checked_sub(1).ok_or(Undefined::NoBenchmark)?;
                let mut series = Vec::with_capacity(parts.len());
                for (part, weight) in parts {
                    let returns = match part {
                        BenchmarkPart::Instrument(instrument) => {
                            self.returns_of_instrument(*instrument, currency, period)?
                        }
                        BenchmarkPart::Benchmark(key) => {
                            let named = self.benchmarks.get(key).ok_or(Undefined::NoBenchmark)?;
                            self.returns(&named.source, currency, period, depth)?
                        }
                    };
                    series.push((decimal::to_f64(weight.value()), returns));
                }
                on_common_days(&mut series)?;
                let components: Vec<_> = series
                    .iter()
                    .map(|(weight, series)| Component { weight: *weight, series })
                    .collect();
                blend(&components, *rebalancing).map_err(|error| match error {
                    BlendError::Undefined(reason) => reason,
                    BlendError::NotWhole { .. } => Undefined::NoBenchmark,
                })
            }
        }
    }

    fn returns_of_instrument(
        &self,
        instrument: InstrumentId,
        currency: Currency,
        period: Period,
    ) -> Figure<ReturnSeries> {
        let splits = self.journal.splits(instrument);
        instrument_returns(&self.market, instrument, splits, currency, period)
    }
}

/// Brings all series to the days that they have in common.
fn on_common_days(series: &mut [(f64, ReturnSeries)]) -> Figure<()> {
    let Some(((_, first), others)) = series.split_first() else { return Ok(()) };
    let mut shared = first.clone();
    for (_, other) in others {
        (shared, _) = common_days(&shared, other)?;
    }
    for (_, one) in series {
        (_, *one) = common_days(&shared, one)?;
    }
    Ok(())
}
