//! What is held at the end of a day, by account.

use std::collections::BTreeMap;

use super::members::Members;
use super::sums::{Held, Sums};
use crate::ids::{AccountId, InstrumentId};
use crate::ledger::{BaseCurrency, CostBasis, Journal, LedgerError};
use crate::money::{Currency, Money, MoneyError};
use crate::time::BusinessDate;
use crate::undefined::both;
use crate::valuation::PositionCost;

/// What every account holds at the end of a day, with its cost: from this the value of any part of a record is one sum.
///
/// It has no prices in it, but the rates of the days on which lots were acquired.
#[derive(Debug)]
pub(super) struct Snapshot {
    date: BusinessDate,
    currency: Currency,
    /// By account, then by instrument.
    positions: Vec<(AccountId, InstrumentId, Held)>,
    /// By account, then by currency.
    cash: Vec<(AccountId, Money)>,
}

impl Snapshot {
    pub(super) fn new(
        journal: &Journal,
        date: BusinessDate,
        basis: &CostBasis,
        base: BaseCurrency<'_>,
    ) -> Result<Self, LedgerError> {
        let holdings = journal.holdings_in(date, basis, base)?;
        let held = holdings.positions.into_iter().map(|position| {
            let mut converted = Ok(Money::zero(base.currency));
            for cost in position.lots.iter().filter_map(|lot| lot.base_cost.as_ref()) {
                converted = both(&converted, cost, Money::add);
            }
            let cost = PositionCost { local: position.cost, converted };
            let held = Held { quantity: position.quantity, cost };
            (position.account, position.instrument, held)
        });
        let positions = held.collect();
        Ok(Self { date, currency: base.currency, positions, cash: holdings.cash })
    }

    /// How many positions and balances it has.
    pub(super) const fn len(&self) -> usize {
        self.positions.len() + self.cash.len()
    }

    /// What the members hold together: one pass over what is in their accounts.
    pub(super) fn of(&self, members: &Members) -> Result<Sums, MoneyError> {
        let assets = members.assets.as_ref();
        let mut instruments: BTreeMap<InstrumentId, Held> = BTreeMap::new();
        let mut cash: BTreeMap<Currency, Money> = BTreeMap::new();
        let (mut positions, mut balances) = (self.positions.as_slice(), self.cash.as_slice());
        for account in &members.accounts {
            for (_, instrument, held) in next_of(&mut positions, *account, |row| row.0) {
                if assets.is_some_and(|assets| !assets.instruments.contains(instrument)) {
                    continue;
                }
                let nothing = || Held::nothing(held.cost.local.currency(), self.currency);
                instruments.entry(*instrument).or_insert_with(nothing).add(held)?;
            }
            for (_, amount) in next_of(&mut balances, *account, |row| row.0) {
                let currency = amount.currency();
                if assets.is_some_and(|assets| !assets.cash.contains(&currency)) {
                    continue;
                }
                let sum = cash.entry(currency).or_insert_with(|| Money::zero(currency));
                *sum = sum.add(*amount)?;
            }
        }
        Ok(Sums { date: self.date, currency: self.currency, instruments, cash })
    }
}

/// The rows of an account, out of rows in the order of their accounts, of which those after it are left.
fn next_of<'a, T>(rows: &mut &'a [T], account: AccountId, of: impl Fn(&T) -> AccountId) -> &'a [T] {
    let (_, rest) = rows.split_at(ahead(rows, |row| of(row) < account));
    let (own, rest) = rest.split_at(ahead(rest, |row| of(row) == account));
    *rows = rest;
    own
}

/// How many rows at the start are so, of rows that are so up to one of them: in as many steps as the logarithm of their
/// number.
fn ahead<T>(rows: &[T], is_so: impl Fn(&T) -> bool) -> usize {
    let mut reach = 1;
    while rows.get(reach - 1).is_some_and(&is_so) {
        reach *= 2;
    }
    let known = reach / 2;
    let rest = rows.get(known..reach.min(rows.len())).unwrap_or_default();
    known + rest.partition_point(is_so)
}
