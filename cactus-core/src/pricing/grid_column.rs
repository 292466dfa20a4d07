//! The prices of one instrument on the days of a grid.

use std::ops::Range;
use std::sync::Arc;

use super::column::Values;
use super::day_set::DaySet;
use super::exact::ExactColumn;
use super::{PriceSeries, Staleness};

/// Stands for a day without a price.
const NO_ROW: u32 = u32::MAX;

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(NO_ROW)
}

/// The price of an instrument in force on each day of a grid, or on a stretch of its days.
#[derive(Debug, Clone)]
pub(crate) struct GridColumn {
    series: Arc<PriceSeries>,
    /// The place of the first day it is known for.
    first: usize,
    /// For each day from there on, the row of the series in force.
    rows: Vec<u32>,
    /// The same prices, zero where there is none.
    exact: Option<ExactColumn>,
    /// The days of the stretch without a price.
    missing: DaySet,
    any_missing: bool,
    /// The days with a price of that very day.
    quoted: DaySet,
}

impl GridColumn {
    pub(super) fn new(
        series: &Arc<PriceSeries>,
        days: &[i32],
        places: Range<usize>,
        staleness: Staleness,
    ) -> Self {
        let column = series.column();
        let stretch = days.get(places.clone()).unwrap_or_default();
        let first = stretch.first().copied().unwrap_or_default();
        let from = column.days().partition_point(|known| *known < first);
        let mut quoted = DaySet::none_of(places.end);
        let mut missing = DaySet::none_of(places.end);
        let mut any_missing = false;
        let mut rows = Vec::with_capacity(stretch.len());
        let same = column.days().get(from..from + stretch.len());
        if same.is_some_and(|known| known == stretch) {
            // A market that is open on the same days as all others: nothing has to be found.
            rows.extend((from..).take(stretch.len()).map(row_number));
            quoted.insert_all(places.clone());
        } else {
            let known = column.rows_at(stretch, staleness);
            for (place, (day, row)) in places.clone().zip(stretch.iter().zip(known)) {
                rows.push(row.map_or(NO_ROW, row_number));
                match row.and_then(|row| column.days().get(row)) {
                    Some(known) if known == day => quoted.insert(place),
                    Some(_) => {}
                    None => {
                        missing.insert(place);
                        any_missing = true;
                    }
                }
            }
        }
        let exact = match column.values() {
            Values::Scaled { scale, mantissas } => {
                let number = |row: &u32| mantissas.get(*row as usize).map_or(0.0, |m| *m as f64);
                ExactColumn::new(*scale, rows.iter().map(number).collect())
            }
            Values::Wide(_) => None,
        };
        let series = Arc::clone(series);
        Self { series, first: places.start, rows, exact, missing, any_missing, quoted }
    }

    pub(crate) fn series(&self) -> &PriceSeries {
        &self.series
    }

    /// The days with a price of that very day.
    pub(crate) const fn quoted(&self) -> &DaySet {
        &self.quoted
    }

    /// Whether there is a day without a price.
    pub(crate) const fn has_gaps(&self) -> bool {
        self.any_missing
    }

    /// The runs of days in the range without a price.
    pub(crate) fn missing(&self, places: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let places = if self.any_missing { places } else { places.start..places.start };
        self.missing.runs(places)
    }

    /// The row in force on a day.
    pub(crate) fn row(&self, place: usize) -> Option<usize> {
        let row = *self.rows.get(place.checked_sub(self.first)?)?;
        (row != NO_ROW).then_some(row as usize)
    }

    /// The rows in force on these days.
    pub(crate) fn rows(&self, places: &Range<usize>) -> impl Iterator<Item = Option<usize>> {
        let rows = self.rows.get(self.stretch(places)).unwrap_or_default();
        rows.iter().map(|row| (*row != NO_ROW).then_some(*row as usize))
    }

    /// The prices as exact integers, if they fit.
    pub(crate) const fn exact(&self) -> Option<&ExactColumn> {
        self.exact.as_ref()
    }

    /// The exact integers of these days.
    pub(crate) fn numbers(&self, places: &Range<usize>) -> Option<&[f64]> {
        self.exact.as_ref()?.numbers.get(self.stretch(places))
    }

    fn stretch(&self, places: &Range<usize>) -> Range<usize> {
        places.start.saturating_sub(self.first)..places.end.saturating_sub(self.first)
    }
}
