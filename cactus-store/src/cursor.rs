//! Places in lists that are not in the order of ids.

use std::fmt;
use std::str::FromStr;

use cactus_core::ids::ReportId;
use cactus_core::ledger::{DayPlace, Transaction};
use cactus_core::ports::ReportRecord;
use cactus_core::time::{BusinessDate, Timestamp};

/// A cursor of another list.
#[derive(Debug)]
pub(crate) struct Malformed;

/// The place of a transaction in the one total order of a firm's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RecordPlace {
    pub(crate) date: BusinessDate,
    pub(crate) place: DayPlace,
    pub(crate) sequence: u64,
}

impl RecordPlace {
    pub(crate) fn of(transaction: &Transaction) -> Self {
        let (date, place, sequence) = transaction.order();
        Self { date, place, sequence }
    }
}

impl fmt::Display for RecordPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.date, self.place.number(), self.sequence)
    }
}

impl FromStr for RecordPlace {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (date, rest) = text.split_once('.').ok_or(Malformed)?;
        let (place, sequence) = rest.split_once('.').ok_or(Malformed)?;
        Ok(Self {
            date: date.parse().map_err(|_| Malformed)?,
            place: DayPlace::from_number(place.parse().map_err(|_| Malformed)?),
            sequence: sequence.parse().map_err(|_| Malformed)?,
        })
    }
}

/// The place of a report among those of a firm, the oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ReportPlace {
    pub(crate) generated_at: Timestamp,
    pub(crate) id: ReportId,
}

impl ReportPlace {
    pub(crate) fn of(report: &ReportRecord) -> Self {
        Self { generated_at: report.generated_at, id: report.id }
    }
}

impl fmt::Display for ReportPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.generated_at.micros(), self.id)
    }
}

impl FromStr for ReportPlace {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (micros, id) = text.split_once('.').ok_or(Malformed)?;
        let micros = micros.parse().map_err(|_| Malformed)?;
        Ok(Self {
            generated_at: Timestamp::from_micros(micros).map_err(|_| Malformed)?,
            id: id.parse().map_err(|_| Malformed)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cactus_core::ids::Id;
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn places_read_back_what_they_print() {
        let place = RecordPlace {
            date: "2024-02-29".parse().unwrap(),
            place: DayPlace::from_number(1 << 40),
            sequence: u64::MAX,
        };
        assert_eq!(place.to_string().parse::<RecordPlace>().unwrap(), place);
        let place = ReportPlace {
            generated_at: "1969-12-31T23:59:59.999999Z".parse().unwrap(),
            id: ReportId::from_uuid(Uuid::from_u128(7)),
        };
        assert_eq!(place.to_string().parse::<ReportPlace>().unwrap(), place);
    }

    /// Texts that look like a cursor, or did before somebody changed them.
    fn cursors() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[0-9]{1,20}",
            "-?[0-9]{1,20}",
            "[0-9]{4}-[01][0-9]-[0-3][0-9]",
            "rep_[0-9a-f]{32}",
            "\\PC{0,12}",
        ];
        prop::collection::vec(part, 0..5).prop_map(|parts| parts.join("."))
    }

    proptest! {
        #[test]
        fn a_cursor_from_outside_is_a_place_or_refused(text in cursors()) {
            if let Ok(place) = text.parse::<RecordPlace>() {
                prop_assert_eq!(place.to_string().parse::<RecordPlace>().unwrap(), place);
            }
            if let Ok(place) = text.parse::<ReportPlace>() {
                prop_assert_eq!(place.to_string().parse::<ReportPlace>().unwrap(), place);
            }
        }
    }
}
