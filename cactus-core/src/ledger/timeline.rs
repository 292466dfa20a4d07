//! What a scope held and moved, day by day, in the sparse form the daily engine reads.

use std::collections::BTreeMap;

use super::custody::{Custody, UnitsMove};
use super::effect::{Conversion, Effect, InCost};
use super::lens::{scale, scale_units};
use super::{Heading, Journal, LedgerError, Posting, Transaction, UnitRatio};
use crate::ids::InstrumentId;
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, Weight, decimal};
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

/// What crosses the border of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// The day.
    pub date: BusinessDate,
    /// What it is worth.
    pub worth: Worth,
    /// Whether lots cross with their days and cost, and are neither bought nor sold.
    pub carries_lots: bool,
}

/// What a flow is worth: above zero into the scope, below zero out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// Cash, or an agreed value.
    Money(Money),
    /// Units, at the price of the day.
    Units(InstrumentId, Quantity),
}

impl Flow {
    /// The amount, if it is one.
    #[must_use]
    pub const fn amount(&self) -> Option<Money> {
        match self.worth {
            Worth::Money(amount) => Some(amount),
            Worth::Units(..) => None,
        }
    }

    /// Cash.
    #[must_use]
    pub const fn cash(date: BusinessDate, amount: Money) -> Self {
        Self { date, worth: Worth::Money(amount), carries_lots: false }
    }
}

/// What a scope held at the end of each day, and what crossed its border.
///
/// All maps are sparse: an instrument appears from its first booking, a currency from its first balance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// Units held of each instrument; below zero in a short position.
    pub quantities: BTreeMap<InstrumentId, Steps<Quantity>>,
    /// Cash held in each currency; below zero is an overdraft.
    pub cash: BTreeMap<Currency, Steps<Decimal>>,
    /// External flows in the total order of the record.
    pub flows: Vec<Flow>,
    /// Splits in order, for prices that are adjusted for later splits: all that the record knows of, also
    /// those after the last unit was sold. One that several accounts booked on the same day is one.
    pub splits: BTreeMap<InstrumentId, Vec<(BusinessDate, UnitRatio)>>,
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
        let mut reader = Reader {
            journal: self,
            in_cost: self.lens().in_cost(InCost::ALL),
            custody: Custody::of(self.known()),
            timeline: Timeline::default(),
            moves: Vec::new(),
            postings: Vec::new(),
            seen: Vec::new(),
        };
        let mut effects = Vec::new();
        for transaction in self.transactions() {
            effects.clear();
            transaction.booking.effects(reader.in_cost, &mut effects)?;
            reader.read(transaction, &effects)?;
        }
        let mut timeline = reader.timeline;
        for instrument in timeline.quantities.keys() {
            let splits = self.splits(*instrument);
            if !splits.is_empty() {
                timeline.splits.insert(*instrument, splits.to_vec());
            }
        }
        Ok(timeline)
    }
}

/// Reads a record without its lots.
struct Reader<'a> {
    journal: &'a Journal,
    in_cost: InCost,
    custody: Custody<'a>,
    timeline: Timeline,
    moves: Vec<UnitsMove>,
    /// What is posted in all accounts, with what is paid for units in place of their lots.
    postings: Vec<Posting>,
    seen: Vec<Posting>,
}

impl Reader<'_> {
    fn read(&mut self, of: &Transaction, effects: &[Effect<'_>]) -> Result<(), LedgerError> {
        let (booking, date) = (&of.booking, of.booking.date());
        self.moves.clear();
        self.postings.clear();
        self.seen.clear();
        for effect in effects {
            let first = self.moves.len();
            self.custody.apply(booking, effect, &mut self.moves)?;
            self.post(of, effect);
            self.cross(date, effect, first)?;
        }
        for moved in &self.moves {
            let share = self.journal.lens().share(moved.account, moved.instrument)?;
            if !share.is_zero() {
                let change = scale_units(moved.change, share)?;
                let steps = self.timeline.quantities.entry(moved.instrument).or_default();
                steps.set(date, steps.last().copied().unwrap_or_default().add(change)?);
                self.timeline.first_booking.get_or_insert(date);
            }
        }
        self.journal.lens().view(&self.postings, &mut self.seen)?;
        for posting in &self.seen {
            self.timeline.first_booking.get_or_insert(date);
            match posting.heading {
                Heading::Cash => self.timeline.move_cash(date, posting.amount)?,
                Heading::Outside => {
                    self.timeline.flows.push(Flow::cash(date, posting.amount.negate()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn post(&mut self, of: &Transaction, effect: &Effect<'_>) {
        let mut post = |account, heading, instrument, amount| {
            self.postings.push(Posting {
                transaction: of.id,
                account,
                heading,
                instrument,
                amount,
            });
        };
        match *effect {
            Effect::Post { account, heading, instrument, amount } => {
                post(account, heading, instrument, amount);
            }
            Effect::Transfer { from, to, paid, received } => {
                let postings = self.journal.lens().transfer(from, to, paid, received);
                postings
                    .for_each(|(account, heading, amount)| post(account, heading, None, amount));
            }
            _ => {}
        }
    }

    /// The units that the effect moves over the border. `first` is the place of its first move.
    fn cross(
        &mut self,
        date: BusinessDate,
        effect: &Effect<'_>,
        first: usize,
    ) -> Result<(), LedgerError> {
        let lens = self.journal.lens();
        match *effect {
            Effect::Cross { account, instrument, units, value } => {
                let share = lens.share(account, instrument)?;
                let carries_lots = units.is_positive();
                self.flow(date, instrument, units, value, share.value(), carries_lots)
            }
            Effect::Carry { from, to, instrument, units, value, .. } => {
                let (left, arrived) = (lens.share(from, instrument)?, lens.share(to, instrument)?);
                let share = decimal::subtract(arrived.value(), left.value())?;
                let owed = self.moves.iter().skip(first).any(|moved| match moved.account {
                    account if account == from => moved.change.is_positive(),
                    _ => moved.change.is_negative(),
                });
                let (units, value) = match owed {
                    true => (units.negate(), value.map(Money::negate)),
                    false => (units, value),
                };
                self.flow(date, instrument, units, value, share, true)
            }
            Effect::Convert(Conversion { account, from, into, .. }) => {
                let (left, arrived) = (lens.share(account, from)?, lens.share(account, into)?);
                let share = decimal::subtract(arrived.value(), left.value())?;
                let mut moves = self.moves.iter().skip(first);
                let received = moves.find(|moved| moved.instrument == into);
                let Some(units) = received.map(|moved| moved.change) else { return Ok(()) };
                self.flow(date, into, units, None, share, true)
            }
            _ => Ok(()),
        }
    }

    fn flow(
        &mut self,
        date: BusinessDate,
        instrument: InstrumentId,
        units: Quantity,
        value: Option<Money>,
        share: Decimal,
        carries_lots: bool,
    ) -> Result<(), LedgerError> {
        if share.is_zero() || units.is_zero() {
            return Ok(());
        }
        let share = Weight::new(share);
        let worth = match value {
            Some(value) => Worth::Money(scale(value, share)?),
            None => Worth::Units(instrument, scale_units(units, share)?),
        };
        self.timeline.flows.push(Flow { date, worth, carries_lots });
        Ok(())
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
