//! Effects of many periods, linked.

mod carino;
mod frongello;
mod grap;
mod menchero;

use super::{AttributionError, Effects, PeriodAttribution};
use crate::undefined::{Figure, Undefined, finite};
use crate::words::words;

words! {
    /// How the effects of single periods become those of the whole, without a rest.
    ///
    /// Effects of single periods add up to single excess returns, which do not add up to the difference of the
    /// linked returns. Each method spreads what compounding adds in its own way; the sums agree, the parts do not.
    #[derive(Default)]
    "linking method" Linking {
        /// Each period scaled by `k_t / K`, `k = (ln(1 + p) − ln(1 + b)) / (p − b)`; the default. Independent of
        /// the order of the periods.
        #[default]
        Carino = "carino",
        /// Each period scaled by `M + c (p_t − b_t)`, nearly the same factor for all. Independent of the order.
        Menchero = "menchero",
        /// `F_t = e_t Π_{s<t} (1 + p_s) + b_t Σ_{s<t} F_s`: as it grows, period after period.
        Frongello = "frongello",
        /// `e_t Π_{s<t} (1 + p_s) Π_{s>t} (1 + b_s)`: carried there by the portfolio, onwards by the benchmark.
        Grap = "grap",
    }
}

/// The effects of many periods, which sum to the excess of the linked returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// One for each segment, in their order.
    pub effects: Vec<Effects>,
    /// The linked return of the portfolio, `Π (1 + p_t) − 1`.
    pub portfolio: f64,
    /// The linked return of the benchmark, `Π (1 + b_t) − 1`.
    pub benchmark: f64,
}

impl Linked {
    /// The linked return of the portfolio less that of the benchmark.
    #[must_use]
    pub fn excess(&self) -> f64 {
        self.portfolio - self.benchmark
    }

    /// The effects of all segments.
    #[must_use]
    pub fn total(&self) -> Effects {
        self.effects.iter().fold(Effects::default(), |sum, effects| sum.plus(*effects))
    }
}

/// The returns of portfolio and benchmark by period.
pub(super) type Returns = [(f64, f64)];

/// Links the effects of adjoining periods, segment by segment.
///
/// Sources: D. R. Cariño, "Combining Attribution Effects over Time", *Journal of Performance Measurement* 3 (1999);
/// J. Menchero, "An Optimized Approach to Linking Attribution Effects over Time", ibid. 5 (2000); A. S. B. Frongello,
/// "Linking Single Period Attribution Results", ibid. 6 (2002); Groupe de Recherche en Attribution de Performance,
/// "Synthèse des modèles d'attribution de performance" (1997).
///
/// # Errors
/// [`AttributionError::Uneven`] if the periods differ in their number of segments, [`Undefined::TooFew`] without a
/// period, [`Undefined::TotalLoss`] if a return is −100 % and the method needs its logarithm, and
/// [`Undefined::OutOfRange`] for one below.
///
/// ```
/// use cactus_core::attribution::{Linking, Segment, brinson_fachler, link};
///
/// let period = |portfolio_return| {
///     let all = Segment {
///         portfolio_weight: 1.0, portfolio_return, benchmark_weight: 1.0, benchmark_return: 0.05,
///     };
///     brinson_fachler(&[all])
/// };
/// let linked = link(&[period(0.10)?, period(0.02)?], Linking::Carino)?;
/// assert!((linked.excess() - (1.10 * 1.02 - 1.05 * 1.05)).abs() < 1e-15);
/// assert!((linked.total().selection - linked.excess()).abs() < 1e-15);
/// # Ok::<(), cactus_core::attribution::AttributionError>(())
/// ```
pub fn link(periods: &[PeriodAttribution], method: Linking) -> Result<Linked, AttributionError> {
    let needed = periods.first().map(|period| period.effects.len());
    let needed = needed.ok_or(Undefined::TooFew { given: 0, needed: 1 })?;
    for (period, attribution) in periods.iter().enumerate() {
        let given = attribution.effects.len();
        if given != needed {
            return Err(AttributionError::Uneven { period, given, needed });
        }
    }
    let returns: Vec<(f64, f64)> =
        periods.iter().map(|period| (period.portfolio, period.benchmark)).collect();
    if returns.iter().any(|(p, b)| *p < -1.0 || *b < -1.0) {
        return Err(Undefined::OutOfRange.into());
    }
    let portfolio = linked(returns.iter().map(|(p, _)| *p))?;
    let benchmark = linked(returns.iter().map(|(_, b)| *b))?;
    let whole = (portfolio, benchmark);
    let effects = match method {
        Linking::Carino => scaled(periods, &carino::factors(&returns, whole)?),
        Linking::Menchero => scaled(periods, &menchero::factors(&returns, whole)?),
        Linking::Grap => scaled(periods, &grap::factors(&returns)),
        Linking::Frongello => frongello::effects(periods),
    };
    Ok(Linked { effects, portfolio, benchmark })
}

