//! Daily values brought up to date from a day on.

use super::{DailyValues, Valuer};
use crate::model::PriceBasis;
use crate::pricing::day_set::DaySet;
use crate::pricing::scaled::value_scale;
use crate::time::{BusinessDate, Period};

impl Valuer<'_> {
    /// The daily values of the same period again, after bookings, prices or rates of `day` or later have changed.
    ///
    /// The values before that day are those of `previous`, which has to come from the same scope, market and
    /// period as they were; the others are computed. The result is that of [`Valuer::daily`], and the cost that of
    /// the days from `day` on. Everything is computed anew where an earlier value may depend on a later booking or
    /// price, which is so for prices that are adjusted for splits of something held, or if anything is missing.
    #[must_use]
    pub fn daily_since(&self, previous: &DailyValues, day: BusinessDate) -> DailyValues {
        let anew = || self.daily(previous.period);
        if previous.currency != self.currency
            || previous.amounts().is_none()
            || previous.looks_ahead
            || looks_ahead(self)
        {
            return anew();
        }
        if day > previous.period.end() {
            return previous.clone();
        }
        let eve = day.previous().filter(|eve| previous.period.contains(*eve));
        match eve.and_then(|eve| Period::new(eve, previous.period.end()).ok()) {
            Some(rest) => joined(previous, &self.daily(rest), day).unwrap_or_else(anew),
            None => anew(),
        }
    }
}

/// Whether a value may depend on what happens after its day: adjusted prices count the units of the last of them,
/// and a split in between scales all values before it.
pub(super) fn looks_ahead(valuer: &Valuer<'_>) -> bool {
    valuer.timeline.splits.iter().any(|(instrument, splits)| {
        let series = valuer.market.prices(*instrument);
        !splits.is_empty()
            && series.is_some_and(|series| series.basis() == PriceBasis::SplitAdjusted)
    })
}

/// The one up to a day, the other from that day on; none if there is not a value for every day.
fn joined(head: &DailyValues, tail: &DailyValues, day: BusinessDate) -> Option<DailyValues> {
    let before = head.dates.partition_point(|date| *date < day);
    let from = tail.dates.partition_point(|date| *date < day);
    let dates = [head.dates.get(..before)?, tail.dates.get(from..)?].concat();
    let mut quoted = DaySet::none_of(dates.len());
    quoted.insert_from(&head.quoted, 0..before);
    for run in tail.quoted.runs(from..tail.dates.len()) {
        quoted.insert_all(run.start - from + before..run.end - from + before);
    }
    let of_head = head.flows.iter().filter(|(place, _)| *place < before).cloned();
    let of_tail = tail.flows.iter().filter(|(place, _)| from <= *place);
    let of_tail = of_tail.map(|(place, flows)| (place - from + before, flows.clone()));
    let decimals = value_scale(head.currency);
    let amounts = head.amounts()?.splice(before, tail.amounts()?, from, decimals)?;
    Some(DailyValues {
        currency: head.currency,
        period: head.period,
        quoted,
        amounts: amounts.narrowed(decimals),
        flows: of_head.chain(of_tail).collect(),
        gaps: tail.gaps.clone(),
        looks_ahead: false,
        dates: dates.into(),
    })
}
