//! Skewness and excess kurtosis.

use super::ReturnSeries;
use super::moments::Moments;
use crate::undefined::{Figure, Undefined, finite};

/// How lopsided returns are: `m₃ / m₂^(3/2)` with the moments of a population, `m_k = Σ (r − r̄)^k / n`.
///
/// Zero for a symmetric sample, negative with a long tail of losses. This is the `S` of the Cornish-Fisher
/// expansion; see [`skewness_of_sample`] for the estimate that spreadsheets give.
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than two returns, [`Undefined::Flat`] if they do not vary.
pub fn skewness(series: &ReturnSeries) -> Figure<f64> {
    population_skewness(&Moments::of(series.returns(), 2)?)
}

/// How heavy the tails of returns are, above those of a normal distribution: `m₄ / m₂² − 3`, with the moments of a
/// population. This is the `K` of the Cornish-Fisher expansion.
///
/// # Errors
/// As for [`skewness`].
pub fn excess_kurtosis(series: &ReturnSeries) -> Figure<f64> {
    population_kurtosis(&Moments::of(series.returns(), 2)?)
}

/// The skewness with the correction for the size of a sample, `S √(n (n − 1)) / (n − 2)`: SKEW of spreadsheets.
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than three returns, [`Undefined::Flat`] if they do not vary.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, skewness_of_sample};
///
/// // The example of Microsoft's documentation of SKEW: 3, 4, 5, 2, 3, 4, 5, 6, 4, 7.
/// let numbers = [3, 4, 5, 2, 3, 4, 5, 6, 4, 7].map(f64::from);
/// let day = |place: usize| format!("2024-01-{:02}", place + 2).parse().unwrap();
/// let rows = numbers.iter().enumerate().map(|(place, value)| (day(place), *value));
/// let series = ReturnSeries::new("2024-01-01".parse()?, rows)?;
/// assert!((skewness_of_sample(&series).unwrap() - 0.359_543_071).abs() < 1e-9);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn skewness_of_sample(series: &ReturnSeries) -> Figure<f64> {
    sample_skewness(&Moments::of(series.returns(), 3)?)
}

/// The excess kurtosis with the correction for the size of a sample,
/// `(n − 1) / ((n − 2)(n − 3)) · ((n + 1) K + 6)`: KURT of spreadsheets.
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than four returns, [`Undefined::Flat`] if they do not vary.
pub fn excess_kurtosis_of_sample(series: &ReturnSeries) -> Figure<f64> {
    sample_kurtosis(&Moments::of(series.returns(), 4)?)
}

pub(super) fn population_skewness(moments: &Moments) -> Figure<f64> {
    let count = moments.count as f64;
    moments.varied()?;
    finite(moments.cubes / count / (moments.squares / count).powf(1.5))
}

pub(super) fn population_kurtosis(moments: &Moments) -> Figure<f64> {
    let count = moments.count as f64;
    moments.varied()?;
    finite(moments.fourths * count / (moments.squares * moments.squares) - 3.0)
}

pub(super) fn sample_skewness(moments: &Moments) -> Figure<f64> {
    let count = enough(moments, 3)?;
    finite(population_skewness(moments)? * (count * (count - 1.0)).sqrt() / (count - 2.0))
}

pub(super) fn sample_kurtosis(moments: &Moments) -> Figure<f64> {
    let count = enough(moments, 4)?;
    let population = population_kurtosis(moments)?;
    let factor = (count - 1.0) / ((count - 2.0) * (count - 3.0));
    finite(factor * ((count + 1.0) * population + 6.0))
}

fn enough(moments: &Moments, needed: usize) -> Figure<f64> {
    if moments.count < needed {
        return Err(Undefined::TooFew { given: moments.count, needed });
    }
    Ok(moments.count as f64)
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn the_examples_of_the_spreadsheet() {
        // Microsoft, documentation of KURT and SKEW: 3, 4, 5, 2, 3, 4, 5, 6, 4, 7.
        let numbers = series(&[3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 7.0]);
        let kurtosis = excess_kurtosis_of_sample(&numbers).unwrap();
        assert!((kurtosis + 0.151_799_637).abs() < 1e-9, "{kurtosis}");
        // SKEW.P of the same documentation.
        assert!((skewness(&numbers).unwrap() - 0.303_193_339).abs() < 1e-9);
    }

    #[test]
    fn symmetry_and_two_points() {
        let two = series(&[0.1, -0.1, 0.1, -0.1]);
        assert!(skewness(&two).unwrap().abs() < 1e-15);
        assert!((excess_kurtosis(&two).unwrap() + 2.0).abs() < 1e-14);
        assert_eq!(skewness(&series(&[0.1; 5])), Err(Undefined::Flat));
        let needed = 4;
        let short = excess_kurtosis_of_sample(&series(&[0.1, 0.2, 0.4]));
        assert_eq!(short, Err(Undefined::TooFew { given: 3, needed }));
    }
}
