//! Daily values of the first part of their period.

use super::gap::Gaps;
use super::{DailyValues, Valuer};
use crate::pricing::day_set::DaySet;
use crate::pricing::scaled::value_scale;
use crate::time::{BusinessDate, Period};

impl Valuer<'_> {
    /// The daily values up to a day, out of those of a whole period, which have to come from this scope and market. The
    /// result is that of [`Valuer::daily`] for the shorter period; at most its last day is valued anew.
    #[must_use]
    pub fn daily_until(&self, whole: &DailyValues, end: BusinessDate) -> DailyValues {
        if end >= whole.period.end() || whole.currency != self.currency {
            return whole.clone();
        }
        let Ok(period) = Period::new(whole.period.start(), end) else { return whole.clone() };
        let count = whole.dates.partition_point(|date| *date <= end);
        let is_valued = count.checked_sub(1).and_then(|last| whole.dates.get(last)) == Some(&end);
        let last = Period::new(end, end).ok().filter(|_| !is_valued).map(|day| self.daily(day));
        head(whole, period, count, last.as_ref()).unwrap_or_else(|| self.daily(period))
    }
}

/// So many days from the first on, and behind them the one day of `last`.
fn head(
    whole: &DailyValues,
    period: Period,
    count: usize,
    last: Option<&DailyValues>,
) -> Option<DailyValues> {
    let mut dates = whole.dates.get(..count)?.to_vec();
    dates.extend(last.iter().flat_map(|last| last.dates.iter()));
    let mut quoted = DaySet::none_of(dates.len());
    quoted.insert_from(&whole.quoted, 0..count);
    let decimals = value_scale(whole.currency);
    let (amounts, gaps) = match last {
        None => (whole.amounts.first(count)?, whole.gaps.until(count, &Gaps::default())),
        Some(last) => (
            whole.amounts.splice(count, &last.amounts, 0, decimals)?,
            whole.gaps.until(count, &last.gaps),
        ),
    };
    let flows = whole.flows.iter().filter(|(place, _)| *place < count);
    Some(DailyValues {
        currency: whole.currency,
        period,
        quoted,
        amounts: amounts.narrowed(decimals),
        flows: flows.cloned().collect(),
        gaps,
        looks_ahead: whole.looks_ahead,
        dates: dates.into(),
    })
}
