//! What some accounts hold together of some assets, and what any part of it is worth.

use std::collections::BTreeMap;

use super::Subject;
use super::members::Assets;
use crate::ids::InstrumentId;
use crate::ledger::{Steps, Timeline};
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, Weight, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Undefined, both};
use crate::valuation::{Gains, PositionCost, Valuer};

/// Units of an instrument, and what they have cost.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) quantity: Quantity,
    pub(super) cost: PositionCost,
}

impl Held {
    /// None, of an instrument that is paid in `local` and valued in `base`.
    pub(super) fn nothing(local: Currency, base: Currency) -> Self {
        let cost = PositionCost { local: Money::zero(local), converted: Ok(Money::zero(base)) };
        Self { quantity: Quantity::ZERO, cost }
    }

    pub(super) fn add(&mut self, other: &Self) -> Result<(), MoneyError> {
        self.quantity = self.quantity.add(other.quantity)?;
        self.cost.local = self.cost.local.add(other.cost.local)?;
        self.cost.converted = both(&self.cost.converted, &other.cost.converted, Money::add);
        Ok(())
    }

    fn share(&self, share: Weight) -> Result<Self, MoneyError> {
        if share == Weight::ONE {
            return Ok(self.clone());
        }
        let converted = self.cost.converted.clone();
        let converted =
            converted.and_then(|cost| part(cost, share).map_err(|_| Undefined::OutOfRange));
        Ok(Self {
            quantity: Quantity::new(times(self.quantity.value(), share)?),
            cost: PositionCost { local: part(self.cost.local, share)?, converted },
        })
    }
}

/// What some accounts hold together of some assets, at the end of a day; where an instrument belongs to nodes of a
/// taxonomy in part, all of it.
#[derive(Debug)]
pub(super) struct Sums {
    pub(super) date: BusinessDate,
    /// The currency in which cost is told.
    pub(super) currency: Currency,
    pub(super) instruments: BTreeMap<InstrumentId, Held>,
    pub(super) cash: BTreeMap<Currency, Money>,
}

impl Sums {
    /// What the assets among them, or all if none are named, are worth and have gained, each with the share that counts.
    pub(super) fn gains(
        &self,
        subject: &Subject,
        assets: Option<&Assets>,
    ) -> Result<Gains, MoneyError> {
        let mut timeline = Timeline::default();
        let mut costs = BTreeMap::new();
        for (instrument, held) in &self.instruments {
            let share = assets.map(|assets| assets.share(subject, *instrument)).transpose()?;
            let Some(share) = share.unwrap_or(Some(Weight::ONE)) else { continue };
            let Held { quantity, cost } = held.share(share)?;
            let splits = subject.journal.splits(*instrument);
            if !splits.is_empty() {
                timeline.splits.insert(*instrument, splits.to_vec());
            }
            timeline.quantities.insert(*instrument, on(self.date, quantity));
            costs.insert(*instrument, cost);
        }
        let counts = |currency| assets.is_none_or(|assets| assets.cash.contains(currency));
        let cash = self.cash.iter().filter(|(currency, _)| counts(*currency));
        let cash = cash.map(|(currency, sum)| (*currency, on(self.date, sum.amount())));
        timeline.cash = cash.collect();
        let valuer = Valuer::new(&timeline, &subject.market, self.currency);
        Ok(valuer.gains_over(self.date, costs))
    }
}

fn on<T: PartialEq>(date: BusinessDate, value: T) -> Steps<T> {
    let mut steps = Steps::default();
    steps.set(date, value);
    steps
}

fn part(amount: Money, share: Weight) -> Result<Money, MoneyError> {
    Ok(Money::new(times(amount.amount(), share)?, amount.currency()))
}

fn times(number: Decimal, share: Weight) -> Result<Decimal, MoneyError> {
    decimal::multiply_rounded(number, share.value())
}
