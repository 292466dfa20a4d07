//! How much wealth has grown: in total, and per year.

use super::{PeriodsPerYear, ReturnSeries};
use crate::undefined::{Figure, Undefined, finite};

/// The return of the whole series: `W − 1` with `W = Π (1 + r_i)`, never a sum of returns.
///
/// Takes simple returns; the result is a fraction and not annualised.
///
/// # Errors
/// [`Undefined::TooFew`] for a series without returns, [`Undefined::OutOfRange`] past all numbers.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, total_return};
///
/// let days = ["2024-01-03", "2024-01-04"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.1, -0.1]))?;
/// assert!((total_return(&series).unwrap() + 0.01).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn total_return(series: &ReturnSeries) -> Figure<f64> {
    total(series.returns())
}

/// The return per year that compounds to the whole: `W^(A/n) − 1`.
///
/// Counts periods, as the other measures of a series do; accounts with dates are annualised by
/// [`annualise`](crate::performance::annualise). A series shorter than a year is not annualised.
///
/// Source: C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*; GIPS standards for firms
/// (2020), which forbid to annualise less than a year.
///
/// # Errors
/// [`Undefined::TooFew`] for fewer returns than make a year, [`Undefined::OutOfRange`] past all numbers.
pub fn annual_return(series: &ReturnSeries, periods: PeriodsPerYear) -> Figure<f64> {
    let total = total_return(series)?;
    annual(total, series.returns().len(), periods)
}

pub(super) fn total(returns: &[f64]) -> Figure<f64> {
    if returns.is_empty() {
        return Err(Undefined::TooFew { given: 0, needed: 1 });
    }
    finite(compounded(returns))
}

/// `Π (1 + r) − 1`, from four products side by side.
fn compounded(returns: &[f64]) -> f64 {
    let (fours, rest) = returns.as_chunks::<4>();
    let mut wealth = [1.0_f64; 4];
    for four in fours {
        for (wealth, value) in wealth.iter_mut().zip(four) {
            *wealth *= 1.0 + value;
        }
    }
    let rest: f64 = rest.iter().map(|value| 1.0 + value).product();
    wealth.iter().product::<f64>() * rest - 1.0
}

/// A total return over so many periods, per year.
pub(super) fn annual(total: f64, count: usize, periods: PeriodsPerYear) -> Figure<f64> {
    let needed = usize::from(periods.count().get());
    if count < needed {
        return Err(Undefined::TooFew { given: count, needed });
    }
    per_year(total, count as f64, periods)
}

/// The same without asking for a year of returns, for ratios of two such figures.
pub(super) fn per_year(total: f64, count: f64, periods: PeriodsPerYear) -> Figure<f64> {
    finite((total.ln_1p() * periods.as_f64() / count).exp_m1())
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn a_year_of_months_is_its_own_annual_return() {
        let returns = series(&[0.01; 12]);
        let (total, annual) =
            (total_return(&returns).unwrap(), annual_return(&returns, PeriodsPerYear::MONTHS));
        assert!((total - 0.126_825_030_131_969_7).abs() < 1e-15, "{total}");
        assert!((annual.unwrap() - total).abs() < 1e-15);
        let short = annual_return(&series(&[0.01; 11]), PeriodsPerYear::MONTHS);
        assert_eq!(short, Err(Undefined::TooFew { given: 11, needed: 12 }));
        assert_eq!(annual_return(&series(&[-1.0; 12]), PeriodsPerYear::MONTHS), Ok(-1.0));
        assert!(total_return(&series(&[])).is_err());
        assert_eq!(total_return(&series(&[1e300, 1e300])), Err(Undefined::OutOfRange));
    }
}
