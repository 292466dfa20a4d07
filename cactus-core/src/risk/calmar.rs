//! The Calmar ratio.

use super::growth::annual_return;
use super::{PeriodsPerYear, ReturnSeries, max_drawdown};
use crate::undefined::{Figure, Undefined, finite};

/// The annual return for each unit of the deepest fall: `CAGR / |max drawdown|`, both over the whole series.
///
/// The original takes 36 months; give it a series of 36 months for that.
///
/// Source: T. W. Young, "Calmar Ratio: A Smoother Tool", *Futures* 20 (1991).
///
/// # Errors
/// [`Undefined::TooFew`] for fewer returns than make a year, [`Undefined::NoLoss`] if wealth never fell.
///
/// ```
/// use cactus_core::risk::{PeriodsPerYear, ReturnSeries, calmar};
///
/// let day = |number| format!("2024-{number:02}-28").parse().unwrap();
/// let returns = (1..=12).map(|month| (day(month), if month == 6 { -0.1 } else { 0.02 }));
/// let series = ReturnSeries::new("2023-12-28".parse()?, returns)?;
/// let growth = 1.02_f64.powi(11) * 0.9 - 1.0;
/// assert!((calmar(&series, PeriodsPerYear::MONTHS).unwrap() - growth / 0.1).abs() < 1e-13);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn calmar(series: &ReturnSeries, periods: PeriodsPerYear) -> Figure<f64> {
    ratio(annual_return(series, periods)?, max_drawdown(series)?.depth)
}

pub(super) fn ratio(annual: f64, depth: f64) -> Figure<f64> {
    if depth < 0.0 { finite(annual / -depth) } else { Err(Undefined::NoLoss) }
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn what_never_falls_or_is_too_short_has_none() {
        let found = |returns: &[f64]| calmar(&series(returns), PeriodsPerYear::MONTHS);
        assert_eq!(found(&[0.01; 12]), Err(Undefined::NoLoss));
        assert_eq!(found(&[-0.01; 2]), Err(Undefined::TooFew { given: 2, needed: 12 }));
    }
}
