//! Tracking error.

use super::PeriodsPerYear;
use super::aligned::{Aligned, PairMoments};
use crate::undefined::{Figure, finite};

/// How widely the portfolio strays from its benchmark, annualised: `s(r − b) · √A`, with the sample deviation
/// (n − 1) of the differences.
///
/// Takes simple returns; a fraction per √year. Zero for a portfolio that is its benchmark plus a constant.
///
/// Source: R. C. Grinold and R. N. Kahn, *Active Portfolio Management* (1995).
///
/// # Errors
/// [`TooFew`](crate::undefined::Undefined::TooFew) for fewer than two pairs.
///
/// ```
/// use cactus_core::risk::{Aligned, PeriodsPerYear, ReturnSeries, tracking_error};
///
/// let days = ["2024-01-31", "2024-02-29"].map(|day| day.parse().unwrap());
/// let of = |returns: [f64; 2]| ReturnSeries::new("2023-12-31".parse().unwrap(), days.into_iter().zip(returns));
/// let (portfolio, benchmark) = (of([0.02, 0.01])?, of([0.01, 0.02])?);
/// let found = tracking_error(Aligned::new(&portfolio, &benchmark).unwrap(), PeriodsPerYear::MONTHS);
/// assert!((found.unwrap() - (0.0002_f64 * 12.0).sqrt()).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn tracking_error(aligned: Aligned<'_>, periods: PeriodsPerYear) -> Figure<f64> {
    annualised(&PairMoments::of(aligned)?, periods)
}

pub(super) fn annualised(moments: &PairMoments, periods: PeriodsPerYear) -> Figure<f64> {
    finite(moments.deviation(moments.active_squares) * periods.as_f64().sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;
    use crate::undefined::Undefined;

    #[test]
    fn a_constant_difference_is_no_error() {
        let (benchmark, portfolio) = (series(&[0.01, -0.02, 0.03]), series(&[0.02, -0.01, 0.04]));
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        assert_eq!(tracking_error(aligned, PeriodsPerYear::MONTHS), Ok(0.0));
        let (a, b) = (series(&[0.1]), series(&[0.2]));
        let one = Aligned::new(&a, &b).unwrap();
        let needed = 2;
        let short = Err(Undefined::TooFew { given: 1, needed });
        assert_eq!(tracking_error(one, PeriodsPerYear::MONTHS), short);
    }
}
