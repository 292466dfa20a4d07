//! Days, times of the day, moments and periods.

use cactus_core::time::{BusinessDate, NamedPeriod, Period, TimeOfDay, Timestamp};

use crate::text::{comes_back_in_json, json_comes_back};

/// What is read from text comes back; what is computed from it stays in the calendar or is refused. Lines are
/// values of their own.
pub fn time(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut days = Vec::new();
    let mut names = Vec::new();
    for line in text.lines() {
        days.extend(comes_back_in_json::<BusinessDate>(line));
        names.extend(comes_back_in_json::<NamedPeriod>(line));
        if let Some(time) = comes_back_in_json::<TimeOfDay>(line) {
            assert_eq!(TimeOfDay::from_micros(time.micros()).ok(), Some(time));
        }
        if let Some(moment) = comes_back_in_json::<Timestamp>(line) {
            assert_eq!(Timestamp::from_micros(moment.micros()).ok(), Some(moment));
        }
        if let Ok(period) = serde_json::from_str::<Period>(line) {
            json_comes_back(&period);
        }
        if let Ok(number) = line.parse::<i64>() {
            moved_by(&days, number);
        }
    }
    for (day, other) in days.iter().zip(days.iter().skip(1)) {
        if let Ok(period) = Period::new(*day, *other) {
            assert_eq!(day.add_days(period.days()).ok(), Some(*other));
            assert!(!period.contains(*day) && (period.days() == 0 || period.contains(*other)));
        }
        for name in &names {
            if let Ok(period) = name.ending(*day, *other) {
                assert!(period.end() == *day && period.start() <= *day);
            }
        }
    }
}

fn moved_by(days: &[BusinessDate], number: i64) {
    if let Ok(moment) = Timestamp::from_micros(number) {
        assert_eq!(moment.micros(), number);
        if let Ok(later) = moment.add_seconds(number) {
            assert_eq!(later.micros(), number + number * 1_000_000);
        }
    }
    let short = i32::try_from(number).unwrap_or(i32::MAX);
    if let Ok(day) = BusinessDate::from_day_number(short) {
        assert_eq!(day.day_number(), short);
    }
    for day in days {
        if let Ok(moved) = day.add_days(number) {
            assert_eq!(moved.days_since(*day), number);
            assert_eq!(moved.add_days(-number).ok(), Some(*day));
        }
        if let Ok(moved) = day.add_months(short) {
            assert!(moved.day() <= day.day());
        }
    }
}
