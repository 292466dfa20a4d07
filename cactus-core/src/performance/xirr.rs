//! The internal rate of return of dated flows.

use super::internal_rates;
use crate::money::Decimal;
use crate::time::BusinessDate;
use crate::undefined::Figure;

/// The yearly rate that discounts all flows to zero: the `x > −1` with `Σ c_i (1 + x)^(−d_i / 365) = 0`, where
/// `d_i` is the number of days since the earliest flow.
///
/// An effective annual rate, also for spans shorter than a year. Flows may come in any order and in either sign
/// convention (paid in above zero, or below), as long as it is one. Flows of one day are summed first. All rates
/// are searched for, not the one nearest to a guess ([`internal_rates`](fn@super::internal_rates)): more than one rate is an outcome of its
/// own, because no rule makes one of them the return.
///
/// Source: the function XIRR of spreadsheets (same day count and base date), whose published example is below;
/// several rates: J. H. Lorie and L. J. Savage, "Three Problems in Rationing Capital", *Journal of Business* 28
/// (1955).
///
/// # Errors
/// [`Undefined::NoDuration`] if fewer than two days have flows that do not cancel, [`Undefined::NoRate`] if no
/// rate exists (flows of one sign, above all), [`Undefined::SeveralRates`] with their number, and
/// [`Undefined::OutOfRange`] for a rate that no `f64` tells from −100 % or from infinity, as of a great loss or
/// gain within days.
///
/// [`Undefined::NoDuration`]: crate::undefined::Undefined::NoDuration
/// [`Undefined::NoRate`]: crate::undefined::Undefined::NoRate
/// [`Undefined::SeveralRates`]: crate::undefined::Undefined::SeveralRates
/// [`Undefined::OutOfRange`]: crate::undefined::Undefined::OutOfRange
///
/// # Example: the example of Microsoft's documentation
/// ```
/// use cactus_core::money::Decimal;
/// use cactus_core::performance::xirr;
///
/// let days = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"];
/// let days = days.map(|day| day.parse().unwrap());
/// let amounts = [-10_000, 2_750, 4_250, 3_250, 2_750].map(Decimal::from);
/// let flows: Vec<_> = days.into_iter().zip(amounts).collect();
/// assert!((xirr(&flows).unwrap() - 0.373_362_535).abs() < 1e-8);
/// ```
///
/// # Example: money that only went in has no rate
/// ```
/// use cactus_core::money::Decimal;
/// use cactus_core::performance::xirr;
/// use cactus_core::undefined::Undefined;
///
/// let days = ["2024-01-01", "2024-06-30"].map(|day| day.parse().unwrap());
/// let flows: Vec<_> = days.into_iter().zip([Decimal::ONE; 2]).collect();
/// assert_eq!(xirr(&flows), Err(Undefined::NoRate));
/// ```
pub fn xirr(flows: &[(BusinessDate, Decimal)]) -> Figure<f64> {
    internal_rates(flows).one()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::decimal;
    use crate::undefined::Undefined;
    use proptest::prelude::*;

    fn day(number: i32) -> BusinessDate {
        // 2021-01-01, so that the first two years have 365 days each.
        BusinessDate::from_day_number(18_628 + number).unwrap()
    }

    fn of(flows: &[(i32, i64)]) -> Figure<f64> {
        let flows = flows.iter().map(|(d, amount)| (day(*d), Decimal::from(*amount)));
        xirr(&flows.collect::<Vec<_>>())
    }

    fn assert_rate(flows: &[(i32, i64)], expected: f64) {
        let found = of(flows).unwrap();
        let tolerance = 1e-12 * (1.0 + expected.abs());
        assert!((found - expected).abs() <= tolerance, "{found} {expected}");
    }

    #[test]
    fn rates_known_in_closed_form() {
        assert_rate(&[(0, -100), (365, 110)], 0.1);
        assert_rate(&[(365, 110), (0, -100)], 0.1);
        assert_rate(&[(0, 100), (365, -110)], 0.1);
        assert_rate(&[(0, -100), (365, 100)], 0.0);
        assert_rate(&[(0, -100), (730, 121)], 0.1);
        // One day.
        assert_rate(&[(0, -100), (1, 101)], 1.01_f64.powi(365) - 1.0);
        // Thirty years: doubled.
        assert_rate(&[(0, -100), (10_950, 200)], 2_f64.powf(1.0 / 30.0) - 1.0);
        // Nearly everything lost.
        assert_rate(&[(0, -1_000_000_000_000), (365, 1)], 1e-12 - 1.0);
        // 10 % lost a year on a hundred and then two hundred: 100 · 0.81 + 100 · 0.9 = 171.
        assert_rate(&[(0, -100), (365, -100), (730, 171)], -0.1);
    }

    #[test]
    fn what_has_no_single_rate_says_so() {
        let none: [&[(i32, i64)]; 4] =
            [&[], &[(0, -100)], &[(0, -100), (0, 100)], &[(3, 5), (3, 6)]];
        for flows in none {
            assert_eq!(of(flows), Err(Undefined::NoDuration));
        }
        assert_eq!(of(&[(0, 100), (0, -100), (9, 5)]), Err(Undefined::NoDuration));
        assert_eq!(of(&[(0, 100), (9, 5)]), Err(Undefined::NoRate));
        // Two changes of sign and yet no rate: 1 − 2v + 2v² has no real zero.
        assert_eq!(of(&[(0, 1), (365, -2), (730, 2)]), Err(Undefined::NoRate));
        // Ten for one in a day is more than an f64 holds in a year, and one for a thousand in a week is less.
        assert_eq!(of(&[(0, -1), (1, 10)]), Err(Undefined::OutOfRange));
        assert_eq!(of(&[(0, -1_000), (7, 1)]), Err(Undefined::OutOfRange));
    }

    #[test]
    fn several_rates_are_counted() {
        // The oil pump of Lorie and Savage: 25 % and 400 %.
        let pump = [(0, -1_600), (365, 10_000), (730, -10_000)];
        assert_eq!(of(&pump), Err(Undefined::SeveralRates { count: 2 }));
        // 0 %, 100 % and 200 %: (x)(x − 1)(x − 2) in powers of 1 + x.
        let cubic = [(0, -1), (365, 6), (730, -11), (1095, 6)];
        assert_eq!(of(&cubic), Err(Undefined::SeveralRates { count: 3 }));
        // Touching: (1 + x − 2)² has one rate, 100 %, though the sum never changes sign.
        let found = of(&[(0, 1), (365, -4), (730, 4)]).unwrap();
        assert!((found - 1.0).abs() < 1e-12, "{found}");
        // Three zeros in one place: (1 + x − 1.5)³.
        let found = of(&[(0, 8), (365, -36), (730, 54), (1095, -27)]).unwrap();
        assert!((found - 0.5).abs() < 1e-12, "{found}");
    }

    /// The sum in the plain form, as a fraction of the sum of sizes.
    fn npv(flows: &[(i32, i64)], rate: f64) -> f64 {
        let first = flows.iter().map(|(day, _)| *day).min().unwrap();
        let terms = flows.iter().map(|(day, amount)| {
            *amount as f64 * (1.0 + rate).powf(-f64::from(day - first) / 365.0)
        });
        let terms: Vec<f64> = terms.collect();
        terms.iter().sum::<f64>() / terms.iter().map(|term| term.abs()).sum::<f64>()
    }

    proptest! {
        #[test]
        fn a_rate_discounts_to_zero_and_a_scan_finds_no_other(
            flows in prop::collection::vec((0..8_000_i32, -1_000_000..1_000_000_i64), 2..60),
        ) {
            // Every hundredth of s from −10 to 10: a rate from −99.995 % to 2,200,000 %.
            let rates = (-1_000..=1_000).map(|s| (f64::from(s) / 100.0).exp_m1());
            let signs: Vec<bool> = rates.map(|rate| npv(&flows, rate) > 0.0).collect();
            let seen = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
            match of(&flows) {
                Ok(rate) => {
                    // Next to −100 % the plain form depends on digits of 1 + x that x does not have.
                    let tolerance = 1e-12 + 1e-14 / (1.0 + rate);
                    let scanned = rate.ln_1p().abs() <= 10.0;
                    prop_assert!(!scanned || npv(&flows, rate).abs() < tolerance, "{rate}");
                    prop_assert!(seen <= 1);
                }
                Err(Undefined::SeveralRates { count }) => prop_assert!(seen <= count),
                Err(_) => prop_assert_eq!(seen, 0),
            }
        }

        #[test]
        fn growth_at_a_rate_is_found_again(
            log in -8.0..3.0_f64,
            paid in prop::collection::vec((0..4_000_i32, 1..1_000_000_i64), 1..40),
        ) {
            let end = 4_000 + 30;
            let value: f64 = paid.iter().map(|(day, amount)| {
                *amount as f64 * (log * f64::from(end - day) / 365.0).exp()
            }).sum();
            let value = decimal::from_f64(value, 12);
            prop_assume!(value.as_ref().is_ok_and(|value| *value > Decimal::new(1, 3)));
            let mut flows: Vec<_> = paid.iter().map(|(d, a)| (day(*d), Decimal::from(-*a))).collect();
            flows.push((day(end), value.unwrap()));
            let found = xirr(&flows).unwrap();
            let expected = log.exp_m1();
            prop_assert!((found - expected).abs() < 1e-9 * (1.0 + expected), "{found} {expected}");
        }
    }
}
