//! The appraisal ratio.

use super::PeriodsPerYear;
use super::aligned::{Aligned, PairMoments};
use super::jensen::{Annual, excess};
use super::moments::ROUNDING;
use super::regression::slope;
use crate::money::{Rate, decimal};
use crate::undefined::{Figure, Undefined, finite};

/// Jensen's alpha for each unit of the risk that the benchmark does not explain: `α_J / σ_ε`, with the annualised
/// specific risk `σ_ε = √(σ_p² − β² σ_b²) · √A` and sample deviations (n − 1).
///
/// Source: J. L. Treynor and F. Black, "How to Use Security Analysis to Improve Portfolio Selection", *Journal of
/// Business* 46 (1973); C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*.
///
/// # Errors
/// Those of [`jensen`](super::jensen), and [`Undefined::ZeroDivisor`] if the benchmark explains everything.
///
/// ```
/// use cactus_core::money::Rate;
/// use cactus_core::risk::{Aligned, PeriodsPerYear, ReturnSeries, appraisal};
/// use cactus_core::undefined::Undefined;
///
/// let rows = (1..=12).map(|month| (format!("2024-{month:02}-28").parse().unwrap(), f64::from(month) / 1e3));
/// let series = ReturnSeries::new("2023-12-28".parse()?, rows)?;
/// let itself = Aligned::new(&series, &series).unwrap();
/// assert_eq!(appraisal(itself, Rate::ZERO, PeriodsPerYear::MONTHS), Err(Undefined::ZeroDivisor));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn appraisal(aligned: Aligned<'_>, risk_free: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    let moments = PairMoments::of(aligned)?;
    let free = decimal::to_f64(risk_free.value());
    let alpha = excess(Annual::of(aligned, periods)?, slope(&moments)?, free)?;
    ratio(alpha, &moments, periods)
}

pub(super) fn ratio(alpha: f64, moments: &PairMoments, periods: PeriodsPerYear) -> Figure<f64> {
    let explained = slope(moments)? * moments.products;
    let specific = moments.squares - explained;
    // What is left of the squares by rounding is nothing.
    if specific <= moments.squares * ROUNDING {
        return Err(Undefined::ZeroDivisor);
    }
    finite(alpha / (moments.deviation(specific) * periods.as_f64().sqrt()))
}

#[cfg(test)]
mod tests {
    use super::super::jensen;
    use super::super::series::series;
    use super::*;

    #[test]
    fn specific_risk_is_what_the_line_leaves() {
        let market = [0.01, -0.01, 0.02, 0.0, 0.01, -0.02, 0.01, -0.01, 0.02, 0.0, 0.01, -0.02];
        let own = [0.001, 0.002, -0.001, 0.0, 0.003, 0.0, -0.002, 0.001, 0.0, 0.002, -0.001, 0.001];
        let benchmark = series(&market);
        let returns: Vec<f64> = market.iter().zip(own).map(|(b, own)| b + own).collect();
        let portfolio = series(&returns);
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        let moments = PairMoments::of(aligned).unwrap();
        let beta = slope(&moments).unwrap();
        let rest = returns
            .iter()
            .zip(market)
            .map(|(r, b)| (r - moments.mean) - beta * (b - moments.benchmark_mean));
        let deviation = (rest.map(|e| e * e).sum::<f64>() / 11.0 * 12.0).sqrt();
        let monthly = PeriodsPerYear::MONTHS;
        let expected = jensen(aligned, Rate::ZERO, monthly).unwrap() / deviation;
        assert!((appraisal(aligned, Rate::ZERO, monthly).unwrap() - expected).abs() < 1e-12);
    }
}
