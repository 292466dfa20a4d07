//! Which units a price is for, when splits lie between its day and the day of the holding.

use crate::ledger::{SplitRatio, Timeline};
use crate::model::PriceBasis;
use crate::money::{Decimal, MoneyError};
use crate::pricing::PriceSeries;
use crate::pricing::scaled::Fraction;
use crate::time::BusinessDate;

/// The splits of an instrument as its prices see them.
///
/// A price counts the units of one day: a raw price those of its own day, an adjusted price those of the last
/// day of its series. A quantity held on another day is first brought to that day by the splits between: later
/// splits multiply it, earlier ones divide it. A split counts from the start of its day.
pub(super) struct Units<'a> {
    splits: &'a [(BusinessDate, SplitRatio)],
    /// The day whose units an adjusted series counts.
    adjusted_to: Option<i32>,
}

impl<'a> Units<'a> {
    pub(super) fn new(timeline: &'a Timeline, series: &PriceSeries) -> Self {
        let splits = timeline.splits.get(&series.instrument());
        let adjusted = series.basis() == PriceBasis::SplitAdjusted;
        Self {
            splits: splits.map(Vec::as_slice).unwrap_or_default(),
            adjusted_to: adjusted.then(|| series.column().days().last().copied()).flatten(),
        }
    }

    /// Whether there is nothing to bring in line.
    pub(super) fn are_plain(&self) -> bool {
        self.splits.is_empty()
    }

    /// How many units of the price one unit held on `held` is, where the price is of day `quoted`.
    pub(super) fn per_unit(&self, held: i32, quoted: i32) -> Result<Fraction, MoneyError> {
        let counted = self.adjusted_to.unwrap_or(quoted);
        let between = |day: i32| {
            let (first, last) = (held.min(counted), held.max(counted));
            first < day && day <= last
        };
        let mut ratio = Fraction::ONE;
        for (date, split) in self.splits {
            if between(date.day_number()) {
                ratio = ratio.times(Fraction {
                    numerator: Decimal::from(split.new_units()),
                    denominator: Decimal::from(split.old_units()),
                })?;
            }
        }
        Ok(if counted < held { ratio.inverse() } else { ratio })
    }
}
