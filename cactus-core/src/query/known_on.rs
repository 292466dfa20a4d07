//! Up to when a record is known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::time::{BusinessDate, TimeError, Timestamp};

const DAY: i64 = 86_400_000_000;

/// Up to when the record is known: everything that was recorded up to this moment, and nothing that was later.
///
/// As text it is a moment, or a day: what was recorded up to its end, in UTC. A firm elsewhere that means its own midnight
/// says the moment.
///
/// ```
/// use cactus_core::query::KnownOn;
///
/// let day: KnownOn = "2024-06-30".parse()?;
/// assert_eq!(day, "2024-06-30T23:59:59.999999Z".parse()?);
/// let in_phoenix: KnownOn = "2024-06-30T23:59:59.999999-07:00".parse()?;
/// assert_eq!(in_phoenix.to_string(), "2024-07-01T06:59:59.999999Z");
/// # Ok::<(), cactus_core::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct KnownOn(Timestamp);

impl KnownOn {
    /// The last moment of a day, in UTC.
    ///
    /// # Errors
    /// [`TimeError::DateOutOfRange`] outside the years 0 to 9999.
    pub fn end_of(date: BusinessDate) -> Result<Self, TimeError> {
        Timestamp::from_micros(i64::from(date.day_number()) * DAY + (DAY - 1)).map(Self)
    }

    /// The last moment that counts.
    #[must_use]
    pub const fn moment(self) -> Timestamp {
        self.0
    }

    /// The day, if the moment is its last.
    fn day(self) -> Option<BusinessDate> {
        let (days, rest) = (self.0.micros().div_euclid(DAY), self.0.micros().rem_euclid(DAY));
        let day = i32::try_from(days).ok().filter(|_| rest == DAY - 1)?;
        BusinessDate::from_day_number(day).ok()
    }
}

impl From<Timestamp> for KnownOn {
    fn from(moment: Timestamp) -> Self {
        Self(moment)
    }
}

impl fmt::Display for KnownOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day() {
            Some(day) => day.fmt(f),
            None => self.0.fmt(f),
        }
    }
}

impl FromStr for KnownOn {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        match text.parse() {
            Ok(date) => Self::end_of(date),
            Err(_) => text.parse().map(Self),
        }
    }
}

impl From<KnownOn> for String {
    fn from(known: KnownOn) -> Self {
        known.to_string()
    }
}

impl TryFrom<String> for KnownOn {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for KnownOn {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "KnownOn".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "anyOf": [{ "format": "date" }, { "format": "date-time" }]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_known_to_its_end() {
        let known = |text: &str| text.parse::<KnownOn>().map(|known| known.moment().to_string());
        assert_eq!(known("2024-02-29"), Ok("2024-02-29T23:59:59.999999Z".to_owned()));
        assert_eq!(known("1969-12-31"), Ok("1969-12-31T23:59:59.999999Z".to_owned()));
        assert_eq!(
            known("2024-02-29T12:00:00+02:00"),
            Ok("2024-02-29T10:00:00.000000Z".to_owned())
        );
        for text in ["", "2024-02-30", "2024-02-29T12:00:00", "yesterday"] {
            assert!(known(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_comes_back(micros in -12_212_553_600_000_000i64..253_402_300_800_000_000) {
            let known = KnownOn::from(Timestamp::from_micros(micros).unwrap());
            prop_assert_eq!(known.to_string().parse::<KnownOn>().unwrap(), known);
            let end = KnownOn::end_of(known.to_string()[..10].parse().unwrap()).unwrap();
            prop_assert_eq!(end.to_string(), &known.to_string()[..10]);
            prop_assert!(end >= known);
        }
    }
}
