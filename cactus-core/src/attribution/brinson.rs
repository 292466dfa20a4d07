//! The effects of one period after Brinson.

use super::segment::whole;
use super::{AttributionError, Effects, PeriodAttribution, Segment};

/// The excess return of one period by segment: allocation `(w_p − w_b)(b_i − B)`, selection `w_b (r_i − b_i)`,
/// interaction `(w_p − w_b)(r_i − b_i)`, which sum to `R − B`.
///
/// Allocation is measured against the whole benchmark `B = Σ w_b b`: more of a segment helps if the segment beats
/// the benchmark, not merely if it rises. [`PeriodAttribution::two_effects`] counts the interaction as selection.
///
/// Source: G. P. Brinson and N. Fachler, "Measuring Non-US Equity Portfolio Performance", *Journal of Portfolio
/// Management* 11 (1985); the example is that of C. R. Bacon, *Practical Portfolio Performance Measurement and
/// Attribution*.
///
/// # Errors
/// [`AttributionError::NotWhole`] if the weights of a side do not sum to one (they are scaled to it if they miss it
/// by at most 10⁻⁶), [`AttributionError::NotANumber`].
///
/// # Example: three markets
/// ```
/// use cactus_core::attribution::{Segment, brinson_fachler};
///
/// // Weights and returns of the portfolio, then of the benchmark: United Kingdom, Japan, United States.
/// let rows = [(0.4, 0.20, 0.4, 0.10), (0.3, -0.05, 0.2, -0.04), (0.3, 0.06, 0.4, 0.08)];
/// let segments = rows.map(|(portfolio_weight, portfolio_return, benchmark_weight, benchmark_return)| {
///     Segment { portfolio_weight, portfolio_return, benchmark_weight, benchmark_return }
/// });
/// let found = brinson_fachler(&segments)?;
/// assert!((found.excess() - 0.019).abs() < 1e-15);
/// let total = found.total();
/// assert!((total.allocation + 0.012).abs() < 1e-15 && (total.selection - 0.03).abs() < 1e-15);
/// assert!((found.effects[1].allocation + 0.0104).abs() < 1e-15);
/// # Ok::<(), cactus_core::attribution::AttributionError>(())
/// ```
pub fn brinson_fachler(segments: &[Segment]) -> Result<PeriodAttribution, AttributionError> {
    attribute(segments, |segment, whole| segment.benchmark_return - whole)
}

/// The older form, with allocation `(w_p − w_b) b_i`; selection and interaction are the same.
///
/// The sums over all segments are those of [`brinson_fachler`]; segment by segment this one rewards an overweight in
/// whatever rose.
///
/// Source: G. P. Brinson, L. R. Hood and G. L. Beebower, "Determinants of Portfolio Performance", *Financial Analysts
/// Journal* 42 (1986).
///
/// # Errors
/// Those of [`brinson_fachler`].
pub fn brinson_hood_beebower(segments: &[Segment]) -> Result<PeriodAttribution, AttributionError> {
    attribute(segments, |segment, _| segment.benchmark_return)
}

/// With what an overweight of a segment earns.
fn attribute(
    segments: &[Segment],
    earned: impl Fn(&Segment, f64) -> f64,
) -> Result<PeriodAttribution, AttributionError> {
    let segments = whole(segments)?;
    let portfolio = segments.iter().map(|row| row.portfolio_weight * row.portfolio_return).sum();
    let benchmark = segments.iter().map(|row| row.benchmark_weight * row.benchmark_return).sum();
    let effects = segments.iter().map(|row| {
        let overweight = row.portfolio_weight - row.benchmark_weight;
        let better = row.portfolio_return - row.benchmark_return;
        Effects {
            allocation: overweight * earned(row, benchmark),
            selection: row.benchmark_weight * better,
            interaction: overweight * better,
        }
    });
    Ok(PeriodAttribution { effects: effects.collect(), portfolio, benchmark })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Coded;
    use proptest::prelude::*;

    fn rows(rows: &[(f64, f64, f64, f64)]) -> Vec<Segment> {
        let row =
            |&(portfolio_weight, portfolio_return, benchmark_weight, benchmark_return): &_| {
                Segment { portfolio_weight, portfolio_return, benchmark_weight, benchmark_return }
            };
        rows.iter().map(row).collect()
    }

    /// C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*, chapter 5.
    #[test]
    fn the_three_markets_of_the_textbook() {
        let markets =
            rows(&[(0.4, 0.2, 0.4, 0.1), (0.3, -0.05, 0.2, -0.04), (0.3, 0.06, 0.4, 0.08)]);
        let (fachler, hood) =
            (brinson_fachler(&markets).unwrap(), brinson_hood_beebower(&markets).unwrap());
        let percent = |found: &[Effects]| -> Vec<[f64; 3]> {
            let round = |x: f64| (x * 1e6).round() / 1e4 + 0.0;
            found.iter().map(|e| [e.allocation, e.selection, e.interaction].map(round)).collect()
        };
        assert_eq!(
            percent(&fachler.effects),
            [[0.0, 4.0, 0.0], [-1.04, -0.2, -0.1], [-0.16, -0.8, 0.2]]
        );
        assert_eq!(
            percent(&hood.effects),
            [[0.0, 4.0, 0.0], [-0.4, -0.2, -0.1], [-0.8, -0.8, 0.2]]
        );
        assert!((fachler.portfolio - 0.083).abs() < 1e-15);
        assert!((fachler.benchmark - 0.064).abs() < 1e-15);
        let two = fachler.two_effects().total();
        assert!((two.selection - 0.031).abs() < 1e-15 && two.interaction.abs() < 1e-300);
    }

    #[test]
    fn weights_are_of_a_whole() {
        let lacking = rows(&[(0.4, 0.1, 0.5, 0.1), (0.5, 0.1, 0.5, 0.1)]);
        let error = brinson_fachler(&lacking).unwrap_err();
        assert_eq!(error.code(), "attribution.not_whole");
        assert!(error.to_string().contains("portfolio"), "{error}");
        let broken = rows(&[(1.0, f64::NAN, 1.0, 0.1)]);
        assert_eq!(brinson_fachler(&broken), Err(AttributionError::NotANumber { row: 0 }));
        assert!(brinson_fachler(&[]).is_err());
    }

    proptest! {
        #[test]
        fn effects_sum_to_the_excess(
            rows in prop::collection::vec((0.0..1.0_f64, -0.5..0.5_f64, 0.01..1.0_f64, -0.5..0.5_f64), 1..20),
        ) {
            let sums = rows.iter().fold((0.0, 0.0), |(p, b), row| (p + row.0, b + row.2));
            prop_assume!(sums.0 > 0.1);
            let segments: Vec<Segment> = rows
                .iter()
                .map(|&(p, portfolio_return, b, benchmark_return)| Segment {
                    portfolio_weight: p / sums.0,
                    portfolio_return,
                    benchmark_weight: b / sums.1,
                    benchmark_return,
                })
                .collect();
            for attribute in [brinson_fachler, brinson_hood_beebower] {
                let found = attribute(&segments).unwrap();
                prop_assert!((found.total().total() - found.excess()).abs() < 1e-14);
            }
        }
    }
}
