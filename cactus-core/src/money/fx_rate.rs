//! What one currency costs in another.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Currency, Money, MoneyError, decimal};

/// Units of `quote` for one unit of `base`: EUR/USD 1.08 means that one euro costs 1.08 dollars.
///
/// ```
/// use cactus_core::money::{Currency, FxRate, Money};
///
/// let rate = FxRate::new(Currency::EUR, Currency::USD, "1.25".parse().unwrap())?;
/// let euros = Money::parse("80", Currency::EUR)?;
/// let dollars = rate.convert(euros)?;
/// assert_eq!(dollars.to_string(), "100 USD");
/// assert_eq!(rate.convert(dollars)?, euros);
/// # Ok::<(), cactus_core::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct FxRate {
    base: Currency,
    quote: Currency,
    #[serde(with = "decimal::wire")]
    #[cfg_attr(feature = "schema", schemars(with = "super::Rate"))]
    rate: Decimal,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FxRate"))]
#[serde(deny_unknown_fields)]
struct Parts {
    base: Currency,
    quote: Currency,
    #[serde(with = "decimal::wire")]
    #[cfg_attr(feature = "schema", schemars(with = "super::Rate"))]
    rate: Decimal,
}

impl TryFrom<Parts> for FxRate {
    type Error = MoneyError;

    fn try_from(parts: Parts) -> Result<Self, MoneyError> {
        Self::new(parts.base, parts.quote, parts.rate)
    }
}

impl FxRate {
    /// One unit of `base` costs `rate` units of `quote`.
    ///
    /// # Errors
    /// [`MoneyError::ImpossibleRate`] if the rate is not above zero, or both currencies are the same.
    pub fn new(base: Currency, quote: Currency, rate: Decimal) -> Result<Self, MoneyError> {
        if rate <= Decimal::ZERO || base == quote {
            return Err(MoneyError::ImpossibleRate { base, quote, rate });
        }
        Ok(Self { base, quote, rate })
    }

    /// The currency of which one unit is priced.
    #[must_use]
    pub const fn base(self) -> Currency {
        self.base
    }

    /// The currency it is priced in.
    #[must_use]
    pub const fn quote(self) -> Currency {
        self.quote
    }

    /// Units of the quote currency for one unit of the base.
    #[must_use]
    pub const fn rate(self) -> Decimal {
        self.rate
    }

    /// The amount in the other of the two currencies, to 28 digits.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] if the amount is in neither, [`MoneyError::OutOfRange`] if the
    /// result is too large.
    pub fn convert(self, money: Money) -> Result<Money, MoneyError> {
        if money.currency() == self.base {
            let amount = decimal::multiply_rounded(money.amount(), self.rate)?;
            return Ok(Money::new(amount, self.quote));
        }
        if money.currency() == self.quote {
            let amount = decimal::divide(money.amount(), self.rate)?;
            return Ok(Money::new(amount, self.base));
        }
        Err(MoneyError::CurrencyMismatch { left: money.currency(), right: self.base })
    }
}

impl fmt::Display for FxRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} {}", self.base, self.quote, decimal::format(self.rate))
    }
}

impl fmt::Debug for FxRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
