//! The numbers of many days.

use super::BusinessDate;

/// Numbers the days of a list, in which most days fall into the year of the day before: the start of a year is found
/// once for all of them.
#[derive(Debug, Default)]
pub(crate) struct DayNumbers {
    year: i32,
    /// The number of the last day of the year before.
    before: i32,
}

impl DayNumbers {
    /// Days since 1970-01-01, the same as [`BusinessDate::day_number`].
    #[inline]
    pub(crate) fn of(&mut self, date: BusinessDate) -> i32 {
        let day = date.day_of_year();
        if date.year() != self.year {
            self.year = date.year();
            self.before = date.day_number() - day;
        }
        self.before + day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_the_numbers_of_the_days(days in prop::collection::vec(-9_000..30_000_i32, 1..50)) {
            let mut numbers = DayNumbers::default();
            for day in days {
                prop_assert_eq!(numbers.of(BusinessDate::from_day_number(day).unwrap()), day);
            }
        }
    }
}
