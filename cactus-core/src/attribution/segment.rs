//! Segments of one period, and the effects of each.

use super::AttributionError;

/// How far weights may miss one, by the rounding of whoever gives them.
const TOLERANCE: f64 = 1e-6;

/// A part of portfolio and benchmark over one period: a sector, a country, an asset class.
///
/// Weights are those at the start of the period, each side's sum to one over all segments (cash is a segment).
/// Returns are those of the segment over the period. Where the portfolio holds nothing its return has no effect
/// if it is given as that of the benchmark; where the benchmark holds nothing, give the return of an index of the
/// segment, or that of the portfolio to call all of it allocation.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Segment {
    /// The weight in the portfolio.
    pub portfolio_weight: f64,
    /// What the portfolio's part returned.
    pub portfolio_return: f64,
    /// The weight in the benchmark.
    pub benchmark_weight: f64,
    /// What the benchmark's part returned.
    pub benchmark_return: f64,
}

/// What the decisions about a segment added to the return of the portfolio, above that of the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Effects {
    /// From holding more or less of the segment.
    pub allocation: f64,
    /// From what was held within the segment.
    pub selection: f64,
    /// From both together.
    pub interaction: f64,
}

impl Effects {
    /// All three.
    #[must_use]
    pub fn total(self) -> f64 {
        self.allocation + self.selection + self.interaction
    }

    /// The two-effect variant: the interaction counts as selection, and is zero itself.
    #[must_use]
    pub fn two_effects(self) -> Self {
        let selection = self.selection + self.interaction;
        Self { allocation: self.allocation, selection, interaction: 0.0 }
    }

    pub(super) fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self {
            allocation: change(self.allocation),
            selection: change(self.selection),
            interaction: change(self.interaction),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            allocation: self.allocation + other.allocation,
            selection: self.selection + other.selection,
            interaction: self.interaction + other.interaction,
        }
    }
}

/// The effects of one period, which sum to the excess return.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodAttribution {
    /// One for each segment, in their order.
    pub effects: Vec<Effects>,
    /// The return of the portfolio, `Σ w_p r`.
    pub portfolio: f64,
    /// The return of the benchmark, `Σ w_b b`.
    pub benchmark: f64,
}

impl PeriodAttribution {
    /// The return of the portfolio less that of the benchmark.
    #[must_use]
    pub fn excess(&self) -> f64 {
        self.portfolio - self.benchmark
    }

    /// The effects of all segments.
    #[must_use]
    pub fn total(&self) -> Effects {
        self.effects.iter().fold(Effects::default(), |sum, effects| sum.plus(*effects))
    }

    /// The same in two effects: the interaction of each segment counts as selection.
    #[must_use]
    pub fn two_effects(mut self) -> Self {
        self.effects.iter_mut().for_each(|effects| *effects = effects.two_effects());
        self
    }
}

/// The segments with weights that sum to one exactly.
pub(super) fn whole(segments: &[Segment]) -> Result<Vec<Segment>, AttributionError> {
    for (row, segment) in segments.iter().enumerate() {
        let Segment { portfolio_weight, portfolio_return, benchmark_weight, benchmark_return } =
            *segment;
        let numbers = [portfolio_weight, portfolio_return, benchmark_weight, benchmark_return];
        if !numbers.iter().all(|number| number.is_finite()) {
            return Err(AttributionError::NotANumber { row });
        }
    }
    let portfolio = sum_to_one("portfolio", segments.iter().map(|row| row.portfolio_weight))?;
    let benchmark = sum_to_one("benchmark", segments.iter().map(|row| row.benchmark_weight))?;
    Ok(segments
        .iter()
        .map(|row| Segment {
            portfolio_weight: row.portfolio_weight / portfolio,
            benchmark_weight: row.benchmark_weight / benchmark,
            ..*row
        })
        .collect())
}

/// The sum of weights, if it is one but for rounding.
fn sum_to_one(
    side: &'static str,
    weights: impl Iterator<Item = f64>,
) -> Result<f64, AttributionError> {
    let sum: f64 = weights.sum();
    if (sum - 1.0).abs() <= TOLERANCE {
        Ok(sum)
    } else {
        Err(AttributionError::NotWhole { side, sum })
    }
}
