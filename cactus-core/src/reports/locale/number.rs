//! The digits of a rounded number, before a language puts its signs between them.

use crate::money::{Decimal, Rounding};

/// The sign before a number below zero.
pub(in crate::reports) const MINUS: char = '−';
const GROUP: usize = 3;

/// A rounded number as digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Digits {
    /// The value with exactly so many decimals.
    pub(super) fn new(value: Decimal, digits: u32, rounding: Rounding) -> Self {
        Self::shifted(value, 0, digits, rounding)
    }

    /// A hundred times the value with exactly so many decimals; shifting digits has no overflow.
    pub(super) fn hundredfold(value: Decimal, digits: u32, rounding: Rounding) -> Self {
        Self::shifted(value, 2, digits, rounding)
    }

    fn shifted(value: Decimal, places: u32, digits: u32, rounding: Rounding) -> Self {
        let rounded = rounding.round(value, digits + places);
        let mut text = rounded.mantissa().unsigned_abs().to_string();
        let mut decimals = rounded.scale();
        while decimals < digits + places {
            text.push('0');
            decimals += 1;
        }
        let decimals = digits as usize;
        let padded = format!("{text:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        let whole = whole.trim_start_matches('0');
        Self {
            negative: rounded.is_sign_negative() && !rounded.is_zero(),
            whole: if whole.is_empty() { "0" } else { whole }.to_owned(),
            fraction: fraction.to_owned(),
        }
    }

    /// The same number without trailing zeros past so many decimals.
    pub(super) fn trimmed(mut self, fewest: u32) -> Self {
        while self.fraction.len() > fewest as usize && self.fraction.ends_with('0') {
            self.fraction.pop();
        }
        self
    }

    /// The digits with a sign between groups of three and one before the decimals.
    pub(super) fn join(&self, group: char, point: char) -> String {
        let mut text = String::with_capacity(self.whole.len() * 2 + self.fraction.len());
        if self.negative {
            text.push(MINUS);
        }
        for (place, digit) in self.whole.chars().enumerate() {
            if place > 0 && (self.whole.len() - place).is_multiple_of(GROUP) {
                text.push(group);
            }
            text.push(digit);
        }
        if !self.fraction.is_empty() {
            text.push(point);
            text.push_str(&self.fraction);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::decimal::parse;
    use proptest::prelude::*;

    fn shown(text: &str, digits: u32) -> String {
        Digits::new(parse(text).unwrap(), digits, Rounding::HalfUp).join(',', '.')
    }

    #[test]
    fn groups_of_three_and_padded_decimals() {
        assert_eq!(shown("0", 2), "0.00");
        assert_eq!(shown("0.005", 2), "0.01");
        assert_eq!(shown("999.995", 2), "1,000.00");
        assert_eq!(shown("1234567.8", 2), "1,234,567.80");
        assert_eq!(shown("123456", 0), "123,456");
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        assert_eq!(shown("-0.001", 2), "0.00");
        assert_eq!(shown("-0.5", 2), "−0.50");
    }

    #[test]
    fn a_hundredfold_is_exact_at_the_ends_of_the_range() {
        let percent = |value| Digits::hundredfold(value, 2, Rounding::HalfUp).join(',', '.');
        assert_eq!(percent(parse("0.12345").unwrap()), "12.35");
        assert_eq!(percent(parse("-1").unwrap()), "−100.00");
        assert_eq!(percent(Decimal::MAX), "7,922,816,251,426,433,759,354,395,033,500.00");
    }

    proptest! {
        #[test]
        fn without_its_signs_a_number_is_the_rounded_decimal(m: i64, scale in 0..=12_u32, digits in 0..=6_u32) {
            let value = Decimal::new(m, scale);
            let text = Digits::new(value, digits, Rounding::HalfEven)
                .join(',', '.')
                .replace(',', "")
                .replace(MINUS, "-");
            prop_assert_eq!(parse(&text).unwrap(), Rounding::HalfEven.round(value, digits));
        }
    }
}
