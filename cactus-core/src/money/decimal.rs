//! Decimal arithmetic that is exact or an error, and the one wire form of a decimal.
//!
//! `rust_decimal` rounds silently when a sum or product needs more than its 96 bits of mantissa; the functions
//! here refuse instead. Statistics leave the decimal world through [`to_f64`] and come back through
//! [`from_f64`], and nowhere else.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::{Deserialize, Deserializer, Serializer};

use super::MoneyError;

const SCALE_MAX: u32 = 28;

/// `a + b`, exactly.
///
/// # Errors
/// [`MoneyError::OutOfRange`] if the exact sum needs more than 28 digits.
pub fn add(a: Decimal, b: Decimal) -> Result<Decimal, MoneyError> {
    let scale = a.scale().max(b.scale());
    // The usual case: two sums of the same currency. Mantissas have 96 bits, so that theirs cannot overflow.
    if a.scale() == b.scale()
        && let Ok(sum) = from_parts(a.mantissa() + b.mantissa(), scale)
    {
        return Ok(sum);
    }
    // The library rounds by giving up decimals and in no other way: a sum that kept them all is exact.
    match a.checked_add(b) {
        Some(sum) if sum.scale() == scale => Ok(sum),
        _ => add_aligned(a, b),
    }
}

fn add_aligned(a: Decimal, b: Decimal) -> Result<Decimal, MoneyError> {
    let scale = a.scale().max(b.scale());
    let sum = mantissa_at(a, scale)
        .zip(mantissa_at(b, scale))
        .and_then(|(a, b)| a.checked_add(b))
        .ok_or(MoneyError::OutOfRange);
    match sum {
        Ok(mantissa) => from_parts(mantissa, scale),
        // Trailing zeros alone can make the aligned mantissas too large.
        Err(error) => {
            let (shorter_a, shorter_b) = (a.normalize(), b.normalize());
            let changed = shorter_a.scale() != a.scale() || shorter_b.scale() != b.scale();
            if changed { add_aligned(shorter_a, shorter_b) } else { Err(error) }
        }
    }
}

/// `a − b`, exactly.
///
/// # Errors
/// [`MoneyError::OutOfRange`] if the exact difference needs more than 28 digits.
pub fn subtract(a: Decimal, b: Decimal) -> Result<Decimal, MoneyError> {
    add(a, -b)
}

/// `a × b`, exactly.
///
/// # Errors
/// [`MoneyError::OutOfRange`] if the exact product needs more than 28 digits.
pub fn multiply(a: Decimal, b: Decimal) -> Result<Decimal, MoneyError> {
    if let Some(mantissa) = a.mantissa().checked_mul(b.mantissa()) {
        return from_parts(mantissa, a.scale() + b.scale());
    }
    let (a, b) = (a.normalize(), b.normalize());
    let mantissa = a.mantissa().checked_mul(b.mantissa()).ok_or(MoneyError::OutOfRange)?;
    from_parts(mantissa, a.scale() + b.scale())
}

/// `a ÷ b`, to the nearest decimal of 28 digits, halves to even: a quotient is the one result that has no
/// exact form in general.
///
/// # Errors
/// [`MoneyError::DivisionByZero`], or [`MoneyError::OutOfRange`] if the quotient is too large.
pub fn divide(a: Decimal, b: Decimal) -> Result<Decimal, MoneyError> {
    if b.is_zero() {
        return Err(MoneyError::DivisionByZero);
    }
    a.checked_div(b).ok_or(MoneyError::OutOfRange)
}

/// `a ÷ b` where the quotient has a decimal form, as of pence by a hundred: exactly.
///
/// # Errors
/// [`MoneyError::DivisionByZero`], or [`MoneyError::OutOfRange`] if the exact quotient needs more than 28 digits.
pub fn divide_exactly(a: Decimal, b: Decimal) -> Result<Decimal, MoneyError> {
    let quotient = divide(a, b)?;
    if multiply(quotient, b)? == a { Ok(quotient) } else { Err(MoneyError::OutOfRange) }
}

/// `a × b`, to the nearest decimal of 28 digits, halves to even: for valuations, where a rate with many
/// digits meets an amount with many digits and the difference is far below a cent.
///
/// # Errors
/// [`MoneyError::OutOfRange`] if the product is too large.
pub fn multiply_rounded(a: Decimal, b: Decimal) -> Result<Decimal, MoneyError> {
    a.checked_mul(b).ok_or(MoneyError::OutOfRange)
}

/// The sum of many decimals, exactly; zero of none.
///
/// # Errors
/// [`MoneyError::OutOfRange`] if a partial sum needs more than 28 digits.
pub fn sum(terms: impl IntoIterator<Item = Decimal>) -> Result<Decimal, MoneyError> {
    terms.into_iter().try_fold(Decimal::ZERO, add)
}

