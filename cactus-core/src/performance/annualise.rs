//! Returns per year.

use crate::undefined::{Figure, Undefined, finite};

pub(super) const DAYS_PER_YEAR: f64 = 365.0;

/// The yearly return that compounds to `total` over so many days: `(1 + total)^(365 / days) − 1`.
///
/// Counts actual days over 365. A period shorter than a year is not annualised, since that would promise what
/// has not happened.
///
/// Source: GIPS standards for firms (2020), which forbid to annualise returns of less than a year.
///
/// # Errors
/// [`Undefined::ShorterThanAYear`], and [`Undefined::OutOfRange`] for a total below −1.
///
/// ```
/// use cactus_core::performance::annualise;
/// use cactus_core::undefined::Undefined;
///
/// assert!((annualise(0.21, 730).unwrap() - 0.1).abs() < 1e-15);
/// assert_eq!(annualise(-1.0, 730), Ok(-1.0));
/// assert_eq!(annualise(0.1, 364), Err(Undefined::ShorterThanAYear { days: 364 }));
/// ```
pub fn annualise(total: f64, days: i64) -> Figure<f64> {
    let years = years(days);
    if years < 1.0 {
        return Err(Undefined::ShorterThanAYear { days });
    }
    finite((total.ln_1p() / years).exp_m1())
}

/// Actual days over 365.
pub(super) fn years(days: i64) -> f64 {
    days as f64 / DAYS_PER_YEAR
}
