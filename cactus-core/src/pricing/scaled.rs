//! Values as integers of one scale: products and quotients of decimals, rounded once, at a stated place.
//!
//! A value (quantity times price, or an amount in another currency) is kept to [`VALUE_DECIMALS`] decimals,
//! halves to even, or to the digits of its currency if those are more. That is ten digits below the cent, so
//! that no sum of values is off by one, and it makes sums exact and independent of their order.

use crate::money::{Currency, Decimal, MoneyError, Rounding, decimal};

/// Decimals to which a value is kept, in a currency whose smallest unit needs no more.
pub const VALUE_DECIMALS: u32 = 12;

/// `10^n` for all that an `i128` can hold.
const POWERS_OF_TEN: [i128; 39] = {
    let mut powers = [1; 39];
    let mut n = 1;
    while n < powers.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks it")]
        {
            powers[n] = powers[n - 1] * 10;
        }
        n += 1;
    }
    powers
};

pub(crate) fn power_of_ten(exponent: u32) -> Option<i128> {
    POWERS_OF_TEN.get(usize::try_from(exponent).ok()?).copied()
}

/// Decimals to which a value in the currency is kept.
pub(crate) fn value_scale(currency: Currency) -> u32 {
    currency.digits().max(VALUE_DECIMALS)
}

/// One decimal over another that is above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    pub(crate) numerator: Decimal,
    pub(crate) denominator: Decimal,
}

impl Fraction {
    pub(crate) const ONE: Self = Self::whole(Decimal::ONE);

    pub(crate) const fn whole(numerator: Decimal) -> Self {
        Self { numerator, denominator: Decimal::ONE }
    }

    pub(crate) const fn inverse(self) -> Self {
        Self { numerator: self.denominator, denominator: self.numerator }
    }

    pub(crate) fn times(self, other: Self) -> Result<Self, MoneyError> {
        Ok(Self {
            numerator: decimal::multiply_rounded(self.numerator, other.numerator)?,
            denominator: decimal::multiply_rounded(self.denominator, other.denominator)?,
        })
    }

    /// The quotient, to 28 digits.
    pub(crate) fn quotient(self) -> Result<Decimal, MoneyError> {
        decimal::divide(self.numerator, self.denominator)
    }

    /// The fraction as a decimal, if it is one over a power of ten.
    pub(crate) fn whole_number(self) -> Option<Decimal> {
        if (self.denominator.mantissa(), self.denominator.scale()) == (1, 0) {
            return Some(self.numerator);
        }
        let power = POWERS_OF_TEN.iter().position(|power| *power == self.denominator.mantissa())?;
        let shift = u32::try_from(power).ok()?.checked_sub(self.denominator.scale())?;
        let scale = self.numerator.scale() + shift;
        Decimal::try_from_i128_with_scale(self.numerator.mantissa(), scale).ok()
    }

    /// `value` times this fraction, in units of `10^−to`.
    pub(crate) fn of(self, value: Decimal, to: u32) -> Result<i128, MoneyError> {
        self.of_scaled(value.mantissa(), value.scale(), to)
    }

    /// `value` units of `10^−from` times this fraction, in units of `10^−to`.
    pub(crate) fn of_scaled(self, value: i128, from: u32, to: u32) -> Result<i128, MoneyError> {
        let exact = Multiplier::new(self, from, to);
        match exact.and_then(|exact| exact.of(value)) {
            Some(scaled) => Ok(scaled),
            None => self.of_wide(to_decimal(value, from)?, to),
        }
    }

    /// The same by way of decimals of 28 digits, for numbers so wide that 38 digits cannot hold the exact
    /// product.
    fn of_wide(self, value: Decimal, to: u32) -> Result<i128, MoneyError> {
        let product = decimal::multiply_rounded(value, self.numerator)?;
        let quotient = decimal::divide(product, self.denominator)?;
        let rounded = Rounding::HalfEven.round(quotient, to);
        power_of_ten(to - rounded.scale())
            .and_then(|factor| rounded.mantissa().checked_mul(factor))
            .ok_or(MoneyError::OutOfRange)
    }
}

/// A fraction made ready to multiply many integers of one scale into integers of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Multiplier {
    multiply: i128,
    divide: i128,
}

