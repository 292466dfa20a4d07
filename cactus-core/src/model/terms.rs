//! What one unit of an instrument is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ModelError;
use crate::money::{Decimal, decimal};
use crate::time::BusinessDate;

/// What one unit of an instrument is, and how long there is any.
///
/// Those of a share are the default: priced by the unit, without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// How many units of what the price is for make one unit of the instrument.
    pub multiplier: Multiplier,
    /// The maturity of a bond, the expiry of an option: the last day on which it is traded.
    pub matures_on: Option<BusinessDate>,
}

/// How many units of what the price is for make one unit of the instrument: a number above zero.
///
/// An option contract on 100 shares, priced by the share, has 100; a bond held by its face value and priced in per
/// cent of it has 0.01; a share has 1. The value of a holding is quantity times price times multiplier.
///
/// ```
/// use cactus_core::model::Multiplier;
///
/// let contract: Multiplier = "100".parse()?;
/// assert_eq!(contract.to_string(), "100");
/// assert!("0".parse::<Multiplier>().is_err());
/// # Ok::<(), cactus_core::model::ModelError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Multiplier(Decimal);

impl Multiplier {
    /// One unit of the instrument is one unit of what the price is for.
    pub const ONE: Self = Self(Decimal::ONE);

    /// So many.
    ///
    /// # Errors
    /// [`ModelError::Multiplier`] if it is not above zero.
    pub fn new(value: Decimal) -> Result<Self, ModelError> {
        if value > Decimal::ZERO {
            return Ok(Self(value.normalize()));
        }
        Err(ModelError::Multiplier { text: decimal::format(value) })
    }

    /// The plain number.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.0 == Decimal::ONE
    }
}

impl Default for Multiplier {
    fn default() -> Self {
        Self::ONE
    }
}

impl fmt::Display for Multiplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::format(self.0))
    }
}

impl fmt::Debug for Multiplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Multiplier {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let value = decimal::parse(text).ok();
        let wrong = || ModelError::Multiplier { text: text.chars().take(32).collect() };
        value.and_then(|value| Self::new(value).ok()).ok_or_else(wrong)
    }
}

impl From<Multiplier> for String {
    fn from(multiplier: Multiplier) -> Self {
        multiplier.to_string()
    }
}

impl TryFrom<String> for Multiplier {
    type Error = ModelError;

    fn try_from(text: String) -> Result<Self, ModelError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Multiplier {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Multiplier".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^[0-9]+(\.[0-9]+)?$",
            "examples": ["100", "0.01"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multiplier_is_a_number_above_zero() {
        for (text, shown) in [("100", "100"), ("0.010", "0.01"), ("1.0", "1")] {
            let multiplier: Multiplier = text.parse().unwrap();
            assert_eq!(multiplier.to_string(), shown);
            assert_eq!(serde_json::to_string(&multiplier).unwrap(), format!("\"{shown}\""));
        }
        for text in ["0", "-1", "", "x", "1e2"] {
            assert!(text.parse::<Multiplier>().is_err(), "{text}");
        }
        assert!("1.000".parse::<Multiplier>().unwrap().is_one());
    }
}
