//! Stepped values as intervals.

use crate::ledger::Steps;

/// A value that holds from the end of `first` to the end of `last`, both day numbers.
pub(super) struct Interval<T> {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) value: T,
}

/// The intervals of a stepped value that touch the days from `first` to `last`, cut to them.
pub(super) fn intervals<T: Copy + PartialEq>(
    steps: &Steps<T>,
    first: i32,
    last: i32,
) -> impl Iterator<Item = Interval<T>> {
    let points = steps.points().iter().map(|(date, value)| (date.day_number(), *value));
    let mut points = points.peekable();
    std::iter::from_fn(move || {
        let (from, value) = points.next()?;
        let until = points.peek().map_or(i32::MAX, |(next, _)| next - 1);
        Some(Interval { first: from.max(first), last: until.min(last), value })
    })
    .filter(|interval| interval.first <= interval.last)
}
