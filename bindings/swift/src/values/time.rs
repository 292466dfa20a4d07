//! Days, periods and moments.

use std::time::{Duration, SystemTime};

use cactus_core::time::{BusinessDate, NamedPeriod, Period, TimeError, Timestamp};

use super::lifted;
use crate::errors::CactusError;

uniffi::custom_type!(BusinessDate, String, {
    remote,
    try_lift: |text| lifted(text.parse::<BusinessDate>()),
    lower: |day| day.to_string(),
});

/// The day with this year, month (1 to 12) and day of the month.
#[uniffi::export]
pub fn business_date(year: i32, month: u32, day: u32) -> Result<BusinessDate, CactusError> {
    Ok(BusinessDate::new(year, month, day)?)
}

/// The day written as `2024-02-29`.
#[uniffi::export]
pub fn parse_business_date(text: &str) -> Result<BusinessDate, CactusError> {
    Ok(text.parse::<BusinessDate>()?)
}

/// The days after `start` up to and including `end`.
#[derive(uniffi::Record)]
pub struct Days {
    /// Everything after this day.
    pub start: BusinessDate,
    /// Up to and including this day, not before the start.
    pub end: BusinessDate,
}

uniffi::custom_type!(Period, Days, {
    remote,
    try_lift: |days| lifted(Period::new(days.start, days.end)),
    lower: |period| Days { start: period.start(), end: period.end() },
});

/// The periods that reports and people name; all end on the day asked for.
#[uniffi::remote(Enum)]
pub enum NamedPeriod {
    /// Month to date.
    Mtd,
    /// Quarter to date.
    Qtd,
    /// Year to date.
    Ytd,
    /// One year.
    OneYear,
    /// Three years.
    ThreeYears,
    /// Five years.
    FiveYears,
    /// Since the first booking.
    SinceInception,
}

uniffi::custom_type!(Timestamp, SystemTime, {
    remote,
    try_lift: |moment| lifted(timestamp(moment)),
    lower: |moment| system_time(moment),
});

fn timestamp(moment: SystemTime) -> Result<Timestamp, TimeError> {
    let micros = |distance: Duration| {
        i64::try_from(distance.as_micros()).map_err(|_| TimeError::DateOutOfRange)
    };
    Timestamp::from_micros(match moment.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => micros(after)?,
        Err(before) => -micros(before.duration())?,
    })
}

fn system_time(moment: Timestamp) -> SystemTime {
    let distance = Duration::from_micros(moment.micros().unsigned_abs());
    if moment.micros() < 0 {
        SystemTime::UNIX_EPOCH - distance
    } else {
        SystemTime::UNIX_EPOCH + distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_cross_to_the_microsecond_on_both_sides_of_1970() {
        for text in ["2026-11-24T10:49:51.123456Z", "1969-12-31T23:59:59.999999Z"] {
            let moment: Timestamp = text.parse().unwrap();
            assert_eq!(timestamp(system_time(moment)).unwrap(), moment);
        }
    }
}
