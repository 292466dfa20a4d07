//! What a scope held and moved, day by day, in the sparse form the daily engine reads.

use std::collections::BTreeMap;

use super::custody::Custody;
use super::{Journal, LedgerError, SplitRatio};
use crate::ids::InstrumentId;
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, decimal};
use crate::time::BusinessDate;

/// A value that changes on some days and holds in between, as at the end of each day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps<T> {
    points: Vec<(BusinessDate, T)>,
}

impl<T> Default for Steps<T> {
    fn default() -> Self {
        Self { points: Vec::new() }
    }
}

impl<T: PartialEq> Steps<T> {
    /// Sets the value from the end of `date` on. Days come in order; the last word on a day counts, and a value
    /// that does not change makes no step.
    pub fn set(&mut self, date: BusinessDate, value: T) {
        debug_assert!(
            self.points.last().is_none_or(|(last, _)| *last <= date),
            "days come in order"
        );
        if self.points.last().is_some_and(|(last, _)| *last == date) {
            self.points.pop();
        }
        if self.points.last().is_none_or(|(_, before)| *before != value) {
            self.points.push((date, value));
        }
    }

    /// The value after the last step.
    fn last(&self) -> Option<&T> {
        self.points.last().map(|(_, value)| value)
    }

    /// The value at the end of `date`; none before the first step.
    #[must_use]
    pub fn at(&self, date: BusinessDate) -> Option<&T> {
        let after = self.points.partition_point(|(from, _)| *from <= date);
        self.points.get(after.checked_sub(1)?).map(|(_, value)| value)
    }

    /// The steps: from the end of each day, the value.
    #[must_use]
    pub fn points(&self) -> &[(BusinessDate, T)] {
        &self.points
    }
}

/// Cash that crosses the border of a scope: above zero into it, below zero out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// The day.
    pub date: BusinessDate,
    /// How much, signed.
    pub amount: Money,
}

/// What a scope held at the end of each day, and what crossed its border.
///
/// All maps are sparse: an instrument appears from its first booking, a currency from its first balance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// Units held of each instrument.
    pub quantities: BTreeMap<InstrumentId, Steps<Quantity>>,
    /// Cash held in each currency; below zero is an overdraft.
    pub cash: BTreeMap<Currency, Steps<Decimal>>,
    /// External flows in the total order of the record.
    pub flows: Vec<Flow>,
    /// Splits in order, for prices that are adjusted for later splits: all that the record knows of, also
    /// those after the last unit was sold. One that several accounts booked on the same day is one.
    pub splits: BTreeMap<InstrumentId, Vec<(BusinessDate, SplitRatio)>>,
    /// The day of the first booking; none without bookings.
    pub first_booking: Option<BusinessDate>,
}

impl Journal {
    /// What the accounts of this record held at the end of each day, and what crossed the border to the world
    /// outside it.
    ///
    /// # Errors
    /// [`LedgerError::Money`] if a sum needs more than 28 digits.
    pub fn timeline(&self) -> Result<Timeline, LedgerError> {
        let mut timeline = Timeline::default();
        let mut custody = Custody::default();
        for transaction in self.transactions() {
            let booking = &transaction.booking;
            let date = booking.date();
            timeline.first_booking.get_or_insert(date);
            if let Some(moved) = custody.apply(booking)? {
                let change = moved.after.subtract(moved.before)?;
                let steps = timeline.quantities.entry(moved.instrument).or_default();
                steps.set(date, steps.last().copied().unwrap_or_default().add(change)?);
            }
            for moved in self.cash_moves(booking)? {
                timeline.move_cash(date, moved.amount)?;
                if moved.crosses_border {
                    timeline.flows.push(Flow { date, amount: moved.amount });
                }
            }
        }
        for instrument in timeline.quantities.keys() {
            let splits = self.splits(*instrument);
            if !splits.is_empty() {
                timeline.splits.insert(*instrument, splits.to_vec());
            }
        }
        Ok(timeline)
    }
}

impl Timeline {
    fn move_cash(&mut self, date: BusinessDate, change: Money) -> Result<(), MoneyError> {
        let steps = self.cash.entry(change.currency()).or_default();
        let before = steps.last().copied().unwrap_or_default();
        steps.set(date, decimal::add(before, change.amount())?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_holds_from_its_day_until_the_next_step() {
        let day = |text: &str| text.parse::<BusinessDate>().unwrap();
        let mut steps = Steps::default();
        steps.set(day("2024-01-02"), 5);
        steps.set(day("2024-01-02"), 7);
        steps.set(day("2024-01-03"), 7);
        steps.set(day("2024-01-05"), 0);
        assert_eq!(steps.at(day("2024-01-01")), None);
        assert_eq!(steps.at(day("2024-01-04")), Some(&7));
        assert_eq!(steps.at(day("2024-01-05")), Some(&0));
        assert_eq!(steps.points().len(), 2);
    }
}
