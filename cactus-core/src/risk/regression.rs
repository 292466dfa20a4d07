//! Beta, alpha, R² and correlation: the regression of excess returns on those of a benchmark.

use super::PeriodsPerYear;
use super::aligned::{Aligned, PairMoments};
use super::periods::per_period;
use crate::money::Rate;
use crate::undefined::{Figure, Undefined, finite};

/// How much the portfolio moves for each move of the benchmark: `Σ (r − r̄)(b − b̄) / Σ (b − b̄)²`, by least
/// squares on excess returns; a constant risk-free rate cancels.
///
/// Source: W. F. Sharpe, "Capital Asset Prices", *Journal of Finance* 19 (1964).
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than two pairs, [`Undefined::Flat`] if the benchmark does not vary.
///
/// ```
/// use cactus_core::risk::{Aligned, ReturnSeries, beta};
///
/// let days = ["2024-01-03", "2024-01-04"].map(|day| day.parse().unwrap());
/// let of = |returns: [f64; 2]| ReturnSeries::new("2024-01-02".parse().unwrap(), days.into_iter().zip(returns));
/// let (portfolio, benchmark) = (of([0.03, -0.01])?, of([0.02, 0.0])?);
/// let found = beta(Aligned::new(&portfolio, &benchmark).unwrap()).unwrap();
/// assert!((found - 2.0).abs() < 1e-14);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn beta(aligned: Aligned<'_>) -> Figure<f64> {
    slope(&PairMoments::of(aligned)?)
}

/// What the portfolio earned per period beyond its beta: `α = mean(r − f) − β mean(b − f)`, the intercept of the
/// regression; `f = (1 + F)^(1/A) − 1` from the annual risk-free rate.
///
/// Per period, not annualised: see [`alpha_annual`] and [`alpha_compounded`].
///
/// # Errors
/// Those of [`beta`], and [`Undefined::OutOfRange`] for a risk-free rate of −100 % or less.
pub fn alpha(aligned: Aligned<'_>, risk_free: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    intercept(&PairMoments::of(aligned)?, per_period(risk_free, periods)?)
}

/// [`alpha`] times the periods of a year, `A α`.
///
/// # Errors
/// Those of [`alpha`].
pub fn alpha_annual(aligned: Aligned<'_>, risk_free: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    finite(periods.as_f64() * alpha(aligned, risk_free, periods)?)
}

/// [`alpha`] compounded over a year, `(1 + α)^A − 1`.
///
/// # Errors
/// Those of [`alpha`].
pub fn alpha_compounded(
    aligned: Aligned<'_>,
    risk_free: Rate,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    compounded(alpha(aligned, risk_free, periods)?, periods)
}

/// The share of the variance that the benchmark explains: the square of [`correlation`].
///
/// # Errors
/// Those of [`correlation`].
pub fn r_squared(aligned: Aligned<'_>) -> Figure<f64> {
    coefficient(&PairMoments::of(aligned)?).map(|found| found * found)
}

/// How closely the two move together, from −1 to 1: `Σ (r − r̄)(b − b̄) / √(Σ (r − r̄)² Σ (b − b̄)²)`.
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than two pairs, [`Undefined::Flat`] if either does not vary.
pub fn correlation(aligned: Aligned<'_>) -> Figure<f64> {
    coefficient(&PairMoments::of(aligned)?)
}

pub(super) fn slope(moments: &PairMoments) -> Figure<f64> {
    if moments.benchmark_squares <= 0.0 {
        return Err(Undefined::Flat);
    }
    finite(moments.products / moments.benchmark_squares)
}

pub(super) fn intercept(moments: &PairMoments, free: f64) -> Figure<f64> {
    finite((moments.mean - free) - slope(moments)? * (moments.benchmark_mean - free))
}

pub(super) fn compounded(alpha: f64, periods: PeriodsPerYear) -> Figure<f64> {
    finite((alpha.ln_1p() * periods.as_f64()).exp_m1())
}

pub(super) fn coefficient(moments: &PairMoments) -> Figure<f64> {
    if moments.squares <= 0.0 || moments.benchmark_squares <= 0.0 {
        return Err(Undefined::Flat);
    }
    let found = moments.products / (moments.squares.sqrt() * moments.benchmark_squares.sqrt());
    finite(found.clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn a_line_is_found_again() {
        let market = [0.02, -0.01, 0.03, 0.0, -0.025];
        let benchmark = series(&market);
        let portfolio = series(&market.map(|b| 0.001 + 1.5 * b));
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        assert!((beta(aligned).unwrap() - 1.5).abs() < 1e-14);
        assert!((r_squared(aligned).unwrap() - 1.0).abs() < 1e-14);
        let monthly = PeriodsPerYear::MONTHS;
        assert!((alpha(aligned, Rate::ZERO, monthly).unwrap() - 0.001).abs() < 1e-16);
        assert!((alpha_annual(aligned, Rate::ZERO, monthly).unwrap() - 0.012).abs() < 1e-15);
        let compounded = alpha_compounded(aligned, Rate::ZERO, monthly).unwrap();
        assert!((compounded - (1.001_f64.powi(12) - 1.0)).abs() < 1e-14);
        // With a risk-free rate half of it is in the line already: α = 0.001 + 0.5 f.
        let free = per_period("0.03".parse().unwrap(), monthly).unwrap();
        let found = alpha(aligned, "0.03".parse().unwrap(), monthly).unwrap();
        assert!((found - (0.001 + 0.5 * free)).abs() < 1e-16);
    }

    #[test]
    fn what_does_not_vary_explains_nothing() {
        let (flat, varied) = (series(&[0.01; 4]), series(&[0.01, 0.02, 0.0, 0.03]));
        let on_flat = Aligned::new(&varied, &flat).unwrap();
        assert_eq!(beta(on_flat), Err(Undefined::Flat));
        assert_eq!(correlation(on_flat), Err(Undefined::Flat));
        let of_flat = Aligned::new(&flat, &varied).unwrap();
        assert!(beta(of_flat).unwrap().abs() < 1e-14);
        assert_eq!(r_squared(of_flat), Err(Undefined::Flat));
    }
}