/// `Π (1 + r) − 1`.
pub(super) fn linked(returns: impl Iterator<Item = f64>) -> Figure<f64> {
    finite(returns.fold(0.0, |total, value| total + value + total * value))
}

/// The effects of each segment, period by period times a factor, summed.
fn scaled(periods: &[PeriodAttribution], factors: &[f64]) -> Vec<Effects> {
    let mut sums = vec![Effects::default(); periods.first().map_or(0, |first| first.effects.len())];
    for (period, factor) in periods.iter().zip(factors) {
        for (sum, effects) in sums.iter_mut().zip(&period.effects) {
            *sum = sum.plus(effects.map(|effect| effect * factor));
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::{Segment, brinson_fachler};
    use super::*;
    use proptest::prelude::*;

    type Row = (f64, f64, f64, f64);

    fn period(rows: &[Row]) -> PeriodAttribution {
        let sums = rows.iter().fold((0.0, 0.0), |(p, b), row| (p + row.0, b + row.2));
        let segment = |&(p, portfolio_return, b, benchmark_return): &Row| Segment {
            portfolio_weight: p / sums.0,
            portfolio_return,
            benchmark_weight: b / sums.1,
            benchmark_return,
        };
        brinson_fachler(&rows.iter().map(segment).collect::<Vec<_>>()).unwrap()
    }

    fn periods() -> impl Strategy<Value = Vec<PeriodAttribution>> {
        let row = (0.01..1.0_f64, -0.2..0.25_f64, 0.01..1.0_f64, -0.2..0.25_f64);
        (1..6_usize).prop_flat_map(move |segments| {
            prop::collection::vec(prop::collection::vec(row.clone(), segments), 1..13)
                .prop_map(|rows| rows.iter().map(|rows| period(rows)).collect())
        })
    }

    proptest! {
        #[test]
        fn linked_effects_sum_to_the_linked_excess(periods in periods()) {
            for method in Linking::ALL {
                let found = link(&periods, *method).unwrap();
                let rest = found.total().total() - found.excess();
                // Of the size of the wealth that the returns lead to.
                let scale = 1.0 + found.portfolio.max(found.benchmark);
                prop_assert!(rest.abs() < 1e-14 * scale.max(1.0), "{method}: {rest}");
            }
        }

        #[test]
        fn one_period_is_itself(periods in periods()) {
            let first = &periods[..1];
            for method in Linking::ALL {
                let found = link(first, *method).unwrap();
                for (linked, effects) in found.effects.iter().zip(&first[0].effects) {
                    prop_assert!((linked.total() - effects.total()).abs() < 1e-15);
                }
            }
        }

        #[test]
        fn the_order_does_not_matter_to_carino_and_menchero(periods in periods()) {
            let backwards: Vec<_> = periods.iter().rev().cloned().collect();
            for method in [Linking::Carino, Linking::Menchero] {
                let found = link(&periods, method).unwrap();
                let other = link(&backwards, method).unwrap();
                for (a, b) in found.effects.iter().zip(&other.effects) {
                    prop_assert!((a.allocation - b.allocation).abs() < 1e-13);
                }
            }
        }
    }

    #[test]
    fn equal_returns_take_the_limits() {
        // The portfolio is its benchmark in sum, by an overweight and a selection that cancel.
        let flat = period(&[(0.6, 0.05, 0.5, 0.06), (0.4, 0.05, 0.5, 0.04)]);
        assert!(flat.excess().abs() < 1e-16);
        for method in Linking::ALL {
            let found = link(&[flat.clone(), flat.clone()], *method).unwrap();
            assert!(found.total().total().abs() < 1e-15);
            assert!((found.total().selection - 2.0 * 1.05 * flat.total().selection).abs() < 1e-14);
        }
    }

    #[test]
    fn what_cannot_be_linked_says_why() {
        let one = period(&[(1.0, 0.1, 1.0, 0.2)]);
        let two = period(&[(0.5, 0.1, 0.5, 0.2), (0.5, 0.1, 0.5, 0.2)]);
        let uneven = link(&[one.clone(), two], Linking::Carino);
        assert_eq!(uneven, Err(AttributionError::Uneven { period: 1, given: 2, needed: 1 }));
        assert!(link(&[], Linking::Grap).is_err());
        let lost = period(&[(1.0, -1.0, 1.0, 0.2)]);
        let found = link(&[lost.clone(), one.clone()], Linking::Carino);
        assert_eq!(found, Err(Undefined::TotalLoss.into()));
        let grap = link(&[lost, one], Linking::Grap).unwrap();
        assert!((grap.total().total() - grap.excess()).abs() < 1e-15);
        let below = period(&[(1.0, -1.5, 1.0, 0.2)]);
        assert_eq!(link(&[below], Linking::Grap), Err(Undefined::OutOfRange.into()));
    }
}
