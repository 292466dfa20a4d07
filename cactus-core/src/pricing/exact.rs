//! Columns of integers in floating point, where that is exact.
//!
//! An `f64` holds every integer below 2⁵³, and sums and products of such integers are exact as long as they stay
//! below it. A loop over `f64` multiplies two numbers an instruction where one over `i128` takes several for each,
//! so the daily engine uses these columns wherever a bound proves that nothing can round, and 128-bit integers
//! where none does. Either way gives the same digits.

use crate::money::{Decimal, decimal};

/// No sum or product may reach this: half of 2⁵³, so that a bound computed in floating point is safe too.
pub(crate) const EXACT_BELOW: f64 = (1_u64 << 52) as f64;

/// A value that may be handed out as a decimal of 96 bits; less than that, for the same reason.
const DECIMAL_BELOW: f64 = (1_u128 << 95) as f64;

/// What a unit of each scale is worth, for bounds: a product costs less than a quotient, and these need not be exact.
const SIZES: [f64; 23] = [
    1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14,
    1e-15, 1e-16, 1e-17, 1e-18, 1e-19, 1e-20, 1e-21, 1e-22,
];

/// Numbers as integers of units of `10^−scale`, all of them exact.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ExactColumn {
    pub(crate) scale: u32,
    pub(crate) numbers: Vec<f64>,
    /// The largest number by size, as a plain number.
    pub(crate) largest: f64,
}

impl ExactColumn {
    /// The column of these integers of units of `10^−scale`; none if one of them is too large.
    pub(crate) fn new(scale: u32, numbers: Vec<f64>) -> Option<Self> {
        let largest = numbers.iter().fold(0_f64, |largest, number| largest.max(number.abs()));
        let largest_number = Scaled { number: largest, scale }.size()?;
        (largest < EXACT_BELOW).then_some(Self { scale, numbers, largest: largest_number })
    }
}

/// An integer of units of `10^−scale`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scaled {
    pub(crate) number: f64,
    pub(crate) scale: u32,
}

impl Scaled {
    /// A decimal; the integer is exact if it is below 2⁵³.
    #[inline]
    pub(crate) fn of(value: Decimal) -> Self {
        let parts = value.unpack();
        let size = match parts.hi {
            // Most numbers are of one word, which a processor turns into floating point by itself.
            0 => (u64::from(parts.mid) << 32 | u64::from(parts.lo)) as f64,
            _ => value.mantissa().unsigned_abs() as f64,
        };
        Self { number: if parts.negative { -size } else { size }, scale: parts.scale }
    }

    /// How large it is, as a plain number, to within a few units in the last place.
    #[inline]
    pub(crate) fn size(self) -> Option<f64> {
        Some(self.number.abs() * SIZES.get(self.scale as usize)?)
    }

    /// The integer in units of `10^−scale`, a scale that is not less than its own.
    #[inline]
    pub(crate) fn at(self, scale: u32) -> Option<f64> {
        Some(self.number * decimal::power_of_ten(scale.checked_sub(self.scale)?)?)
    }
}

/// What a sum of products needs: decimals, and room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bound {
    /// Decimals that every term has at most.
    pub(crate) scale: u32,
    /// What the terms come to at most if none cancels another, as a plain number.
    pub(crate) size: f64,
}

impl Bound {
    pub(crate) const NOTHING: Self = Self { scale: 0, size: 0.0 };

    pub(crate) fn add(&mut self, scale: u32, size: f64) {
        self.scale = self.scale.max(scale);
        self.size += size;
    }

    /// Whether all of it is exact with no more than so many decimals, and fits a decimal that has as many.
    pub(crate) fn is_exact(self, decimals: u32) -> bool {
        let below = |scale, limit| {
            decimal::power_of_ten(scale).is_some_and(|units| self.size * units < limit)
        };
        self.scale <= decimals && below(self.scale, EXACT_BELOW) && below(decimals, DECIMAL_BELOW)
    }
}
