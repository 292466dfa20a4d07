//! What is held at the end of a day, by account, and what any part of it is worth.

use std::collections::BTreeMap;

use super::Subject;
use super::members::Members;
use crate::ids::{AccountId, InstrumentId};
use crate::ledger::{BaseCurrency, CostBasis, Journal, LedgerError, Steps, Timeline};
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, Weight, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Undefined, both};
use crate::valuation::{Gains, PositionCost, Valuer};

/// What every account holds at the end of a day, with its cost: from this the value of any part of a record is one sum.
#[derive(Debug)]
pub(super) struct Snapshot<'a> {
    date: BusinessDate,
    journal: &'a Journal,
    base: BaseCurrency<'a>,
    /// By account, then by instrument.
    positions: Vec<Held>,
    /// By account, then by currency.
    cash: Vec<(AccountId, Money)>,
}

#[derive(Debug)]
struct Held {
    account: AccountId,
    instrument: InstrumentId,
    quantity: Quantity,
    cost: PositionCost,
}

impl<'a> Snapshot<'a> {
    pub(super) fn new(
        journal: &'a Journal,
        date: BusinessDate,
        basis: &CostBasis,
        base: BaseCurrency<'a>,
    ) -> Result<Self, LedgerError> {
        let holdings = journal.holdings_in(date, basis, base)?;
        let held = holdings.positions.into_iter().map(|position| {
            let mut converted = Ok(Money::zero(base.currency));
            for cost in position.lots.iter().filter_map(|lot| lot.base_cost.as_ref()) {
                converted = both(&converted, cost, Money::add);
            }
            Held {
                account: position.account,
                instrument: position.instrument,
                quantity: position.quantity,
                cost: PositionCost { local: position.cost, converted },
            }
        });
        Ok(Self { date, journal, base, positions: held.collect(), cash: holdings.cash })
    }

    /// What the members hold and have gained on it.
    pub(super) fn of(&self, subject: &Subject, members: &Members) -> Result<Gains, MoneyError> {
        let weights = members.assets.as_ref().map(|assets| assets.weights(subject)).transpose()?;
        let mut units: BTreeMap<InstrumentId, Quantity> = BTreeMap::new();
        let mut costs: BTreeMap<InstrumentId, PositionCost> = BTreeMap::new();
        let mut cash: BTreeMap<Currency, Decimal> = BTreeMap::new();
        for account in &members.accounts {
            for held in of_account(&self.positions, *account, |held| held.account) {
                let share = match &weights {
                    None => Weight::ONE,
                    Some(weights) => match weights.get(&held.instrument) {
                        Some(share) => *share,
                        None => continue,
                    },
                };
                let sum = units.entry(held.instrument).or_insert(Quantity::ZERO);
                *sum = sum.add(Quantity::new(times(held.quantity.value(), share)?))?;
                let sum = costs.entry(held.instrument).or_insert_with(|| PositionCost {
                    local: Money::zero(held.cost.local.currency()),
                    converted: Ok(Money::zero(self.base.currency)),
                });
                sum.local = sum.local.add(part(held.cost.local, share)?)?;
                let converted = held
                    .cost
                    .converted
                    .clone()
                    .and_then(|cost| part(cost, share).map_err(|_| Undefined::OutOfRange));
                sum.converted = both(&sum.converted, &converted, Money::add);
            }
            for (_, amount) in of_account(&self.cash, *account, |(account, _)| *account) {
                let currency = amount.currency();
                if members.assets.as_ref().is_none_or(|assets| assets.cash.contains(&currency)) {
                    let sum = cash.entry(currency).or_default();
                    *sum = decimal::add(*sum, amount.amount())?;
                }
            }
        }
        let timeline = self.timeline(units, cash);
        let valuer = Valuer::new(&timeline, self.base.market, self.base.currency);
        Ok(valuer.gains_over(self.date, costs))
    }

    fn timeline(
        &self,
        units: BTreeMap<InstrumentId, Quantity>,
        cash: BTreeMap<Currency, Decimal>,
    ) -> Timeline {
        let mut timeline = Timeline::default();
        for (instrument, quantity) in units {
            let splits = self.journal.splits(instrument);
            if !splits.is_empty() {
                timeline.splits.insert(instrument, splits.to_vec());
            }
            timeline.quantities.insert(instrument, on(self.date, quantity));
        }
        let cash = cash.into_iter().map(|(currency, balance)| (currency, on(self.date, balance)));
        timeline.cash = cash.collect();
        timeline
    }
}

/// The rows of an account, in rows that are in the order of their accounts.
fn of_account<T>(rows: &[T], account: AccountId, of: impl Fn(&T) -> AccountId) -> &[T] {
    let first = rows.partition_point(|row| of(row) < account);
    let rest = rows.get(first..).unwrap_or_default();
    rest.get(..rest.partition_point(|row| of(row) == account)).unwrap_or_default()
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
    if share == Weight::ONE { Ok(number) } else { decimal::multiply_rounded(number, share.value()) }
}
