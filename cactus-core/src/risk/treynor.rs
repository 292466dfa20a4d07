//! The Treynor ratio.

use super::PeriodsPerYear;
use super::aligned::{Aligned, PairMoments};
use super::growth::{annual, total};
use super::moments::ROUNDING;
use super::regression::slope;
use crate::money::{Rate, decimal};
use crate::undefined::{Figure, Undefined, finite};

/// The annual return above the risk-free rate for each unit of beta: `(R − F) / β`, with the compound annual
/// return `R`.
///
/// Source: J. L. Treynor, "How to Rate Management of Investment Funds", *Harvard Business Review* 43 (1965).
///
/// # Errors
/// [`Undefined::TooFew`] for fewer returns than make a year, [`Undefined::Flat`] if the benchmark does not vary,
/// [`Undefined::ZeroDivisor`] if beta is zero.
///
/// ```
/// use cactus_core::money::Rate;
/// use cactus_core::risk::{Aligned, PeriodsPerYear, ReturnSeries, annual_return, treynor};
///
/// let rows = (1..=12).map(|month| (format!("2024-{month:02}-28").parse().unwrap(), f64::from(month) / 1e3));
/// let series = ReturnSeries::new("2023-12-28".parse()?, rows)?;
/// let itself = Aligned::new(&series, &series).unwrap();
/// let (found, monthly) = (treynor(itself, Rate::ZERO, PeriodsPerYear::MONTHS), PeriodsPerYear::MONTHS);
/// assert!((found.unwrap() - annual_return(&series, monthly).unwrap()).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn treynor(aligned: Aligned<'_>, risk_free: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    let beta = slope(&PairMoments::of(aligned)?)?;
    let returns = aligned.portfolio;
    let annual = annual(total(returns)?, returns.len(), periods)?;
    ratio(annual, decimal::to_f64(risk_free.value()), beta)
}

pub(super) fn ratio(annual: f64, free: f64, beta: f64) -> Figure<f64> {
    if beta.abs() <= ROUNDING {
        return Err(Undefined::ZeroDivisor);
    }
    finite((annual - free) / beta)
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn without_beta_there_is_nothing_to_divide_by() {
        let benchmark = series(&[0.01, -0.01].repeat(6));
        let portfolio = series(&[0.01; 12]);
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        let found = treynor(aligned, Rate::ZERO, PeriodsPerYear::MONTHS);
        assert_eq!(found, Err(Undefined::ZeroDivisor));
    }
}
