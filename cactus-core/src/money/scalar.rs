//! Plain decimals with a meaning: quantities, rates and weights.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{MoneyError, decimal};

macro_rules! scalars {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(#[serde(with = "decimal::wire")] Decimal);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(Decimal::ZERO);
            /// One.
            pub const ONE: Self = Self(Decimal::ONE);

            /// The value as this kind of number.
            #[must_use]
            pub const fn new(value: Decimal) -> Self {
                Self(value)
            }

            /// The plain number.
            #[must_use]
            pub const fn value(self) -> Decimal {
                self.0
            }

            /// Whether it is zero.
            #[must_use]
            pub fn is_zero(self) -> bool {
                self.0.is_zero()
            }

            /// Whether it is below zero.
            #[must_use]
            pub fn is_negative(self) -> bool {
                self.0 < Decimal::ZERO
            }

            /// Whether it is above zero.
            #[must_use]
            pub fn is_positive(self) -> bool {
                self.0 > Decimal::ZERO
            }

            /// The same size with the other sign.
            #[must_use]
            pub fn negate(self) -> Self {
                Self(-self.0)
            }

            /// The sum, exactly.
            ///
            /// # Errors
            /// [`MoneyError::OutOfRange`] past 28 digits.
            pub fn add(self, other: Self) -> Result<Self, MoneyError> {
                decimal::add(self.0, other.0).map(Self)
            }

            /// The difference, exactly.
            ///
            /// # Errors
            /// [`MoneyError::OutOfRange`] past 28 digits.
            pub fn subtract(self, other: Self) -> Result<Self, MoneyError> {
                decimal::subtract(self.0, other.0).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&decimal::format(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = MoneyError;

            fn from_str(text: &str) -> Result<Self, MoneyError> {
                decimal::parse(text).map(Self)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                decimal_schema()
            }
        }
    )+};
}

#[cfg(feature = "schema")]
pub(super) fn decimal_schema() -> schemars::Schema {
    schemars::json_schema!({
        "type": "string",
        "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
        "examples": ["1234.5"],
    })
}

scalars! {
    /// How many units of an instrument: shares, contracts, units of a fund. Negative for a short position.
    Quantity;
    /// A fraction per something, as a plain number: 0.05 is five per cent.
    Rate;
    /// A share of a whole, as a plain number: 0.25 is a quarter.
    Weight;
}
