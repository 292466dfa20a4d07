//! Half-open periods and their usual names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{BusinessDate, TimeError};

/// The days after `start` up to and including `end`, `(start, end]`.
///
/// `start` is the day of the opening value: what is booked on it is already inside that value. The calendar
/// year 2024 is therefore `(2023-12-31, 2024-12-31]`. A period with `start == end` is empty.
///
/// ```
/// use cactus_core::time::Period;
///
/// let year = Period::new("2023-12-31".parse()?, "2024-12-31".parse()?)?;
/// assert_eq!(year.days(), 366);
/// assert!(!year.contains("2023-12-31".parse()?));
/// assert!(year.contains("2024-12-31".parse()?));
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Bounds")]
pub struct Period {
    start: BusinessDate,
    end: BusinessDate,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Period"))]
#[serde(deny_unknown_fields)]
struct Bounds {
    start: BusinessDate,
    end: BusinessDate,
}

impl TryFrom<Bounds> for Period {
    type Error = TimeError;

    fn try_from(bounds: Bounds) -> Result<Self, TimeError> {
        Self::new(bounds.start, bounds.end)
    }
}

impl Period {
    /// The period `(start, end]`.
    ///
    /// # Errors
    /// [`TimeError::EndBeforeStart`].
    pub fn new(start: BusinessDate, end: BusinessDate) -> Result<Self, TimeError> {
        if end < start {
            return Err(TimeError::EndBeforeStart { start, end });
        }
        Ok(Self { start, end })
    }

    /// The day of the opening value, itself outside the period.
    #[must_use]
    pub fn start(self) -> BusinessDate {
        self.start
    }

    /// The last day, inside the period.
    #[must_use]
    pub fn end(self) -> BusinessDate {
        self.end
    }

    /// Length in days.
    #[must_use]
    pub fn days(self) -> i64 {
        self.end.days_since(self.start)
    }

    /// Whether the day lies in `(start, end]`.
    #[must_use]
    pub fn contains(self, day: BusinessDate) -> bool {
        self.start < day && day <= self.end
    }
}

/// The periods that reports and people name.
///
/// All end on the day asked for. The to-date periods start on the last day of the month, quarter or year
/// before; the year periods on the same day so many years before; since inception on the day before the
/// first booking, so that the first booking is a flow of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
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

impl NamedPeriod {
    /// All of them, shortest first.
    pub const ALL: [Self; 7] = [
        Self::Mtd,
        Self::Qtd,
        Self::Ytd,
        Self::OneYear,
        Self::ThreeYears,
        Self::FiveYears,
        Self::SinceInception,
    ];

    /// The dates of this period for a ledger whose first booking is on `first_booking`.
    ///
    /// A period never starts before the eve of the first booking: there is nothing to measure there.
    ///
    /// # Errors
    /// [`TimeError::EndBeforeStart`] if `as_of` lies before the first booking,
    /// [`TimeError::DateOutOfRange`] at the ends of the calendar.
    pub fn ending(
        self,
        as_of: BusinessDate,
        first_booking: BusinessDate,
    ) -> Result<Period, TimeError> {
        let eve = first_booking.add_days(-1)?;
        let start = match self {
            Self::Mtd => as_of.end_of_previous_month()?,
            Self::Qtd => {
                let months_in = (as_of.month() - 1) % 3;
                as_of.add_months(-i32::try_from(months_in).unwrap_or(0))?.end_of_previous_month()?
            }
            Self::Ytd => BusinessDate::new(as_of.year() - 1, 12, 31)?,
            Self::OneYear => as_of.add_months(-12)?,
            Self::ThreeYears => as_of.add_months(-36)?,
            Self::FiveYears => as_of.add_months(-60)?,
            Self::SinceInception => eve,
        };
        Period::new(start.max(eve), as_of)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Mtd => "MTD",
            Self::Qtd => "QTD",
            Self::Ytd => "YTD",
            Self::OneYear => "1Y",
            Self::ThreeYears => "3Y",
            Self::FiveYears => "5Y",
            Self::SinceInception => "SI",
        }
    }
}

impl fmt::Display for NamedPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for NamedPeriod {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        Self::ALL
            .into_iter()
            .find(|period| period.name() == text)
            .ok_or_else(|| TimeError::UnknownPeriod { text: text.chars().take(32).collect() })
    }
}

impl From<NamedPeriod> for String {
    fn from(period: NamedPeriod) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for NamedPeriod {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for NamedPeriod {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NamedPeriod".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "enum": Self::ALL.map(Self::name) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap()
    }

    #[test]
    fn named_periods_start_on_the_day_of_the_opening_value() {
        let start = |period: NamedPeriod| {
            period.ending(day("2024-05-31"), day("2010-01-05")).unwrap().start().to_string()
        };
        assert_eq!(start(NamedPeriod::Mtd), "2024-04-30");
        assert_eq!(start(NamedPeriod::Qtd), "2024-03-31");
        assert_eq!(start(NamedPeriod::Ytd), "2023-12-31");
        assert_eq!(start(NamedPeriod::OneYear), "2023-05-31");
        assert_eq!(start(NamedPeriod::ThreeYears), "2021-05-31");
        assert_eq!(start(NamedPeriod::FiveYears), "2019-05-31");
        assert_eq!(start(NamedPeriod::SinceInception), "2010-01-04");
    }

    #[test]
    fn no_period_starts_before_the_eve_of_the_first_booking() {
        let period = NamedPeriod::FiveYears.ending(day("2024-05-31"), day("2024-02-01")).unwrap();
        assert_eq!(period.start(), day("2024-01-31"));
    }

    #[test]
    fn a_leap_day_a_year_earlier_is_the_28th() {
        let period = NamedPeriod::OneYear.ending(day("2024-02-29"), day("2000-01-01")).unwrap();
        assert_eq!(period.start(), day("2023-02-28"));
    }

    #[test]
    fn a_period_that_ends_early_is_refused_also_from_json() {
        assert!(Period::new(day("2024-01-02"), day("2024-01-01")).is_err());
        let json = r#"{"start":"2024-01-02","end":"2024-01-01"}"#;
        assert!(serde_json::from_str::<Period>(json).is_err());
    }

    #[test]
    fn names_round_trip() {
        for period in NamedPeriod::ALL {
            assert_eq!(period.to_string().parse::<NamedPeriod>().unwrap(), period);
        }
    }
}