impl Multiplier {
    /// From units of `10^−from` to units of `10^−to`; none if the numbers are too wide.
    pub(crate) fn new(fraction: Fraction, from: u32, to: u32) -> Option<Self> {
        let Fraction { numerator, denominator } = fraction;
        let (up, down) = (to + denominator.scale(), from + numerator.scale());
        let multiply = power_of_ten(up.saturating_sub(down))?.checked_mul(numerator.mantissa())?;
        let divide = power_of_ten(down.saturating_sub(up))?.checked_mul(denominator.mantissa())?;
        Some(Self { multiply, divide })
    }

    /// The integer to multiply with, if there is nothing to divide by and it is narrow: then the product with
    /// an `i64` cannot overflow.
    pub(crate) fn narrow(self) -> Option<i64> {
        let whole = self.multiply % self.divide == 0;
        whole.then(|| i64::try_from(self.multiply / self.divide).ok())?
    }

    /// The product, halves to even; none if it overflows.
    pub(crate) fn of(self, value: i128) -> Option<i128> {
        let product = value.checked_mul(self.multiply)?;
        if self.divide == 1 {
            return Some(product);
        }
        let quotient = product / self.divide;
        let remainder = (product - quotient * self.divide).unsigned_abs();
        let rest = self.divide.unsigned_abs() - remainder;
        let away = remainder > rest || (remainder == rest && quotient % 2 != 0);
        Some(if away { quotient + product.signum() } else { quotient })
    }
}

/// The decimal of an integer of units of `10^−scale`.
pub(crate) fn to_decimal(scaled: i128, scale: u32) -> Result<Decimal, MoneyError> {
    Decimal::try_from_i128_with_scale(scaled, scale).map_err(|_| MoneyError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::decimal::parse;
    use proptest::prelude::*;

    fn of(value: &str, numerator: &str, denominator: &str, scale: u32) -> String {
        let fraction = Fraction {
            numerator: parse(numerator).unwrap(),
            denominator: parse(denominator).unwrap(),
        };
        let scaled = fraction.of(parse(value).unwrap(), scale).unwrap();
        decimal::format(to_decimal(scaled, scale).unwrap())
    }

    #[test]
    fn one_rounding_halves_to_even() {
        assert_eq!(of("2.5", "1", "1", 0), "2");
        assert_eq!(of("3.5", "1", "1", 0), "4");
        assert_eq!(of("-2.5", "1", "1", 0), "-2");
        assert_eq!(of("-3.5", "1", "1", 0), "-4");
        assert_eq!(of("2.51", "1", "1", 0), "3");
        assert_eq!(of("1", "1", "3", 12), "0.333333333333");
        assert_eq!(of("100", "1", "1.25", 12), "80");
        assert_eq!(of("-2", "1", "3", 2), "-0.67");
    }

    #[test]
    fn what_38_digits_cannot_hold_goes_by_way_of_28() {
        let wide = "1.234567890123456789012345678";
        assert_eq!(of(wide, wide, "1", 12), "1.524157875324");
        let most = Fraction::whole(Decimal::MAX);
        assert_eq!(most.of(Decimal::MAX, 12), Err(MoneyError::OutOfRange));
    }

    proptest! {
        #[test]
        fn the_integer_way_is_the_decimal_way(
            value in -1_000_000_000_i64..1_000_000_000, value_scale in 0..6_u32,
            numerator in 1_i64..1_000_000_000, numerator_scale in 0..9_u32,
            denominator in 1_i64..100_000, denominator_scale in 0..5_u32, scale in 0..14_u32,
        ) {
            let value = Decimal::new(value, value_scale);
            let fraction = Fraction {
                numerator: Decimal::new(numerator, numerator_scale),
                denominator: Decimal::new(denominator, denominator_scale),
            };
            let integer = fraction.of(value, scale).unwrap();
            // The quotient of the decimal way has 28 digits, and a half may then fall the other way.
            if let Ok(decimal) = fraction.of_wide(value, scale) {
                let tolerance = 1 + integer.abs() / 10_i128.pow(27);
                prop_assert!((integer - decimal).abs() <= tolerance);
            }
            let exact = Fraction { denominator: Decimal::ONE, ..fraction };
            prop_assert_eq!(exact.of(value, scale).unwrap(), exact.of_wide(value, scale).unwrap());
        }
    }
}
