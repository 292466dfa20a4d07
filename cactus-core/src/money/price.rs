//! What one unit costs.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Currency, Money, MoneyError, Quantity, decimal};

/// Money per unit of an instrument. A price is not an amount: prices are not added, and a quantity turns
/// one into the other.
///
/// ```
/// use cactus_core::money::{Currency, MoneyError, Price, Quantity};
///
/// let price = Price::new("189.84".parse().unwrap(), Currency::USD);
/// let quantity: Quantity = "12.5".parse()?;
/// assert_eq!(price.of(quantity)?.to_string(), "2373 USD");
/// # Ok::<(), MoneyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Price(Money);

impl Price {
    /// So much of the currency per unit.
    #[must_use]
    pub const fn new(per_unit: Decimal, currency: Currency) -> Self {
        Self(Money::new(per_unit, currency))
    }

    /// The amount per unit, without its currency.
    #[must_use]
    pub const fn per_unit(self) -> Decimal {
        self.0.amount()
    }

    /// The currency of the price.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.0.currency()
    }

    /// What the quantity is worth at this price, exactly; negative for a short quantity.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn of(self, quantity: Quantity) -> Result<Money, MoneyError> {
        let amount = decimal::multiply(self.per_unit(), quantity.value())?;
        Ok(Money::new(amount, self.currency()))
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
