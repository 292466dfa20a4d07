//! Money: an amount of one currency.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Currency, MoneyError, Rate, Rounding, decimal};

/// An amount of one currency, exact to 28 digits.
///
/// Amounts may be finer than the currency's smallest unit, because prices are; [`Money::round`] makes
/// them payable.
///
/// ```
/// use cactus_core::money::{Currency, Money, MoneyError, Rounding};
///
/// let price = Money::parse("10.125", Currency::EUR)?;
/// let total = price.add(price)?;
/// assert_eq!(total.round(Rounding::HalfEven).to_string(), "20.25 EUR");
/// assert_eq!(
///     total.add(Money::parse("1", Currency::USD)?),
///     Err(MoneyError::CurrencyMismatch { left: Currency::EUR, right: Currency::USD }),
/// );
/// # Ok::<(), MoneyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    #[serde(with = "decimal::wire")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "decimal_schema"))]
    amount: Decimal,
    currency: Currency,
}

#[cfg(feature = "schema")]
fn decimal_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    super::scalar::decimal_schema()
}

impl Money {
    /// So much of the currency.
    #[must_use]
    pub const fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing, in the currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(Decimal::ZERO, currency)
    }

    /// The amount written as a plain decimal number.
    ///
    /// # Errors
    /// Those of [`decimal::parse`].
    pub fn parse(amount: &str, currency: Currency) -> Result<Self, MoneyError> {
        decimal::parse(amount).map(|amount| Self::new(amount, currency))
    }

    /// The amount without its currency.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.amount < Decimal::ZERO
    }

    /// Whether the amount is above zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.amount > Decimal::ZERO
    }

    /// The same amount with the other sign.
    #[must_use]
    pub fn negate(self) -> Self {
        Self::new(-self.amount, self.currency)
    }

    /// The sum, exactly.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], or [`MoneyError::OutOfRange`] past 28 digits.
    pub fn add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Ok(Self::new(decimal::add(self.amount, other.amount)?, self.currency))
    }

    /// The difference, exactly.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], or [`MoneyError::OutOfRange`] past 28 digits.
    pub fn subtract(self, other: Self) -> Result<Self, MoneyError> {
        self.add(other.negate())
    }

    /// This amount times a rate, exactly.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn times(self, rate: Rate) -> Result<Self, MoneyError> {
        Ok(Self::new(decimal::multiply(self.amount, rate.value())?, self.currency))
    }

    /// This amount as a fraction of another of the same currency, to 28 digits.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::DivisionByZero`] or [`MoneyError::OutOfRange`].
    pub fn ratio_to(self, other: Self) -> Result<Rate, MoneyError> {
        self.same_currency(other)?;
        decimal::divide(self.amount, other.amount).map(Rate::new)
    }

    /// The payable amount: rounded to the currency's smallest unit.
    #[must_use]
    pub fn round(self, rounding: Rounding) -> Self {
        Self::new(rounding.round(self.amount, self.currency.digits()), self.currency)
    }

    pub(super) fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::CurrencyMismatch { left: self.currency, right: other.currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", decimal::format(self.amount), self.currency))
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_number_is_no_amount() {
        assert!(serde_json::from_str::<Money>(r#"{"amount":"0.10","currency":"USD"}"#).is_ok());
        assert!(serde_json::from_str::<Money>(r#"{"amount":0.10,"currency":"USD"}"#).is_err());
        assert!(serde_json::from_str::<Money>(r#"{"amount":"1","currency":"USD","x":1}"#).is_err());
    }

    #[test]
    fn the_wire_form_is_the_shortest() {
        let money = Money::parse("10.50", Currency::USD).unwrap();
        let json = serde_json::to_string(&money).unwrap();
        assert_eq!(json, r#"{"amount":"10.5","currency":"USD"}"#);
    }
}
