//! So many new units for so many old ones.

use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::super::{LedgerError, share};
use crate::money::{Decimal, MoneyError, Quantity, Rounding, decimal};

/// So many new units for so many old ones: 2 for 1, or 1 for 10 (a reverse split). Two whole numbers, so that
/// a third is a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Sides")]
pub struct UnitRatio {
    new: u32,
    old: u32,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "UnitRatio"))]
#[serde(deny_unknown_fields)]
struct Sides {
    new: u32,
    old: u32,
}

impl fmt::Display for UnitRatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for {}", self.new, self.old)
    }
}

impl TryFrom<Sides> for UnitRatio {
    type Error = LedgerError;

    fn try_from(sides: Sides) -> Result<Self, LedgerError> {
        Self::new(sides.new, sides.old)
    }
}

impl UnitRatio {
    /// One for one.
    pub const ONE: Self = Self { new: 1, old: 1 };

    /// `new` units for every `old` ones.
    ///
    /// # Errors
    /// [`LedgerError::ImpossibleRatio`] if one side is zero.
    pub fn new(new: u32, old: u32) -> Result<Self, LedgerError> {
        if new == 0 || old == 0 {
            return Err(LedgerError::ImpossibleRatio { new, old });
        }
        Ok(Self { new, old })
    }

    /// The same of two numbers that are above zero.
    #[must_use]
    pub const fn of(new: NonZeroU32, old: NonZeroU32) -> Self {
        Self { new: new.get(), old: old.get() }
    }

    /// Units after the event.
    #[must_use]
    pub const fn new_units(self) -> u32 {
        self.new
    }

    /// Units before the event.
    #[must_use]
    pub const fn old_units(self) -> u32 {
        self.old
    }

    /// Whether it is the same ratio, in lowest terms or not: 10 for 4 is 5 for 2.
    #[must_use]
    pub fn equals(self, other: Self) -> bool {
        u64::from(self.new) * u64::from(other.old) == u64::from(other.new) * u64::from(self.old)
    }

    /// The ratio of old and new units together to old ones: what a bonus of `new` for `old` makes of a holding.
    pub(in super::super) fn on_top(self) -> Result<Self, LedgerError> {
        let impossible = LedgerError::ImpossibleRatio { new: self.new, old: self.old };
        let new = self.new.checked_add(self.old).ok_or(impossible)?;
        Ok(Self { new, old: self.old })
    }

    /// How many units so many become.
    ///
    /// Exact wherever the answer has at most 12 decimals, or at most those of `before`; what is finer is cut
    /// off (10 units at 1 for 3 become 3.333333333333), so that a holding can always be named, and sold, to
    /// the last unit.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    ///
    /// ```
    /// use cactus_core::ledger::UnitRatio;
    ///
    /// let three_for_two = UnitRatio::new(3, 2)?;
    /// assert_eq!(three_for_two.apply("25".parse()?)?.to_string(), "37.5");
    /// # Ok::<(), cactus_core::Error>(())
    /// ```
    pub fn apply(self, before: Quantity) -> Result<Quantity, MoneyError> {
        let after = self.apply_to_part(before.value(), before.value())?;
        Ok(Quantity::new(after))
    }

    /// How many units a part of a holding becomes: cut where [`UnitRatio::apply`] cuts those of the whole, so that a
    /// larger part never becomes less than a smaller one.
    pub(in super::super) fn apply_to_part(
        self,
        part: Decimal,
        whole: Decimal,
    ) -> Result<Decimal, MoneyError> {
        let times_new = decimal::multiply(part, Decimal::from(self.new))?;
        let after = decimal::divide(times_new, Decimal::from(self.old))?;
        Ok(Rounding::Down.round(after, share::digits(whole)))
    }
}
