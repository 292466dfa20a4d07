//! M², the risk-adjusted return of Modigliani and Modigliani.

use super::PeriodsPerYear;
use super::aligned::{Aligned, PairMoments};
use super::growth::{annual, total};
use crate::money::{Rate, decimal};
use crate::undefined::{Figure, Undefined, finite};

/// What the portfolio would have earned a year at the risk of the benchmark: `F + (R − F) σ_b / σ_p`, with the
/// compound annual return `R` and sample deviations (n − 1).
///
/// Source: F. Modigliani and L. Modigliani, "Risk-Adjusted Performance", *Journal of Portfolio Management* 23 (1997).
///
/// # Errors
/// [`Undefined::TooFew`] for fewer returns than make a year, [`Undefined::Flat`] if the portfolio does not vary.
///
/// ```
/// use cactus_core::money::Rate;
/// use cactus_core::risk::{Aligned, PeriodsPerYear, ReturnSeries, annual_return, m_squared};
///
/// let rows = (1..=12).map(|month| (format!("2024-{month:02}-28").parse().unwrap(), f64::from(month) / 1e3));
/// let series = ReturnSeries::new("2023-12-28".parse()?, rows)?;
/// let itself = Aligned::new(&series, &series).unwrap();
/// let (found, monthly) = (m_squared(itself, Rate::ZERO, PeriodsPerYear::MONTHS), PeriodsPerYear::MONTHS);
/// assert!((found.unwrap() - annual_return(&series, monthly).unwrap()).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn m_squared(aligned: Aligned<'_>, risk_free: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    let returns = aligned.portfolio;
    let annual = annual(total(returns)?, returns.len(), periods)?;
    at_risk_of_benchmark(annual, decimal::to_f64(risk_free.value()), &PairMoments::of(aligned)?)
}

pub(super) fn at_risk_of_benchmark(annual: f64, free: f64, moments: &PairMoments) -> Figure<f64> {
    if moments.squares <= 0.0 {
        return Err(Undefined::Flat);
    }
    finite(free + (annual - free) * (moments.benchmark_squares / moments.squares).sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn twice_the_risk_is_halved() {
        let market = [0.01, -0.01, 0.02, 0.0, 0.01, -0.02, 0.01, -0.01, 0.02, 0.0, 0.01, -0.02];
        let (benchmark, portfolio) = (series(&market), series(&market.map(|b| 2.0 * b)));
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        let annual = market.iter().map(|b| 1.0 + 2.0 * b).product::<f64>() - 1.0;
        let found = m_squared(aligned, "0.02".parse().unwrap(), PeriodsPerYear::MONTHS).unwrap();
        assert!((found - (0.02 + (annual - 0.02) / 2.0)).abs() < 1e-14);
        let flat = series(&[0.0; 12]);
        let on_flat = Aligned::new(&flat, &benchmark).unwrap();
        assert_eq!(m_squared(on_flat, Rate::ZERO, PeriodsPerYear::MONTHS), Err(Undefined::Flat));
    }
}
