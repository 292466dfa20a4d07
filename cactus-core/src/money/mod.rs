//! Amounts that cannot lose a cent: currencies, money, prices, quantities, rates and weights.
//!
//! All are decimals of at most 28 digits with private fields. Operations return a `Result`: they never
//! panic, never wrap, never drop the currency, and never round unless asked to by a named [`Rounding`].
//! On the wire every decimal is a string in its shortest plain form (`"10.5"`, never `10.5` or `"1.05e1"`).

mod allocation;
mod amount;
mod currency;
pub mod decimal;
mod fx_rate;
mod price;
mod rounding;
mod scalar;

pub use amount::Money;
pub use currency::Currency;
pub use fx_rate::FxRate;
pub use price::Price;
pub use rounding::Rounding;
pub use rust_decimal::Decimal;
pub use scalar::{Quantity, Rate, Weight};

use crate::error::{Coded, Details, ErrorKind};

/// An amount that cannot be, or an operation that has no exact answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Not an ISO 4217 code with minor units, a known minor-unit code, or a declaration `CODE:digits`.
    #[error("unknown currency `{text}`")]
    UnknownCurrency {
        /// What was given.
        text: String,
    },
    /// Not a plain decimal number such as `-12.50`.
    #[error("`{text}` is not a plain decimal number")]
    MalformedDecimal {
        /// What was given.
        text: String,
    },
    /// Two currencies where one is needed.
    #[error("{left} and {right} do not mix without an exchange rate")]
    CurrencyMismatch {
        /// The currency on the left of the operation.
        left: Currency,
        /// The currency on the right.
        right: Currency,
    },
    /// The exact result needs more than 28 digits.
    #[error("the exact result needs more than 28 digits")]
    OutOfRange,
    /// A division by zero.
    #[error("division by zero")]
    DivisionByZero,
    /// An exchange rate must be above zero, and between two currencies.
    #[error("`{rate}` is no exchange rate from {base} to {quote}")]
    ImpossibleRate {
        /// The currency of which one unit is priced.
        base: Currency,
        /// The currency it is priced in.
        quote: Currency,
        /// The rate given.
        rate: Decimal,
    },
    /// The weights of an allocation are negative, or sum to zero.
    #[error("the weights of an allocation must not be negative and must not all be zero")]
    ImpossibleWeights,
}

impl Coded for MoneyError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::OutOfRange => ErrorKind::Range,
            _ => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::UnknownCurrency { .. } => "money.unknown_currency",
            Self::MalformedDecimal { .. } => "money.malformed_decimal",
            Self::CurrencyMismatch { .. } => "money.currency_mismatch",
            Self::OutOfRange => "money.out_of_range",
            Self::DivisionByZero => "money.division_by_zero",
            Self::ImpossibleRate { .. } => "money.impossible_rate",
            Self::ImpossibleWeights => "money.impossible_weights",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::UnknownCurrency { text } | Self::MalformedDecimal { text } => {
                Details::from([("text", text.clone())])
            }
            Self::CurrencyMismatch { left, right } => {
                Details::from([("left", left.to_string()), ("right", right.to_string())])
            }
            Self::ImpossibleRate { base, quote, rate } => Details::from([
                ("base", base.to_string()),
                ("quote", quote.to_string()),
                ("rate", rate.to_string()),
            ]),
            _ => Details::new(),
        }
    }
}
