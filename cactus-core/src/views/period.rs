//! Days to look at.

use serde::{Deserialize, Serialize};

use crate::time::{BusinessDate, NamedPeriod, Period, TimeError};

/// A day to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DayQuery {
    /// The day, at its end.
    pub as_of: BusinessDate,
}

/// Which days to measure: on the wire either `start` and `end`, or `period` and `as_of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub enum PeriodQuery {
    /// The days after `start` up to and including `end`.
    Between(Period),
    /// A named period.
    Named {
        /// Its name.
        period: NamedPeriod,
        /// Its last day.
        as_of: BusinessDate,
    },
}

/// One flat struct instead of alternatives, so that the query of a URL can hold it and an error names a field.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PeriodQuery"))]
#[serde(deny_unknown_fields)]
struct Fields {
    /// Everything after this day, with `end`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<BusinessDate>,
    /// Up to and including this day, with `start`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<BusinessDate>,
    /// A named period instead, with `as_of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<NamedPeriod>,
    /// The last day of the named period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<BusinessDate>,
}

#[derive(Debug, thiserror::Error)]
enum FieldsError {
    #[error("a period is either `start` and `end`, or `period` and `as_of`")]
    Mixed,
    #[error(transparent)]
    Time(#[from] TimeError),
}

impl TryFrom<Fields> for PeriodQuery {
    type Error = FieldsError;

    fn try_from(fields: Fields) -> Result<Self, FieldsError> {
        match fields {
            Fields { start: Some(start), end: Some(end), period: None, as_of: None } => {
                Ok(Self::Between(Period::new(start, end)?))
            }
            Fields { start: None, end: None, period: Some(period), as_of: Some(as_of) } => {
                Ok(Self::Named { period, as_of })
            }
            _ => Err(FieldsError::Mixed),
        }
    }
}

impl From<PeriodQuery> for Fields {
    fn from(query: PeriodQuery) -> Self {
        let (start, end, period, as_of) = match query {
            PeriodQuery::Between(period) => (Some(period.start()), Some(period.end()), None, None),
            PeriodQuery::Named { period, as_of } => (None, None, Some(period), Some(as_of)),
        };
        Self { start, end, period, as_of }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PeriodQuery {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Fields::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Fields::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: serde_json::Value) -> Result<PeriodQuery, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    #[test]
    fn both_forms_are_read_and_written() {
        for form in [
            json!({ "start": "2023-12-31", "end": "2024-12-31" }),
            json!({ "period": "YTD", "as_of": "2024-06-30" }),
        ] {
            assert_eq!(serde_json::to_value(read(form.clone()).unwrap()).unwrap(), form);
        }
    }

    #[test]
    fn a_mixture_a_half_and_an_impossible_period_are_refused() {
        let mixed = "a period is either `start` and `end`, or `period` and `as_of`";
        assert_eq!(
            read(json!({ "start": "2023-12-31", "as_of": "2024-06-30" })),
            Err(mixed.into())
        );
        assert_eq!(read(json!({ "period": "YTD" })), Err(mixed.into()));
        let back = read(json!({ "start": "2024-12-31", "end": "2023-12-31" })).unwrap_err();
        assert_eq!(back, "the period ends on 2023-12-31, before its start 2024-12-31");
        assert!(read(json!({ "from": "2024-12-31" })).is_err());
    }
}
