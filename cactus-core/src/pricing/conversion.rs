//! From one currency to another on a day.

use super::scaled::{Fraction, to_decimal, value_scale};
use crate::money::{Currency, Decimal, Money, MoneyError};
use crate::time::BusinessDate;

/// What one currency costs in another on a day, as found in a market: a quoted rate, its inverse, or two rates
/// through a common currency.
///
/// It is kept as a fraction of quoted rates, so that an inverse or cross rate is not rounded before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion {
    pub(super) from: Currency,
    pub(super) to: Currency,
    pub(super) fraction: Fraction,
    pub(super) date: Option<BusinessDate>,
}

impl Conversion {
    /// The currency converted.
    #[must_use]
    pub const fn from(&self) -> Currency {
        self.from
    }

    /// The currency wanted.
    #[must_use]
    pub const fn to(&self) -> Currency {
        self.to
    }

    /// The day of the rate, of two the older; none where no rate was needed.
    #[must_use]
    pub const fn date(&self) -> Option<BusinessDate> {
        self.date
    }

    /// Units of the wanted currency for one of the other, to 28 digits.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] if the rate is too large.
    pub fn rate(&self) -> Result<Decimal, MoneyError> {
        self.fraction.quotient()
    }

    /// The amount in the wanted currency, to [`VALUE_DECIMALS`](super::VALUE_DECIMALS) decimals or the digits
    /// of that currency if those are more, halves to even. An amount that is already in it stays as it is.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] if the amount is not in the currency converted,
    /// [`MoneyError::OutOfRange`] if the result is too large.
    pub fn convert(&self, money: Money) -> Result<Money, MoneyError> {
        if money.currency() != self.from {
            return Err(MoneyError::CurrencyMismatch { left: money.currency(), right: self.from });
        }
        if self.from == self.to {
            return Ok(money);
        }
        let scale = value_scale(self.to);
        let scaled = self.fraction.of(money.amount(), scale)?;
        Ok(Money::new(to_decimal(scaled, scale)?.normalize(), self.to))
    }

    /// A value of the currency converted, as a value of the wanted one.
    pub(crate) fn of_scaled(&self, value: i128) -> Result<i128, MoneyError> {
        let (from, to) = (value_scale(self.from), value_scale(self.to));
        self.fraction.of_scaled(value, from, to)
    }
}
