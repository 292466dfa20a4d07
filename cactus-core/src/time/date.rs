//! A day of the firm's calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::TimeError;

/// A calendar day, without a time or a zone.
///
/// The years run from 1583, the first whole year of the Gregorian calendar, to 9999, so that the text form
/// always has ten characters and sorts by date.
///
/// ```
/// use cactus_core::time::BusinessDate;
///
/// let day: BusinessDate = "2024-02-29".parse()?;
/// assert_eq!(day.add_months(12)?.to_string(), "2025-02-28");
/// assert_eq!(day.days_since("2023-12-31".parse()?), 60);
/// assert!("2023-02-29".parse::<BusinessDate>().is_err());
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct BusinessDate(NaiveDate);

impl BusinessDate {
    /// 1 January 1970, the first day that [`Timestamp`](super::Timestamp) counts from.
    pub const EPOCH: Self = Self(match NaiveDate::from_epoch_days(0) {
        Some(day) => day,
        None => NaiveDate::MIN,
    });

    /// The last day there is.
    pub const LAST: Self = Self(match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(day) => day,
        None => NaiveDate::MAX,
    });

    /// The day with this year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// [`TimeError::MalformedDate`] if there is no such day, [`TimeError::DateOutOfRange`] if the year is
    /// not within 1583 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, TimeError> {
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
            TimeError::MalformedDate { text: format!("{year:04}-{month:02}-{day:02}") }
        })?;
        Self::within_range(date)
    }

    fn within_range(date: NaiveDate) -> Result<Self, TimeError> {
        if (1583..=9999).contains(&date.year()) {
            Ok(Self(date))
        } else {
            Err(TimeError::DateOutOfRange)
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day `days` later, or earlier if negative.
    ///
    /// # Errors
    /// [`TimeError::DateOutOfRange`] past the years 1583 to 9999.
    pub fn add_days(self, days: i64) -> Result<Self, TimeError> {
        let step = Days::new(days.unsigned_abs());
        let moved =
            if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) };
        Self::within_range(moved.ok_or(TimeError::DateOutOfRange)?)
    }

    /// The same day of the month `months` later, or earlier if negative; the last day of the month where
    /// that one is shorter.
    ///
    /// # Errors
    /// [`TimeError::DateOutOfRange`] past the years 1583 to 9999.
    pub fn add_months(self, months: i32) -> Result<Self, TimeError> {
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 {
            self.0.checked_sub_months(step)
        } else {
            self.0.checked_add_months(step)
        };
        Self::within_range(moved.ok_or(TimeError::DateOutOfRange)?)
    }

    /// The day after, or `None` after 9999-12-31.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.add_days(1).ok()
    }

    /// The day before, or `None` before 1583-01-01.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.add_days(-1).ok()
    }

    /// Days from `earlier` to this day; negative if `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The day of the year, 1 to 366.
    pub(super) fn day_of_year(self) -> i32 {
        self.0.ordinal().cast_signed()
    }

    /// Days since 1970-01-01; negative before. A dense number for columns of values per day.
    #[must_use]
    pub fn day_number(self) -> i32 {
        self.0.to_epoch_days()
    }

    /// The day with this number of days since 1970-01-01.
    ///
    /// # Errors
    /// [`TimeError::DateOutOfRange`] past the years 1583 to 9999.
    pub fn from_day_number(number: i32) -> Result<Self, TimeError> {
        Self::within_range(NaiveDate::from_epoch_days(number).ok_or(TimeError::DateOutOfRange)?)
    }

    /// The last day of the month before this day's month.
    pub(super) fn end_of_previous_month(self) -> Result<Self, TimeError> {
        self.add_days(-i64::from(self.day()))
    }
}

impl fmt::Display for BusinessDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for BusinessDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for BusinessDate {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let malformed = || TimeError::MalformedDate { text: text.chars().take(32).collect() };
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return Err(malformed());
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| malformed())?;
        Self::within_range(date)
    }
}

impl From<BusinessDate> for String {
    fn from(date: BusinessDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for BusinessDate {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for BusinessDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BusinessDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_ten_character_form_is_a_date() {
        for text in
            ["2024-2-29", "24-02-29", "2024/02/29", "2024-02-30", "+024-02-03", "", "2024-02-29 "]
        {
            assert!(text.parse::<BusinessDate>().is_err(), "{text}");
        }
        assert_eq!("1582-12-31".parse::<BusinessDate>(), Err(TimeError::DateOutOfRange));
    }

    #[test]
    fn the_ends_of_the_calendar_are_errors_not_wraps() {
        let last = BusinessDate::new(9999, 12, 31).unwrap();
        assert_eq!(last.next(), None);
        assert_eq!(last.add_days(i64::MAX), Err(TimeError::DateOutOfRange));
        assert_eq!(last.add_months(i32::MIN), Err(TimeError::DateOutOfRange));
    }

    proptest! {
        #[test]
        fn text_and_day_number_round_trip(number in -141_000i32..2_900_000) {
            let date = BusinessDate::from_day_number(number).unwrap();
            prop_assert_eq!(date.to_string().parse::<BusinessDate>().unwrap(), date);
            prop_assert_eq!(date.day_number(), number);
        }

        #[test]
        fn adding_days_is_what_days_since_measures(number in 0i32..40_000, days in -9_000i64..9_000) {
            let date = BusinessDate::from_day_number(number).unwrap();
            prop_assert_eq!(date.add_days(days).unwrap().days_since(date), days);
        }
    }
}
