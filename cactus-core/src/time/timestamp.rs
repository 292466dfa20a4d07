//! A moment in UTC.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::TimeError;

/// A moment in UTC, to the microsecond.
///
/// Finer parts are cut off when a moment is made, because not every store keeps them and a value must come
/// back as it went in. The text form always has six decimals and sorts by time.
///
/// ```
/// use cactus_core::time::Timestamp;
///
/// let moment: Timestamp = "2024-02-29T12:00:00+02:00".parse()?;
/// assert_eq!(moment.to_string(), "2024-02-29T10:00:00.000000Z");
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(DateTime::UNIX_EPOCH);

    /// The moment so many microseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`TimeError::DateOutOfRange`] outside the years 0 to 9999.
    pub fn from_micros(micros: i64) -> Result<Self, TimeError> {
        let moment = DateTime::from_timestamp_micros(micros).ok_or(TimeError::DateOutOfRange)?;
        Self::from_utc(moment)
    }

    /// The moment, cut to the microsecond.
    ///
    /// # Errors
    /// [`TimeError::DateOutOfRange`] outside the years 0 to 9999.
    pub fn from_utc(moment: DateTime<Utc>) -> Result<Self, TimeError> {
        let micros = moment.timestamp_micros();
        let years = -62_167_219_200_000_000..253_402_300_800_000_000;
        if !years.contains(&micros) {
            return Err(TimeError::DateOutOfRange);
        }
        DateTime::from_timestamp_micros(micros).map(Self).ok_or(TimeError::DateOutOfRange)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    /// The moment so many seconds later, or earlier if negative.
    ///
    /// # Errors
    /// [`TimeError::DateOutOfRange`] outside the years 0 to 9999.
    pub fn add_seconds(self, seconds: i64) -> Result<Self, TimeError> {
        seconds
            .checked_mul(1_000_000)
            .and_then(|micros| self.micros().checked_add(micros))
            .ok_or(TimeError::DateOutOfRange)
            .and_then(Self::from_micros)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let moment = DateTime::parse_from_rfc3339(text)
            .map_err(|_| TimeError::MalformedTimestamp { text: text.chars().take(48).collect() })?;
        Self::from_utc(moment.with_timezone(&Utc))
    }
}

impl From<Timestamp> for String {
    fn from(moment: Timestamp) -> Self {
        moment.to_string()
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Timestamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_finer_than_a_microsecond_is_cut_off() {
        let moment: Timestamp = "2024-02-29T10:00:00.123456789Z".parse().unwrap();
        assert_eq!(moment.to_string(), "2024-02-29T10:00:00.123456Z");
    }

    #[test]
    fn a_moment_without_a_zone_is_refused() {
        assert!("2024-02-29T10:00:00".parse::<Timestamp>().is_err());
    }

    proptest! {
        #[test]
        fn text_and_micros_round_trip(micros in -62_167_219_200_000_000i64..253_402_300_800_000_000) {
            let moment = Timestamp::from_micros(micros).unwrap();
            prop_assert_eq!(moment.micros(), micros);
            prop_assert_eq!(moment.to_string().parse::<Timestamp>().unwrap(), moment);
        }
    }
}
