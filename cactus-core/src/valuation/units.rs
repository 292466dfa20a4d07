//! How many units of a price a holding is: by the contract multiplier, and by the splits between the two.

use crate::ledger::Timeline;
use crate::model::PriceBasis;
use crate::money::{Decimal, MoneyError, Quantity};
use crate::pricing::PriceSeries;
use crate::pricing::scaled::Fraction;

/// The units of an instrument as its prices see them.
///
/// A price counts the units of one day: a raw price those of its own day, an adjusted price those of the last
/// day of its series. A quantity held on another day is first brought to that day by the splits between: later
/// splits multiply it, earlier ones divide it. A split counts from the start of its day.
pub(super) struct Units {
    /// Day number and new units over old ones.
    splits: Vec<(i32, Fraction)>,
    /// The day whose units an adjusted series counts.
    adjusted_to: Option<i32>,
    /// None for one, which is the usual case.
    multiplier: Option<Fraction>,
}

impl Units {
    pub(super) fn new(timeline: &Timeline, series: &PriceSeries) -> Self {
        let multiplier = series.multiplier().value();
        let splits = timeline.splits.get(&series.instrument());
        let adjusted = series.basis() == PriceBasis::SplitAdjusted;
        Self {
            splits: (splits.into_iter().flatten())
                .map(|(date, split)| {
                    let ratio = Fraction {
                        numerator: Decimal::from(split.new_units()),
                        denominator: Decimal::from(split.old_units()),
                    };
                    (date.day_number(), ratio)
                })
                .collect(),
            adjusted_to: adjusted.then(|| series.column().days().last().copied()).flatten(),
            multiplier: (multiplier != Decimal::ONE).then(|| Fraction::whole(multiplier)),
        }
    }

    /// Whether there are no splits to bring in line.
    pub(super) fn are_plain(&self) -> bool {
        self.splits.is_empty()
    }

    /// Whether one unit held is one unit of what a price of its own day is for.
    pub(super) const fn are_single(&self) -> bool {
        self.multiplier.is_none()
    }

    /// So many units held, in units of what a price of their own day is for: the one place where the contract
    /// multiplier counts.
    pub(super) fn of(&self, held: Quantity) -> Result<Fraction, MoneyError> {
        let held = Fraction::whole(held.value());
        self.multiplier.map_or(Ok(held), |multiplier| multiplier.times(held))
    }

    /// The days on which splits count from, in order.
    pub(super) fn days(&self) -> impl Iterator<Item = i32> {
        self.splits.iter().map(|(day, _)| *day)
    }

    /// How many units of the price one unit held on `held` is, where the price is of day `quoted`.
    pub(super) fn per_unit(&self, held: i32, quoted: i32) -> Result<Fraction, MoneyError> {
        let counted = self.adjusted_to.unwrap_or(quoted);
        if counted == held {
            return Ok(Fraction::ONE);
        }
        let (first, last) = (held.min(counted), held.max(counted));
        let between = (self.splits.iter()).filter(|(day, _)| first < *day && *day <= last);
        let ratio = between.map(|(_, ratio)| *ratio).try_fold(Fraction::ONE, Fraction::times)?;
        Ok(if counted < held { ratio.inverse() } else { ratio })
    }
}