/// The powers of ten that an `f64` holds exactly.
const POWERS_OF_TEN: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The nearest `f64`, or one next to it where the digits are more than an `f64` holds: the one door from exact
/// amounts into statistics.
#[must_use]
#[inline]
pub fn to_f64(value: Decimal) -> f64 {
    let mantissa = short_mantissa(value).map_or_else(|| long_mantissa(value), |short| short as f64);
    match POWERS_OF_TEN.get(value.scale() as usize) {
        Some(power) => mantissa / power,
        None => mantissa / 1e22 / POWERS_OF_TEN.get(value.scale() as usize - 22).unwrap_or(&1.0),
    }
}

/// The mantissa, if it has at most 63 bits, as that of nearly every amount has.
#[inline]
pub(crate) const fn short_mantissa(value: Decimal) -> Option<i64> {
    let parts = value.unpack();
    let size = ((parts.mid as u64) << 32 | parts.lo as u64).cast_signed();
    match (parts.hi, size < 0, parts.negative) {
        (0, false, true) => Some(-size),
        (0, false, false) => Some(size),
        _ => None,
    }
}

/// Apart, so that the usual case does not pay for a conversion that takes a call.
#[cold]
fn long_mantissa(value: Decimal) -> f64 {
    value.mantissa() as f64
}

/// `10^exponent`, if an `f64` holds it exactly.
#[inline]
pub(crate) fn power_of_ten(exponent: u32) -> Option<f64> {
    POWERS_OF_TEN.get(exponent as usize).copied()
}

/// The decimal with at most `digits` decimals next to `value`: the one door out of statistics.
///
/// # Errors
/// [`MoneyError::OutOfRange`] if `value` is not finite or needs more than 28 digits.
pub fn from_f64(value: f64, digits: u32) -> Result<Decimal, MoneyError> {
    let exact = Decimal::from_f64_retain(value)
        .or_else(|| Decimal::from_f64(value))
        .ok_or(MoneyError::OutOfRange)?;
    Ok(exact.round_dp(digits).normalize())
}

/// Reads the wire form: an optional minus, digits, and optionally a point with digits.
///
/// # Errors
/// [`MoneyError::MalformedDecimal`] for anything else (signs, exponents, spaces, separators),
/// [`MoneyError::OutOfRange`] for more than 28 digits that matter.
pub fn parse(text: &str) -> Result<Decimal, MoneyError> {
    let malformed = || MoneyError::MalformedDecimal { text: text.chars().take(64).collect() };
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return Err(malformed()),
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || text.len() > 128 {
        return Err(malformed());
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let scale = u32::try_from(fraction.len()).map_err(|_| MoneyError::OutOfRange)?;
    let mut mantissa: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        mantissa = mantissa
            .checked_mul(10)
            .and_then(|m| m.checked_add(i128::from(digit - b'0')))
            .ok_or(MoneyError::OutOfRange)?;
    }
    from_parts(if digits.len() < text.len() { -mantissa } else { mantissa }, scale)
}

/// Writes the wire form: no exponent, no trailing zeros, no negative zero.
#[must_use]
pub fn format(value: Decimal) -> String {
    value.normalize().to_string()
}

/// `#[serde(with = "cactus_core::money::decimal::wire")]`: a decimal as a string in the wire form.
pub mod wire {
    use super::{Decimal, Deserialize, Deserializer, Serializer, format, parse};

    /// Writes the wire form.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format(*value))
    }

    /// Reads the wire form; a JSON number is refused, because it may already have passed through a float.
    ///
    /// # Errors
    /// Those of the deserializer, and a message from [`parse`].
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).map_err(serde::de::Error::custom)
    }
}

/// The mantissa of `value` at a scale at least as fine as its own.
fn mantissa_at(value: Decimal, scale: u32) -> Option<i128> {
    match scale.checked_sub(value.scale())? {
        0 => Some(value.mantissa()),
        finer => value.mantissa().checked_mul(10_i128.checked_pow(finer)?),
    }
}

