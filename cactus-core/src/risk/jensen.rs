//! Jensen's alpha.

use super::PeriodsPerYear;
use super::aligned::{Aligned, PairMoments};
use super::growth::{annual, total};
use super::regression::slope;
use crate::money::{Rate, decimal};
use crate::undefined::{Figure, finite};

/// What was earned a year beyond what beta asks for: `R − (F + β (B − F))`, on annualised returns.
///
/// `R` and `B` are the compound annual returns of portfolio and benchmark, `F` the annual risk-free rate. The
/// intercept of the regression, [`alpha`](super::alpha), is a mean and differs by what compounding adds.
///
/// Source: M. C. Jensen, "The Performance of Mutual Funds in the Period 1945–1964", *Journal of Finance* 23 (1968).
///
/// # Errors
/// [`TooFew`](crate::undefined::Undefined::TooFew) for fewer returns than make a year,
/// [`Flat`](crate::undefined::Undefined::Flat) if the benchmark does not vary.
///
/// ```
/// use cactus_core::money::Rate;
/// use cactus_core::risk::{Aligned, PeriodsPerYear, ReturnSeries, jensen};
///
/// let rows = (1..=12).map(|month| (format!("2024-{month:02}-28").parse().unwrap(), f64::from(month) / 1e3));
/// let series = ReturnSeries::new("2023-12-28".parse()?, rows)?;
/// let itself = Aligned::new(&series, &series).unwrap();
/// assert!(jensen(itself, Rate::ZERO, PeriodsPerYear::MONTHS).unwrap().abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn jensen(aligned: Aligned<'_>, risk_free: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    let beta = slope(&PairMoments::of(aligned)?)?;
    excess(Annual::of(aligned, periods)?, beta, decimal::to_f64(risk_free.value()))
}

/// The annual returns of both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Annual {
    pub(super) portfolio: f64,
    pub(super) benchmark: f64,
}

impl Annual {
    pub(super) fn of(aligned: Aligned<'_>, periods: PeriodsPerYear) -> Figure<Self> {
        let annual = |returns: &[f64]| annual(total(returns)?, returns.len(), periods);
        Ok(Self { portfolio: annual(aligned.portfolio)?, benchmark: annual(aligned.benchmark)? })
    }
}

pub(super) fn excess(annual: Annual, beta: f64, free: f64) -> Figure<f64> {
    finite(annual.portfolio - (free + beta * (annual.benchmark - free)))
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn a_year_by_hand() {
        let market = [0.02, -0.01, 0.03, 0.0, -0.025, 0.01, 0.02, -0.01, 0.03, 0.0, -0.025, 0.01];
        let (benchmark, portfolio) = (series(&market), series(&market.map(|b| 0.001 + 1.5 * b)));
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        let growth = |f: fn(f64) -> f64| market.iter().map(|b| f(*b)).product::<f64>() - 1.0;
        let (r, b) = (growth(|b| 1.001 + 1.5 * b), growth(|b| 1.0 + b));
        let found = jensen(aligned, "0.01".parse().unwrap(), PeriodsPerYear::MONTHS).unwrap();
        assert!((found - (r - (0.01 + 1.5 * (b - 0.01)))).abs() < 1e-14);
        assert!(jensen(aligned, Rate::ZERO, PeriodsPerYear::WEEKS).is_err());
    }
}
