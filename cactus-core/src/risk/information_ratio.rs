//! The information ratio.

use super::PeriodsPerYear;
use super::aligned::{Aligned, PairMoments};
use super::jensen::Annual;
use super::tracking_error::annualised;
use crate::undefined::{Figure, Undefined, finite};
use crate::words::words;

words! {
    /// What an information ratio divides by the tracking error.
    #[derive(Default)]
    "information ratio form" InformationRatioForm {
        /// `mean(r − b) / s(r − b) · √A`: the arithmetic mean of the differences, annualised; the default.
        #[default]
        Arithmetic = "arithmetic",
        /// `(CAGR_p − CAGR_b) / (s(r − b) · √A)`: the difference of the compound annual returns.
        Geometric = "geometric",
        /// `mean(r − b) / s(r − b)`, not annualised.
        PerPeriod = "per_period",
    }
}

/// Return beyond the benchmark for each unit of tracking error; which return, says the form.
///
/// Takes simple returns; a number per √year, or per √period.
///
/// Source: R. C. Grinold and R. N. Kahn, *Active Portfolio Management* (1995); C. R. Bacon, *Practical Portfolio
/// Performance Measurement and Attribution*, on the geometric form.
///
/// # Errors
/// [`Undefined::TooFew`] for fewer than two pairs, or of the geometric form for fewer than make a year;
/// [`Undefined::Flat`] if the difference does not vary.
///
/// ```
/// use cactus_core::risk::{Aligned, InformationRatioForm, PeriodsPerYear, ReturnSeries, information_ratio};
///
/// let days = ["2024-01-31", "2024-02-29"].map(|day| day.parse().unwrap());
/// let of = |returns: [f64; 2]| ReturnSeries::new("2023-12-31".parse().unwrap(), days.into_iter().zip(returns));
/// let (portfolio, benchmark) = (of([0.03, 0.01])?, of([0.01, 0.02])?);
/// let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
/// let found = information_ratio(aligned, InformationRatioForm::PerPeriod, PeriodsPerYear::MONTHS);
/// assert!((found.unwrap() - 0.005 / (0.00045_f64).sqrt()).abs() < 1e-14);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn information_ratio(
    aligned: Aligned<'_>,
    form: InformationRatioForm,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    let moments = PairMoments::of(aligned)?;
    match form {
        InformationRatioForm::PerPeriod => per_period(&moments),
        InformationRatioForm::Arithmetic => arithmetic(&moments, periods),
        InformationRatioForm::Geometric => {
            geometric(Annual::of(aligned, periods)?, &moments, periods)
        }
    }
}

pub(super) fn per_period(moments: &PairMoments) -> Figure<f64> {
    if moments.active_squares <= 0.0 {
        return Err(Undefined::Flat);
    }
    let mean = moments.mean - moments.benchmark_mean;
    finite(mean / moments.deviation(moments.active_squares))
}

pub(super) fn arithmetic(moments: &PairMoments, periods: PeriodsPerYear) -> Figure<f64> {
    finite(per_period(moments)? * periods.as_f64().sqrt())
}

pub(super) fn geometric(
    annual: Annual,
    moments: &PairMoments,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    per_period(moments)?;
    finite((annual.portfolio - annual.benchmark) / annualised(moments, periods)?)
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn the_three_forms_of_one_year() {
        let (r, b) = ([0.02, -0.01, 0.03, 0.01].repeat(3), [0.01, 0.0, 0.02, 0.015].repeat(3));
        let (portfolio, benchmark) = (series(&r), series(&b));
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        let of = |form| information_ratio(aligned, form, PeriodsPerYear::MONTHS).unwrap();
        // Python: statistics.mean(d) / statistics.stdev(d) of d = r − b, and the forms made of it.
        let plain = of(InformationRatioForm::PerPeriod);
        assert!((plain - 0.134_066_611_089_973_95).abs() < 1e-13, "{plain}");
        assert!((of(InformationRatioForm::Arithmetic) - plain * 12_f64.sqrt()).abs() < 1e-14);
        let geometric = of(InformationRatioForm::Geometric);
        assert!((geometric - 0.494_020_869_856_329_9).abs() < 1e-11, "{geometric}");
    }

    #[test]
    fn a_constant_difference_has_none() {
        let (benchmark, portfolio) = (series(&[0.01, -0.02, 0.03]), series(&[0.02, -0.01, 0.04]));
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        for form in InformationRatioForm::ALL {
            let found =
                information_ratio(aligned, *form, PeriodsPerYear::new(3.try_into().unwrap()));
            assert_eq!(found, Err(Undefined::Flat));
        }
    }
}
