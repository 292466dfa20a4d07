//! Undefined is a value with a reason.
//!
//! A figure that cannot be computed honestly is neither zero, NaN nor missing: it is an [`Undefined`] that
//! says why. A missing price or rate is a typed *gap* and travels with the result that lacks it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Coded, Details, ErrorKind};
use crate::ids::InstrumentId;
use crate::money::{Currency, MoneyError};
use crate::time::BusinessDate;

/// A computed figure, or the reason why there is none.
pub type Figure<T> = Result<T, Undefined>;

/// The number, if it is one.
///
/// # Errors
/// [`Undefined::OutOfRange`] for NaN and the infinities.
pub fn finite(value: f64) -> Figure<f64> {
    if value.is_finite() { Ok(value) } else { Err(Undefined::OutOfRange) }
}

/// The result of an operation on two figures; the first reason if one of them is undefined.
pub(crate) fn both<T: Clone, R>(
    left: &Figure<T>,
    right: &Figure<T>,
    operation: impl Fn(T, T) -> Result<R, MoneyError>,
) -> Figure<R> {
    operation(left.clone()?, right.clone()?).map_err(|_| Undefined::OutOfRange)
}

/// Why a figure has no value. On the wire it is an object with its `reason` and the facts of the case.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Undefined {
    /// No price of the instrument is known on the date, nor within the staleness allowed before it.
    #[error("no price of `{instrument}` on {date}")]
    MissingPrice {
        /// The instrument without a price.
        instrument: InstrumentId,
        /// The day that was asked for.
        date: BusinessDate,
    },
    /// No exchange rate is known on the date, nor within the staleness allowed before it.
    #[error("no exchange rate from {from} to {to} on {date}")]
    MissingRate {
        /// The currency to convert.
        from: Currency,
        /// The currency wanted.
        to: Currency,
        /// The day that was asked for.
        date: BusinessDate,
    },
    /// The capital at the start of the day was zero or less while something was gained or lost on it.
    #[error("the capital on {date} is not above zero, which breaks the chain of returns")]
    NoCapital {
        /// The day that breaks the chain.
        date: BusinessDate,
    },
    /// Fewer observations than the formula needs.
    #[error("{given} observations, at least {needed} are needed")]
    TooFew {
        /// How many there were.
        given: usize,
        /// How many the formula needs.
        needed: usize,
    },
    /// The series does not vary, and the formula divides by its variation.
    #[error("the series does not vary")]
    Flat,
    /// Everything was lost; no growth rate leads there.
    #[error("everything was lost")]
    TotalLoss,
    /// The period is shorter than a year, and shorter periods are not annualised.
    #[error("the period of {days} days is shorter than a year and is not annualised")]
    ShorterThanAYear {
        /// Length of the period in days.
        days: i64,
    },
    /// The flows do not change sign, so that no rate discounts them to zero.
    #[error("no rate discounts these flows to zero")]
    NoRate,
    /// More than one rate discounts the flows to zero.
    #[error("{count} rates discount these flows to zero")]
    SeveralRates {
        /// How many there are.
        count: usize,
    },
    /// All flows fall on one day, or cancel each other out.
    #[error("the flows leave no capital over time")]
    NoDuration,
    /// Nothing was held in the period.
    #[error("nothing was held in the period")]
    NothingHeld,
    /// Nothing was lost, and the formula divides by what was.
    #[error("nothing was lost, and the formula divides by losses")]
    NoLoss,
    /// What the formula divides by is zero.
    #[error("the formula divides by what is zero here")]
    ZeroDivisor,
    /// What was lost from the peak has not been made good.
    #[error("the fall has not been made good")]
    NotRecovered,
    /// The figure is one of a single instrument, and there are several or none.
    #[error("the figure is one of a single instrument")]
    SeveralInstruments,
    /// The measure compares with a benchmark, and none was given.
    #[error("no benchmark was given to compare with")]
    NoBenchmark,
    /// Of two series that are compared only one has a return on the date.
    #[error("only one of the two series has a return on {date}")]
    MissingReturn {
        /// The first such day.
        date: BusinessDate,
    },
    /// The numbers pass the limits of the arithmetic.
    #[error("the numbers pass the range of the arithmetic")]
    OutOfRange,
}

impl Undefined {
    /// A missing price or rate, as opposed to a property of the numbers themselves.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        matches!(self, Self::MissingPrice { .. } | Self::MissingRate { .. })
    }
}

impl Coded for Undefined {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::MissingPrice { .. } => "undefined.missing_price",
            Self::MissingRate { .. } => "undefined.missing_rate",
            Self::NoCapital { .. } => "undefined.no_capital",
            Self::TooFew { .. } => "undefined.too_few",
            Self::Flat => "undefined.flat",
            Self::TotalLoss => "undefined.total_loss",
            Self::ShorterThanAYear { .. } => "undefined.shorter_than_a_year",
            Self::NoRate => "undefined.no_rate",
            Self::SeveralRates { .. } => "undefined.several_rates",
            Self::NoDuration => "undefined.no_duration",
            Self::NothingHeld => "undefined.nothing_held",
            Self::NoLoss => "undefined.no_loss",
            Self::ZeroDivisor => "undefined.zero_divisor",
            Self::NotRecovered => "undefined.not_recovered",
            Self::SeveralInstruments => "undefined.several_instruments",
            Self::NoBenchmark => "undefined.no_benchmark",
            Self::MissingReturn { .. } => "undefined.missing_return",
            Self::OutOfRange => "undefined.out_of_range",
        }
    }

    fn details(&self) -> Details {
        fn pair(name: &'static str, value: &impl fmt::Display) -> (&'static str, String) {
            (name, value.to_string())
        }
        match self {
            Self::MissingPrice { instrument, date } => {
                Details::from([pair("instrument", instrument), pair("date", date)])
            }
            Self::MissingRate { from, to, date } => {
                Details::from([pair("from", from), pair("to", to), pair("date", date)])
            }
            Self::NoCapital { date } | Self::MissingReturn { date } => {
                Details::from([pair("date", date)])
            }
            Self::TooFew { given, needed } => {
                Details::from([pair("given", given), pair("needed", needed)])
            }
            Self::ShorterThanAYear { days } => Details::from([pair("days", days)]),
            Self::SeveralRates { count } => Details::from([pair("count", count)]),
            _ => Details::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_form_names_the_reason() {
        let day = "2024-02-29".parse().unwrap();
        let gap = Undefined::MissingRate { from: Currency::USD, to: Currency::EUR, date: day };
        let json = serde_json::to_string(&gap).unwrap();
        assert_eq!(
            json,
            r#"{"reason":"missing_rate","from":"USD","to":"EUR","date":"2024-02-29"}"#
        );
        assert_eq!(serde_json::from_str::<Undefined>(&json).unwrap(), gap);
        assert_eq!(
            serde_json::to_string(&Undefined::TooFew { given: 1, needed: 2 }).unwrap(),
            r#"{"reason":"too_few","given":1,"needed":2}"#
        );
    }
}
