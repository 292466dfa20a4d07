//! What is drawn: values over time, and the parts of a whole.

use serde::{Deserialize, Serialize};

use super::{Label, ReportError, Value};
use crate::money::{Currency, Decimal, Rate};
use crate::time::BusinessDate;
use crate::undefined::Figure;

/// One day of a line: an amount in the chart's currency, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The day.
    pub date: BusinessDate,
    /// The amount at its end; a line is broken where there is none.
    #[serde(with = "figure")]
    #[cfg_attr(feature = "schema", schemars(with = "figure::Wire"))]
    pub value: Figure<Decimal>,
}

/// A line of a chart, day by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawLine")]
pub struct Line {
    label: Label,
    points: Vec<Point>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Line"))]
#[serde(deny_unknown_fields)]
struct RawLine {
    label: Label,
    points: Vec<Point>,
}

impl TryFrom<RawLine> for Line {
    type Error = ReportError;

    fn try_from(raw: RawLine) -> Result<Self, ReportError> {
        Self::new(raw.label, raw.points)
    }
}

impl Line {
    /// A line through points whose days rise.
    ///
    /// # Errors
    /// [`ReportError::UnorderedPoints`] at the first day that is not after the one before it.
    pub fn new(label: Label, points: Vec<Point>) -> Result<Self, ReportError> {
        for (earlier, later) in points.iter().zip(points.iter().skip(1)) {
            if later.date <= earlier.date {
                return Err(ReportError::UnorderedPoints { date: later.date });
            }
        }
        Ok(Self { label, points })
    }

    /// What the line shows.
    #[must_use]
    pub const fn label(&self) -> Label {
        self.label
    }

    /// Its points, by day.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The last point on or before the day.
    #[must_use]
    pub fn at(&self, date: BusinessDate) -> Option<&Point> {
        let after = self.points.partition_point(|point| point.date <= date);
        self.points.get(after.checked_sub(1)?)
    }

    /// At most so many points, evenly spread, the first and the last among them.
    pub fn sample(&self, most: usize) -> impl Iterator<Item = &Point> {
        let last = self.points.len().saturating_sub(1);
        let steps = last.min(most.saturating_sub(1));
        (0..=steps).filter_map(move |step| self.points.get(step * last / steps.max(1)))
    }
}

/// Amounts of one currency over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The line that the chart is about.
    pub main: Line,
    /// A line to compare with, such as the capital invested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Line>,
}

/// The parts of a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// What the parts are, such as asset classes.
    pub label: Label,
    /// The currency of their amounts.
    pub currency: Currency,
    /// The parts, in the order they are shown.
    pub slices: Vec<Slice>,
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// Which part.
    pub name: Value,
    /// Its amount.
    pub value: Value,
    /// Its fraction of the whole; below zero for an overdraft or a short position.
    #[serde(with = "figure")]
    #[cfg_attr(feature = "schema", schemars(with = "figure::Wire"))]
    pub weight: Figure<Rate>,
}

/// A figure on the wire: the number as a string, or an object `{"undefined": …}` with the reason.
mod figure {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::money::{Decimal, Rate};
    use crate::undefined::{Figure, Undefined};

    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[serde(untagged)]
    pub enum Wire {
        Defined(Rate),
        Undefined { undefined: Undefined },
    }

    /// The plain numbers that figures of charts are.
    pub trait Number: Copy {
        fn to_rate(self) -> Rate;
        fn from_rate(rate: Rate) -> Self;
    }

    impl Number for Rate {
        fn to_rate(self) -> Rate {
            self
        }
        fn from_rate(rate: Rate) -> Self {
            rate
        }
    }

    impl Number for Decimal {
        fn to_rate(self) -> Rate {
            Rate::new(self)
        }
        fn from_rate(rate: Rate) -> Self {
            rate.value()
        }
    }

    pub fn serialize<T: Number, S: Serializer>(
        figure: &Figure<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match figure {
            Ok(number) => Wire::Defined(number.to_rate()),
            Err(undefined) => Wire::Undefined { undefined: undefined.clone() },
        }
        .serialize(serializer)
    }

    pub fn deserialize<'de, T: Number, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Figure<T>, D::Error> {
        Ok(match Wire::deserialize(deserializer)? {
            Wire::Defined(number) => Ok(T::from_rate(number)),
            Wire::Undefined { undefined } => Err(undefined),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::undefined::Undefined;

    #[test]
    fn the_days_of_a_line_rise_also_in_json() {
        let point = |day: &str| Point { date: day.parse().unwrap(), value: Ok(Decimal::TEN) };
        assert!(Line::new(Label::Value, vec![point("2024-01-02"), point("2024-01-03")]).is_ok());
        assert!(Line::new(Label::Value, vec![point("2024-01-03"), point("2024-01-03")]).is_err());
        let json = r#"{"label":"value","points":[
            {"date":"2024-01-03","value":"1"},{"date":"2024-01-02","value":"1"}]}"#;
        assert!(serde_json::from_str::<Line>(json).is_err());
    }

    #[test]
    fn a_sample_keeps_both_ends() {
        let first: BusinessDate = "2024-01-01".parse().unwrap();
        let point = |days| Point { date: first.add_days(days).unwrap(), value: Ok(Decimal::TEN) };
        let sampled = |points, most| -> Vec<i64> {
            let line = Line::new(Label::Value, (0..points).map(point).collect()).unwrap();
            line.sample(most).map(|point| point.date.days_since(first)).collect()
        };
        assert_eq!(sampled(10, 4), [0, 3, 6, 9]);
        assert_eq!(sampled(3, 5), [0, 1, 2]);
        assert_eq!(sampled(1, 5), [0]);
        assert_eq!(sampled(0, 5), [0; 0]);
    }

    #[test]
    fn a_gap_is_an_object_where_a_number_would_be_a_string() {
        let json = r#"{"date":"2024-01-03","value":{"undefined":{"reason":"nothing_held"}}}"#;
        let point: Point = serde_json::from_str(json).unwrap();
        assert_eq!(point.value, Err(Undefined::NothingHeld));
        assert_eq!(serde_json::to_string(&point).unwrap(), json);
    }
}
