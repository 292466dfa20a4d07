//! Dates, periods and moments.
//!
//! A [`BusinessDate`] is a day of the firm's calendar; it is given, never derived from a clock in here. A
//! [`Period`] is half-open, `(start, end]`: what is booked on `start` belongs to the opening value. A
//! [`Timestamp`] is a moment in UTC, kept to the microsecond because every store can keep that. A [`TimeOfDay`] orders
//! what happened on one business day.

mod date;
mod day_numbers;
mod period;
mod time_of_day;
mod timestamp;

pub use date::BusinessDate;
pub(crate) use day_numbers::DayNumbers;
pub use period::{NamedPeriod, Period};
pub use time_of_day::TimeOfDay;
pub use timestamp::Timestamp;

use crate::error::{Coded, Details, ErrorKind};

/// A date or period that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// The text is not an ISO 8601 calendar date, `2024-02-29`.
    #[error("`{text}` is not a date of the form `YYYY-MM-DD`")]
    MalformedDate {
        /// What was given.
        text: String,
    },
    /// The text is not an RFC 3339 moment.
    #[error("`{text}` is not a moment of the form `YYYY-MM-DDTHH:MM:SSZ`")]
    MalformedTimestamp {
        /// What was given.
        text: String,
    },
    /// The text is not a time of the day.
    #[error("`{text}` is not a time of the form `HH:MM:SS`")]
    MalformedTime {
        /// What was given.
        text: String,
    },
    /// Not the name of a period.
    #[error("`{text}` is not one of `MTD`, `QTD`, `YTD`, `1Y`, `3Y`, `5Y`, `SI`")]
    UnknownPeriod {
        /// What was given.
        text: String,
    },
    /// The day lies outside the years 1583 to 9999, where dates have one meaning and four digits.
    #[error("the date lies outside the years 1583 to 9999")]
    DateOutOfRange,
    /// A time of the day lies before its end.
    #[error("the time lies past the end of the day")]
    TimeOutOfRange,
    /// A period may not end before it starts.
    #[error("the period ends on {end}, before its start {start}")]
    EndBeforeStart {
        /// The start given.
        start: BusinessDate,
        /// The end given.
        end: BusinessDate,
    },
}

impl Coded for TimeError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::DateOutOfRange | Self::TimeOutOfRange => ErrorKind::Range,
            _ => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::MalformedDate { .. } => "time.malformed_date",
            Self::MalformedTimestamp { .. } => "time.malformed_timestamp",
            Self::MalformedTime { .. } => "time.malformed_time",
            Self::UnknownPeriod { .. } => "time.unknown_period",
            Self::DateOutOfRange => "time.date_out_of_range",
            Self::TimeOutOfRange => "time.time_out_of_range",
            Self::EndBeforeStart { .. } => "time.end_before_start",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::MalformedDate { text }
            | Self::MalformedTimestamp { text }
            | Self::MalformedTime { text }
            | Self::UnknownPeriod { text } => Details::from([("text", text.clone())]),
            Self::DateOutOfRange | Self::TimeOutOfRange => Details::new(),
            Self::EndBeforeStart { start, end } => {
                Details::from([("start", start.to_string()), ("end", end.to_string())])
            }
        }
    }
}
