//! Parts of an amount that sum to the whole.
//!
//! A third of 10 has no finite decimal form, and cost must not leak away in fractions of a cent. So a part is
//! rounded to [`DIGITS`] decimals once, and what remains is always the whole less the parts, exactly.

use crate::money::{Decimal, MoneyError, Rounding, decimal};

/// Decimals that a part is rounded to, unless the whole has more: a millionth of a millionth leaves 16 digits
/// before the point, and no report shows it.
const DIGITS: u32 = 12;

/// How many decimals parts of `whole` have at most. Zeros at its end do not count: the same amount is kept with
/// more of them or fewer, depending on how it came about.
pub(super) fn digits(whole: Decimal) -> u32 {
    if whole.scale() <= DIGITS { DIGITS } else { whole.normalize().scale().max(DIGITS) }
}

/// `total × units ÷ of`, rounded half to even; the total itself for all units.
pub(super) fn part(total: Decimal, units: Decimal, of: Decimal) -> Result<Decimal, MoneyError> {
    if units == of {
        return Ok(total);
    }
    let product = decimal::multiply_rounded(total, units)?;
    let exact = decimal::divide(product, of)?;
    Ok(Rounding::HalfEven.round(exact, digits(total)))
}

/// Hands out an amount over units, part by part; the parts of all units sum to the amount.
pub(super) struct Spread {
    total: Decimal,
    of: Decimal,
    units: Decimal,
    given: Decimal,
}

impl Spread {
    /// `total` over `of` units.
    pub(super) fn new(total: Decimal, of: Decimal) -> Self {
        Self { total, of, units: Decimal::ZERO, given: Decimal::ZERO }
    }

    /// The part of the next so many units.
    pub(super) fn next(&mut self, units: Decimal) -> Result<Decimal, MoneyError> {
        self.units = decimal::add(self.units, units)?;
        let given = part(self.total, self.units, self.of)?;
        let next = decimal::subtract(given, self.given)?;
        self.given = given;
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn zeros_at_the_end_of_the_whole_change_no_part() {
        let (short, long) = (Decimal::new(114, 2), Decimal::new(1_140_000_000_000_000_000, 18));
        assert_eq!(short, long);
        assert_eq!(digits(short), digits(long));
        assert_eq!(digits(Decimal::new(3, 20)), 20);
        let third = |total| part(total, Decimal::ONE, Decimal::from(7)).unwrap();
        assert_eq!(third(short), third(long));
    }

    #[test]
    fn a_third_is_rounded_once_and_the_rest_keeps_the_difference() {
        let mut spread = Spread::new(Decimal::TEN, Decimal::from(3));
        let parts = [(); 3].map(|()| spread.next(Decimal::ONE).unwrap().to_string());
        assert_eq!(parts, ["3.333333333333", "3.333333333334", "3.333333333333"]);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_none_is_negative(
            total in 0..1_000_000_000_000_i64,
            scale in 0..=8_u32,
            units in prop::collection::vec((1..1_000_000_000_i64, 0..=8_u32), 1..20),
        ) {
            let total = Decimal::new(total, scale);
            let units: Vec<_> = units.into_iter().map(|(m, s)| Decimal::new(m, s)).collect();
            let mut spread = Spread::new(total, decimal::sum(units.iter().copied()).unwrap());
            let parts: Vec<_> = units.iter().map(|u| spread.next(*u).unwrap()).collect();
            prop_assert!(parts.iter().all(|part| *part >= Decimal::ZERO));
            prop_assert_eq!(decimal::sum(parts).unwrap(), total);
        }
    }
}
