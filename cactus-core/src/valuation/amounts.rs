//! Columns of values.

use std::ops::Range;

use crate::money::Decimal;
use crate::pricing::exact::EXACT_BELOW;
use crate::pricing::scaled::{power_of_ten, to_decimal};

/// Values by day as scaled integers. Only their reader turns one into a decimal.
#[derive(Debug, Clone)]
pub(crate) enum Amounts {
    /// Integers of units of `10^−scale`, below 2⁵³ and so exact in floating point.
    Exact { scale: u32, numbers: Vec<f64> },
    /// Integers of units of the smallest decimal that values of the currency are kept to.
    Wide(Vec<i128>),
}

impl Amounts {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Exact { numbers, .. } => numbers.len(),
            Self::Wide(numbers) => numbers.len(),
        }
    }

    /// The value on a day, in units of `10^−decimals`.
    pub(super) fn scaled(&self, place: usize, decimals: u32) -> Option<i128> {
        match self {
            Self::Exact { scale, numbers } => {
                let factor = power_of_ten(decimals.checked_sub(*scale)?)?;
                (*numbers.get(place)? as i128).checked_mul(factor)
            }
            Self::Wide(numbers) => numbers.get(place).copied(),
        }
    }

    /// The value on a day.
    pub(super) fn decimal(&self, place: usize, decimals: u32) -> Option<Decimal> {
        to_decimal(self.scaled(place, decimals)?, decimals).ok()
    }

    /// All of them in units of `10^−decimals`.
    pub(super) fn widen(self, decimals: u32) -> Vec<i128> {
        match self {
            Self::Wide(numbers) => numbers,
            Self::Exact { .. } => {
                let wide = |place| self.scaled(place, decimals).unwrap_or_default();
                (0..self.len()).map(wide).collect()
            }
        }
    }

    /// The same in floating point wherever that is exact, so that what is made of the values depends on them alone,
    /// and not on the way they were found.
    pub(super) fn narrowed(self, decimals: u32) -> Self {
        let Self::Wide(numbers) = &self else { return self };
        let most = numbers.iter().map(|number| number.unsigned_abs()).max().unwrap_or_default();
        let unit = (0..=decimals).find_map(|scale| {
            let unit = power_of_ten(decimals - scale)?;
            let whole = |number: &i128| number % unit == 0;
            let fits = most / unit.unsigned_abs() < EXACT_BELOW as u128;
            (fits && numbers.iter().all(whole)).then_some((scale, unit))
        });
        match unit {
            Some((scale, unit)) => {
                let exact = |number: &i128| (number / unit) as f64;
                Self::Exact { scale, numbers: numbers.iter().map(exact).collect() }
            }
            None => self,
        }
    }

    /// Makes the values of a day zero.
    pub(super) fn clear(&mut self, place: usize) {
        match self {
            Self::Exact { numbers, .. } => numbers.get_mut(place).map(|number| *number = 0.0),
            Self::Wide(numbers) => numbers.get_mut(place).map(|number| *number = 0),
        };
    }

    /// The values of so many days from the first on.
    pub(super) fn first(&self, count: usize) -> Option<Self> {
        Some(match self {
            Self::Exact { scale, numbers } => {
                Self::Exact { scale: *scale, numbers: numbers.get(..count)?.to_vec() }
            }
            Self::Wide(numbers) => Self::Wide(numbers.get(..count)?.to_vec()),
        })
    }

    /// The values of the days before a place, followed by those of another column from a place of its own on.
    pub(super) fn splice(
        &self,
        before: usize,
        tail: &Self,
        from: usize,
        decimals: u32,
    ) -> Option<Self> {
        let joined = |head: &[f64], tail: &[f64]| -> Option<Vec<f64>> {
            Some([head.get(..before)?, tail.get(from..)?].concat())
        };
        match (self, tail) {
            (Self::Exact { scale, numbers }, Self::Exact { scale: of_tail, numbers: tail })
                if scale == of_tail =>
            {
                Some(Self::Exact { scale: *scale, numbers: joined(numbers, tail)? })
            }
            _ => {
                let head = (0..before).map(|place| self.scaled(place, decimals));
                let tail = (from..tail.len()).map(|place| tail.scaled(place, decimals));
                Some(Self::Wide(head.chain(tail).collect::<Option<_>>()?))
            }
        }
    }

    /// What the values of a run of days gained, each over that of the day before it: their returns, and what was gained
    /// in all of them over the first. None if a value before or among them is zero or less. This is the
    /// one place where values become plain numbers for the time-weighted return.
    pub(crate) fn growth(&self, days: Range<usize>, returns: &mut Vec<f64>) -> Option<f64> {
        let from = days.start.checked_sub(1)?;
        match self {
            Self::Exact { numbers, .. } => {
                let values = numbers.get(from..days.end)?;
                let grows = values.iter().fold(true, |grows, value| grows & (*value > 0.0));
                let ends = grows.then(|| values.first().zip(values.last())).flatten()?;
                let pairs = values.iter().zip(values.iter().skip(1));
                returns.extend(pairs.map(|(before, after)| (after - before) / before));
                Some((ends.1 - ends.0) / ends.0)
            }
            Self::Wide(numbers) => {
                let values = numbers.get(from..days.end)?;
                let grows = values.iter().all(|value| *value > 0);
                let ends = grows.then(|| values.first().zip(values.last())).flatten()?;
                let pairs = values.iter().zip(values.iter().skip(1));
                returns
                    .extend(pairs.map(|(before, after)| (after - before) as f64 / *before as f64));
                Some((ends.1 - ends.0) as f64 / *ends.0 as f64)
            }
        }
    }
}
