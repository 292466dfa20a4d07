//! The named ways to round.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// A way to round. Nothing in Cactus rounds without one of these being named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Rounding {
    /// To the nearest; halves to the even digit (IEEE 754 default, bankers' rounding).
    HalfEven,
    /// To the nearest; halves away from zero (commercial rounding).
    HalfUp,
    /// To the nearest; halves towards zero.
    HalfDown,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards positive infinity.
    Ceiling,
    /// Towards negative infinity.
    Floor,
}

impl Rounding {
    /// `value` with at most `digits` decimals.
    #[must_use]
    pub fn round(self, value: Decimal, digits: u32) -> Decimal {
        let strategy = match self {
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfDown => RoundingStrategy::MidpointTowardZero,
            Self::Up => RoundingStrategy::AwayFromZero,
            Self::Down => RoundingStrategy::ToZero,
            Self::Ceiling => RoundingStrategy::ToPositiveInfinity,
            Self::Floor => RoundingStrategy::ToNegativeInfinity,
        };
        value.round_dp_with_strategy(digits, strategy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::decimal::parse;

    #[test]
    fn each_mode_on_halves_of_both_signs() {
        let cases = [
            (Rounding::HalfEven, ["2", "4", "-2", "-4"]),
            (Rounding::HalfUp, ["3", "4", "-3", "-4"]),
            (Rounding::HalfDown, ["2", "3", "-2", "-3"]),
            (Rounding::Up, ["3", "4", "-3", "-4"]),
            (Rounding::Down, ["2", "3", "-2", "-3"]),
            (Rounding::Ceiling, ["3", "4", "-2", "-3"]),
            (Rounding::Floor, ["2", "3", "-3", "-4"]),
        ];
        for (mode, expected) in cases {
            let rounded = ["2.5", "3.5", "-2.5", "-3.5"]
                .map(|text| mode.round(parse(text).unwrap(), 0).to_string());
            assert_eq!(rounded, expected, "{mode:?}");
        }
    }
}
