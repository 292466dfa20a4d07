//! The Omega ratio.

use super::ReturnSeries;
use super::downside::Downside;
use crate::undefined::{Figure, Undefined, finite};

/// All gains over all losses about a threshold: `Σ max(r_i − θ, 0) / Σ max(θ − r_i, 0)`.
///
/// Takes simple returns and a threshold `θ` per period; a plain number, above one where gains outweigh losses.
///
/// Source: C. Keating and W. F. Shadwick, "A Universal Performance Measure", *Journal of Performance Measurement*
/// 6 (2002).
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns, [`Undefined::NoLoss`] if no return is below the threshold.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, omega};
///
/// let days = ["2024-01-03", "2024-01-04"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.03, -0.02]))?;
/// assert!((omega(&series, 0.0).unwrap() - 1.5).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn omega(series: &ReturnSeries, threshold: f64) -> Figure<f64> {
    ratio(Downside::of(series.returns(), threshold)?)
}

pub(super) fn ratio(downside: Downside) -> Figure<f64> {
    if downside.losses <= 0.0 {
        return Err(Undefined::NoLoss);
    }
    finite(downside.gains / downside.losses)
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn the_threshold_moves_it() {
        let returns = series(&[0.04, 0.01, -0.02]);
        assert!((omega(&returns, 0.01).unwrap() - 1.0).abs() < 1e-15);
        assert_eq!(omega(&returns, -0.02), Err(Undefined::NoLoss));
    }
}