/// The decimal `mantissa × 10^−scale`, with trailing zeros dropped where it would not fit otherwise.
fn from_parts(mut mantissa: i128, mut scale: u32) -> Result<Decimal, MoneyError> {
    loop {
        if scale <= SCALE_MAX
            && let Ok(value) = Decimal::try_from_i128_with_scale(mantissa, scale)
        {
            return Ok(value);
        }
        if scale == 0 || mantissa % 10 != 0 {
            return Err(MoneyError::OutOfRange);
        }
        mantissa /= 10;
        scale -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_decimal() -> impl Strategy<Value = Decimal> {
        (-(1_i128 << 96) + 1..1_i128 << 96, 0..=28_u32)
            .prop_map(|(m, s)| Decimal::try_from_i128_with_scale(m, s).unwrap())
    }

    #[test]
    fn what_is_past_28_digits_is_an_error_where_the_library_rounds() {
        let tiny = parse("0.0000000000000000000000000001").unwrap();
        assert_eq!(add(Decimal::ONE_HUNDRED, tiny), Err(MoneyError::OutOfRange));
        assert_eq!(multiply(tiny, parse("0.1").unwrap()), Err(MoneyError::OutOfRange));
        assert_eq!(add(Decimal::MAX, Decimal::ONE), Err(MoneyError::OutOfRange));
    }

    #[test]
    fn a_quotient_is_exact_where_it_is_to_be() {
        let of = |a: &str| divide_exactly(parse(a).unwrap(), Decimal::ONE_HUNDRED);
        assert_eq!(of("123.45"), parse("1.2345"));
        assert_eq!(of("0.00000000000000000000000001"), Ok(Decimal::new(1, 28)));
        for past in ["0.0000000000000000000000000001", "7.9228162514264337593543950335"] {
            assert_eq!(of(past), Err(MoneyError::OutOfRange));
        }
        assert_eq!(divide_exactly(Decimal::ONE, parse("3").unwrap()), Err(MoneyError::OutOfRange));
        assert_eq!(divide_exactly(Decimal::ONE, Decimal::ZERO), Err(MoneyError::DivisionByZero));
    }

    #[test]
    fn trailing_zeros_do_not_count_as_digits() {
        let padded = Decimal::from_i128_with_scale(50_000_000_000_000_000_000_000_000_000, 28);
        assert_eq!(multiply(padded, padded).unwrap(), Decimal::from(25));
        assert_eq!(
            add(parse("79228162514264337593543950330").unwrap(), padded).unwrap(),
            Decimal::MAX
        );
    }

    #[test]
    fn only_plain_numbers_are_read() {
        for text in [
            "", "-", ".", "1.", ".5", "+1", "1e5", "1_000", "1,5", " 1", "1 ", "NaN", "--1", "0x1",
            "١",
        ] {
            assert!(matches!(parse(text), Err(MoneyError::MalformedDecimal { .. })), "{text}");
        }
        assert_eq!(parse("0.12345678901234567890123456789"), Err(MoneyError::OutOfRange));
        assert_eq!(parse("79228162514264337593543950336"), Err(MoneyError::OutOfRange));
        assert_eq!(format(parse("-000.500").unwrap()), "-0.5");
        assert_eq!(format(parse("-0.00").unwrap()), "0");
    }

    proptest! {
        #[test]
        fn parse_reverses_format(value in any_decimal()) {
            prop_assert_eq!(parse(&format(value)).unwrap(), value);
        }

        #[test]
        fn the_nearest_float_is_that_of_the_text(value in any_decimal(), narrow: i32, scale in 0..=22_u32) {
            let read = |value: Decimal| value.to_string().parse::<f64>().unwrap();
            let error = (to_f64(value) - read(value)).abs();
            prop_assert!(error <= 2.0 * f64::EPSILON * read(value).abs());
            let narrow = Decimal::new(narrow.into(), scale);
            prop_assert_eq!(to_f64(narrow).to_bits(), read(narrow).to_bits());
        }

        #[test]
        fn a_sum_can_be_taken_back_or_is_refused(a in any_decimal(), b in any_decimal()) {
            if let Ok(sum) = add(a, b) {
                prop_assert_eq!(subtract(sum, b).unwrap(), a);
            }
        }

        #[test]
        fn the_quick_way_to_add_is_the_exact_one(
            (a, b) in (any_decimal(), any_decimal()),
            (short_a, short_b) in (any::<i64>(), any::<i32>()),
            (s, t) in (0..=12_u32, 0..=12_u32),
        ) {
            prop_assert_eq!(add(a, b), add_aligned(a, b));
            let (a, b) = (Decimal::new(short_a, s), Decimal::new(short_b.into(), t));
            prop_assert_eq!(add(a, b), add_aligned(a, b));
        }

        #[test]
        fn multiplying_small_numbers_is_integer_arithmetic(a: i64, b: i64, s in 0..=14_u32, t in 0..=14_u32) {
            let product = multiply(Decimal::new(a, s), Decimal::new(b, t));
            let expected = Decimal::try_from_i128_with_scale(i128::from(a) * i128::from(b), s + t);
            if let Ok(expected) = expected {
                prop_assert_eq!(product.unwrap(), expected);
            }
        }
    }
}
