//! A time of the day.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::TimeError;

const SECOND: u64 = 1_000_000;
const DAY: u64 = 24 * 60 * 60 * SECOND;

/// A time on the firm's clock, without a day or a zone, to the microsecond.
///
/// It orders what happened on one business day and means nothing else. The text form is `09:30`, `09:30:05` or, with up to
/// six decimals, `09:30:05.25`; it is written with seconds. A leap second is not known: it is the last second of its
/// minute.
///
/// ```
/// use cactus_core::time::TimeOfDay;
///
/// let opening: TimeOfDay = "09:30".parse()?;
/// assert_eq!(opening.to_string(), "09:30:00");
/// assert!(opening < "16:00:00.000001".parse()?);
/// assert!("24:00".parse::<TimeOfDay>().is_err());
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TimeOfDay(u64);

impl TimeOfDay {
    /// The time so many microseconds after midnight.
    ///
    /// # Errors
    /// [`TimeError::TimeOutOfRange`] for a day or more.
    pub const fn from_micros(micros: u64) -> Result<Self, TimeError> {
        if micros < DAY { Ok(Self(micros)) } else { Err(TimeError::TimeOutOfRange) }
    }

    /// Microseconds since midnight.
    #[must_use]
    pub const fn micros(self) -> u64 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, micros) = (self.0 / SECOND, self.0 % SECOND);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{hour:02}:{minute:02}:{second:02}")?;
        if micros == 0 {
            return Ok(());
        }
        write!(f, ".{}", format!("{micros:06}").trim_end_matches('0'))
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        read(text).ok_or_else(|| TimeError::MalformedTime { text: text.chars().take(48).collect() })
    }
}

fn read(text: &str) -> Option<TimeOfDay> {
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
    let parts: Vec<_> = whole.split(':').map(|part| digits(part, 2..=2)).collect();
    let (hour, minute, second) = match (parts.as_slice(), decimals) {
        ([hour, minute], None) => ((*hour)?, (*minute)?, 0),
        ([hour, minute, second], _) => ((*hour)?, (*minute)?, (*second)?),
        _ => return None,
    };
    let micros = match decimals {
        Some(decimals) => {
            let missing = 6_u32.checked_sub(u32::try_from(decimals.len()).ok()?)?;
            digits(decimals, 1..=6)? * 10_u64.pow(missing)
        }
        None => 0,
    };
    let in_range = hour < 24 && minute < 60 && second < 60;
    let seconds = (hour * 60 + minute) * 60 + second;
    in_range.then_some(TimeOfDay(seconds * SECOND + micros))
}

/// The number that so many digits are.
fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<u64> {
    let are_digits = count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits { text.parse().ok() } else { None }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TimeOfDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeOfDay".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$",
            "examples": ["09:30:00"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "9:30",
            "09:3",
            "24:00",
            "09:60",
            "09:30:60",
            "09:30.5",
            "09:30:00.",
            "-1:00",
            "09:30:00.0000001",
            "09:30:00:00",
            "+9:30",
            "０９:30",
        ] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        }
        assert_eq!("23:59:59.5".parse::<TimeOfDay>().unwrap().micros(), DAY - 500_000);
    }

    proptest! {
        #[test]
        fn text_and_micros_round_trip_and_texts_sort(a in 0..DAY, b in 0..DAY) {
            let (a, b) = (TimeOfDay::from_micros(a).unwrap(), TimeOfDay::from_micros(b).unwrap());
            prop_assert_eq!(a.to_string().parse::<TimeOfDay>().unwrap(), a);
            prop_assert_eq!(a.to_string().cmp(&b.to_string()), a.cmp(&b));
        }

        #[test]
        fn any_text_is_a_time_or_refused(text in "[0-9:.+ -]{0,16}|\\PC{0,16}") {
            if let Ok(time) = text.parse::<TimeOfDay>() {
                prop_assert_eq!(time.to_string().parse::<TimeOfDay>().unwrap(), time);
            }
        }
    }
}
