//! The daily engine: each position is a few intervals of constant units, each interval one multiply-add over a
//! column of prices that all scopes share.

use super::book::Book;
use super::calendar::Calendar;
use super::flows::flows;
use super::gap::Gaps;
use super::intervals::intervals;
use super::since::looks_ahead;
use super::slots::{Slots, valued_anyway};
use super::totals::totals;
use super::{DailyValues, Valuer};
use crate::ids::InstrumentId;
use crate::pricing::MarketGrid;
use crate::pricing::scaled::value_scale;
use crate::time::{BusinessDate, Period};

impl Valuer<'_> {
    /// The value at the end of the day before the period and of every valuation day in it, with the flows of
    /// each day. See [`DailyValues`] for which days those are.
    #[must_use]
    pub fn daily(&self, period: Period) -> DailyValues {
        match self.grid.filter(|grid| grid.spans(period)) {
            Some(grid) => value(self, grid, period),
            None => value(self, &own_grid(self, period), period),
        }
    }
}

/// The market of what the scope held and when, on the days of the period.
fn own_grid(valuer: &Valuer<'_>, period: Period) -> MarketGrid {
    let (start, end) = (period.start().day_number(), period.end().day_number());
    let spans = valuer.timeline.quantities.iter().filter_map(|(instrument, steps)| {
        let held = intervals(steps, start, end).filter(|held| !held.value.is_zero());
        let ends = held.map(|held| (held.first, held.last));
        let (first, last) = ends.reduce(|hull, next| (hull.0, next.1))?;
        // The day on which the last unit was sold still traded it.
        Some((*instrument, first, last.saturating_add(1).min(end)))
    });
    let spans: Vec<(InstrumentId, i32, i32)> = spans.collect();
    let days = valued_anyway(valuer, period);
    MarketGrid::of(valuer.market, period, valuer.currency, spans.into_iter(), days)
}

fn value(valuer: &Valuer<'_>, grid: &MarketGrid, period: Period) -> DailyValues {
    let valuer = Valuer { grid: Some(grid), ..*valuer };
    let slots = Slots::new(&valuer, grid, period);
    let mut book = Book::read(&valuer, &slots);
    let calendar = Calendar::new(&valuer, &slots, &book.traded);
    let mut missing = std::mem::take(&mut book.missing);
    let mut amounts = calendar.pick_amounts(totals(&valuer, &book, &slots, &mut missing));
    let found = missing.into_iter().filter_map(|(missing, slot)| {
        let date = BusinessDate::from_day_number(slots.day(slot)?).ok()?;
        Some((missing, calendar.place(date)?))
    });
    let gaps = Gaps::of(found);
    gaps.days().for_each(|place| amounts.clear(place));
    DailyValues {
        currency: valuer.currency,
        period,
        flows: flows(&valuer, &calendar, period),
        amounts: amounts.narrowed(value_scale(valuer.currency)),
        gaps,
        looks_ahead: looks_ahead(&valuer),
        dates: calendar.dates,
        quoted: calendar.quoted,
    }
}
