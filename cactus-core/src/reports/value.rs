//! One figure or text of a report, not yet in any language.

use serde::{Deserialize, Serialize};

use super::Label;
use crate::money::{Decimal, Money, Price, Quantity, Rate, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// What a report shows in one place: exact, without a language, and honest about what is missing.
///
/// ```
/// use cactus_core::reports::Value;
/// use cactus_core::undefined::{Figure, Undefined};
/// use cactus_core::money::Rate;
///
/// let flat: Figure<Rate> = Err(Undefined::Flat);
/// assert_eq!(Value::from(flat), Value::Undefined(Undefined::Flat));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A place with nothing to show, such as the quantity of a cash balance.
    Nothing,
    /// A text that is the same in every language: a name, an account number.
    Text(String),
    /// A name with a smaller line below it: an instrument and its symbol.
    Named {
        /// The name.
        name: String,
        /// The smaller line.
        detail: String,
    },
    /// A word that each language has its own form of.
    Label(Label),
    /// A day.
    Date(BusinessDate),
    /// An amount.
    Money(Money),
    /// An amount per unit.
    Price(Price),
    /// How many units.
    Quantity(Quantity),
    /// A fraction, shown in per cent: 0.05 is five.
    Percentage(Rate),
    /// A plain number, such as a Sharpe ratio.
    Number(
        #[serde(with = "decimal::wire")]
        #[cfg_attr(feature = "schema", schemars(with = "Rate"))]
        Decimal,
    ),
    /// No value, and why.
    Undefined(Undefined),
}

impl From<Money> for Value {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Price> for Value {
    fn from(price: Price) -> Self {
        Self::Price(price)
    }
}

impl From<Quantity> for Value {
    fn from(quantity: Quantity) -> Self {
        Self::Quantity(quantity)
    }
}

impl From<Rate> for Value {
    fn from(rate: Rate) -> Self {
        Self::Percentage(rate)
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<BusinessDate> for Value {
    fn from(date: BusinessDate) -> Self {
        Self::Date(date)
    }
}

impl From<Label> for Value {
    fn from(label: Label) -> Self {
        Self::Label(label)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T: Into<Value>> From<Figure<T>> for Value {
    fn from(figure: Figure<T>) -> Self {
        figure.map_or_else(Self::Undefined, Into::into)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}
