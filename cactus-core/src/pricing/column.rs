//! Values by day in columns: what price and rate series are made of.

use super::{PricingError, Staleness};
use crate::money::Decimal;
use crate::time::BusinessDate;

/// Values by day, as two columns: strictly increasing day numbers, and a value beside each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    days: Vec<i32>,
    values: Values,
}

/// Exact decimals: as integers at one scale where all of them fit, which makes the daily engine a
/// multiply-add, else as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Values {
    Scaled { scale: u32, mantissas: Vec<i64> },
    Wide(Vec<Decimal>),
}

impl Values {
    fn new(values: Vec<Decimal>) -> Self {
        let scale = values.iter().map(|value| value.normalize().scale()).max();
        let scale = scale.unwrap_or(0);
        match values.iter().map(|value| mantissa_at(*value, scale)).collect() {
            Some(mantissas) => Self::Scaled { scale, mantissas },
            None => Self::Wide(values),
        }
    }

    fn get(&self, row: usize) -> Option<Decimal> {
        match self {
            Self::Scaled { scale, mantissas } => {
                mantissas.get(row).map(|mantissa| Decimal::new(*mantissa, *scale))
            }
            Self::Wide(values) => values.get(row).copied(),
        }
    }
}

/// The value as an integer of units of `10^−scale`, if it is one and fits.
fn mantissa_at(value: Decimal, scale: u32) -> Option<i64> {
    let value = value.normalize();
    let factor = 10_i128.checked_pow(scale.checked_sub(value.scale())?)?;
    i64::try_from(value.mantissa().checked_mul(factor)?).ok()
}

impl Column {
    pub(super) fn new(
        rows: impl IntoIterator<Item = (BusinessDate, Decimal)>,
    ) -> Result<Self, PricingError> {
        let rows = rows.into_iter();
        let mut days = Vec::with_capacity(rows.size_hint().0);
        let mut values = Vec::with_capacity(rows.size_hint().0);
        let mut last: Option<BusinessDate> = None;
        for (date, value) in rows {
            match last {
                Some(previous) if previous == date => {
                    return Err(PricingError::Repeated { date });
                }
                Some(previous) if previous > date => {
                    return Err(PricingError::OutOfOrder { previous, date });
                }
                _ => last = Some(date),
            }
            days.push(date.day_number());
            values.push(value);
        }
        let values = Values::new(values);
        Ok(Self { days, values })
    }

    /// The day numbers, strictly increasing.
    pub(crate) fn days(&self) -> &[i32] {
        &self.days
    }

    /// The values, one for each day.
    pub(crate) fn values(&self) -> &Values {
        &self.values
    }

    /// The day number and value of a row.
    pub(crate) fn get(&self, row: usize) -> Option<(i32, Decimal)> {
        Some((*self.days.get(row)?, self.values.get(row)?))
    }

    /// The row in force on a day: the latest on or before it, if it is not too old.
    pub(crate) fn row_at(&self, day: i32, staleness: Staleness) -> Option<usize> {
        let row = self.days.partition_point(|known| *known <= day).checked_sub(1)?;
        staleness.allows(*self.days.get(row)?, day).then_some(row)
    }

    /// For each of these increasing days, the row in force.
    pub(crate) fn rows_at(
        &self,
        days: &[i32],
        staleness: Staleness,
    ) -> impl Iterator<Item = Option<usize>> {
        let first = days.first().copied().unwrap_or_default();
        let mut next = self.days.partition_point(|known| *known <= first);
        days.iter().map(move |&day| {
            while self.days.get(next).is_some_and(|known| *known <= day) {
                next += 1;
            }
            let row = next.checked_sub(1)?;
            staleness.allows(*self.days.get(row)?, day).then_some(row)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::decimal::parse;
    use proptest::prelude::*;

    fn day(number: i32) -> BusinessDate {
        BusinessDate::from_day_number(number).unwrap()
    }

    #[test]
    fn days_must_increase() {
        let rows = |days: &[i32]| Column::new(days.iter().map(|d| (day(*d), Decimal::ONE)));
        assert!(rows(&[]).is_ok());
        assert_eq!(rows(&[1, 2, 2]), Err(PricingError::Repeated { date: day(2) }));
        assert_eq!(
            rows(&[1, 3, 2]),
            Err(PricingError::OutOfOrder { previous: day(3), date: day(2) })
        );
    }

    #[test]
    fn values_stay_exact_in_either_form() {
        let narrow = ["1.50", "0.001", "922337203685477"].map(|text| parse(text).unwrap());
        let wide = ["1.50", "0.0000000001", "922337203685477"].map(|text| parse(text).unwrap());
        for (values, scaled) in [(narrow, true), (wide, false)] {
            let column = Column::new((0..).map(day).zip(values)).unwrap();
            assert_eq!(matches!(column.values(), Values::Scaled { .. }), scaled);
            for (row, value) in (0..).zip(values) {
                assert_eq!(column.get(row as usize), Some((row, value)));
            }
        }
    }

    proptest! {
        #[test]
        fn walking_finds_what_searching_finds(
            known in prop::collection::btree_set(0..400_i32, 0..60),
            asked in prop::collection::btree_set(-20..450_i32, 0..80),
            staleness in 0..30_u16,
        ) {
            let column = Column::new(known.iter().map(|d| (day(*d), Decimal::ONE))).unwrap();
            let staleness = Staleness::of_days(staleness);
            let asked: Vec<i32> = asked.into_iter().collect();
            let searched: Vec<_> = asked.iter().map(|d| column.row_at(*d, staleness)).collect();
            prop_assert_eq!(column.rows_at(&asked, staleness).collect::<Vec<_>>(), searched);
        }
    }
}
