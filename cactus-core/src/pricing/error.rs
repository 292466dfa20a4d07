//! What a market refuses to hold.

use crate::error::{Coded, Details, ErrorKind};
use crate::ids::InstrumentId;
use crate::money::{Currency, MoneyError};
use crate::time::BusinessDate;

/// Prices or rates that cannot be, by themselves or beside those already known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PricingError {
    /// The days of a series run backwards.
    #[error("{date} follows {previous}, but the days of a series must increase")]
    OutOfOrder {
        /// The day before.
        previous: BusinessDate,
        /// The day that should have been later.
        date: BusinessDate,
    },
    /// A series has two values for one day.
    #[error("two values on {date}")]
    Repeated {
        /// The day.
        date: BusinessDate,
    },
    /// The market already has prices of the instrument.
    #[error("the market already has prices of `{instrument}`")]
    DuplicatePrices {
        /// The instrument.
        instrument: InstrumentId,
    },
    /// The market already has rates from the one currency to the other.
    #[error("the market already has rates from {base} to {quote}")]
    DuplicateRates {
        /// The currency of which one unit is priced.
        base: Currency,
        /// The currency it is priced in.
        quote: Currency,
    },
    /// Rates are kept between whole currencies; a minor unit follows from its currency.
    #[error("rates are kept for {major}, of which {minor} is a part")]
    MinorUnit {
        /// The minor unit given.
        minor: Currency,
        /// The currency it is a part of.
        major: Currency,
    },
    /// A rate that is none.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Coded for PricingError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Money(error) => error.kind(),
            _ => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::OutOfOrder { .. } => "pricing.out_of_order",
            Self::Repeated { .. } => "pricing.repeated",
            Self::DuplicatePrices { .. } => "pricing.duplicate_prices",
            Self::DuplicateRates { .. } => "pricing.duplicate_rates",
            Self::MinorUnit { .. } => "pricing.minor_unit",
            Self::Money(error) => error.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::OutOfOrder { previous, date } => {
                Details::from([("previous", previous.to_string()), ("date", date.to_string())])
            }
            Self::Repeated { date } => Details::from([("date", date.to_string())]),
            Self::DuplicatePrices { instrument } => {
                Details::from([("instrument", instrument.to_string())])
            }
            Self::DuplicateRates { base, quote } => {
                Details::from([("base", base.to_string()), ("quote", quote.to_string())])
            }
            Self::MinorUnit { minor, major } => {
                Details::from([("minor", minor.to_string()), ("major", major.to_string())])
            }
            Self::Money(error) => error.details(),
        }
    }
}
