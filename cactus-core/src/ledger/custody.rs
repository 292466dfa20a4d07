//! How many units each account holds, along the record.

use std::collections::BTreeMap;

use super::accounts::Accounts;
use super::effect::Effect;
use super::{Booking, LedgerError};
use crate::ids::{AccountId, InstrumentId};
use crate::money::Quantity;

/// Units held per account and instrument: below zero where an account is short. An account that may not be short
/// cannot part with what it does not hold. Nothing is known of what accounts outside the record hold.
#[derive(Debug)]
pub(super) struct Custody<'a> {
    accounts: &'a Accounts,
    held: BTreeMap<(AccountId, InstrumentId), Quantity>,
}

/// A change of the units that one account holds of an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitsMove {
    pub(super) account: AccountId,
    pub(super) instrument: InstrumentId,
    /// Above zero into the account.
    pub(super) change: Quantity,
}

impl<'a> Custody<'a> {
    /// Accounts that hold nothing yet.
    pub(super) const fn of(accounts: &'a Accounts) -> Self {
        Self { accounts, held: BTreeMap::new() }
    }

    /// The units of the account.
    pub(super) fn held(&self, account: AccountId, instrument: InstrumentId) -> Quantity {
        self.held.get(&(account, instrument)).copied().unwrap_or_default()
    }

    /// The accounts with units of the instrument.
    pub(super) fn holders(&self, instrument: InstrumentId) -> Vec<AccountId> {
        let holds = |((account, held), units): (&(AccountId, InstrumentId), &Quantity)| {
            (*held == instrument && !units.is_zero()).then_some(*account)
        };
        self.held.iter().filter_map(holds).collect()
    }

    /// Takes the next effect of a booking, and appends the units it moves.
    pub(super) fn apply(
        &mut self,
        booking: &Booking,
        effect: &Effect<'_>,
        moves: &mut Vec<UnitsMove>,
    ) -> Result<(), LedgerError> {
        match *effect {
            Effect::Acquire { account, instrument, units, .. } => {
                self.change(account, instrument, units, moves)
            }
            Effect::Dispose { account, instrument, units, .. } => {
                self.give(booking, account, instrument, units, moves)
            }
            Effect::Carry { from, to, instrument, units, .. } => {
                let held = self.held(from, instrument);
                if held.is_negative() {
                    self.within(booking, from, instrument, held.negate(), units)?;
                    self.change(from, instrument, units, moves)?;
                    return self.change(to, instrument, units.negate(), moves);
                }
                self.has(booking, from, instrument, units)?;
                self.change(from, instrument, units.negate(), moves)?;
                self.change(to, instrument, units, moves)
            }
            Effect::Expire { account, instrument } => {
                let all = self.held(account, instrument);
                self.change(account, instrument, all.negate(), moves)
            }
            Effect::Split { account, instrument, ratio } => {
                let before = self.held(account, instrument);
                let change = ratio.apply(before)?.subtract(before)?;
                self.change(account, instrument, change, moves)
            }
            Effect::Convert(conversion) => {
                let (account, from) = (conversion.account, conversion.from);
                let before = self.held(account, from);
                if conversion.cash.is_some() {
                    self.holds(booking, account, from)?;
                }
                let received = conversion.ratio.apply(before)?;
                if conversion.spun_off.is_none() {
                    self.change(account, from, before.negate(), moves)?;
                }
                self.change(account, conversion.into, received, moves)
            }
            Effect::ReturnCapital { account, instrument, .. } => {
                self.holds(booking, account, instrument)
            }
            Effect::Post { .. } | Effect::Transfer { .. } | Effect::Cross { .. } => Ok(()),
        }
    }

    fn give(
        &mut self,
        booking: &Booking,
        account: AccountId,
        instrument: InstrumentId,
        units: Quantity,
        moves: &mut Vec<UnitsMove>,
    ) -> Result<(), LedgerError> {
        self.can_give(booking, account, instrument, units)?;
        self.change(account, instrument, units.negate(), moves)
    }

    /// Checks that the receiver of units owed has as many to give for them, or may owe them.
    ///
    /// Only of the whole record: the part that a question about the sender reads may lack what the receiver holds.
    pub(super) fn check_receiver(
        &self,
        booking: &Booking,
        effect: &Effect<'_>,
    ) -> Result<(), LedgerError> {
        match *effect {
            Effect::Carry { from, to, instrument, units, .. }
                if self.held(from, instrument).is_negative() =>
            {
                self.can_give(booking, to, instrument, units)
            }
            _ => Ok(()),
        }
    }

    fn can_give(
        &self,
        booking: &Booking,
        account: AccountId,
        instrument: InstrumentId,
        units: Quantity,
    ) -> Result<(), LedgerError> {
        if self.accounts.get(&account).is_some_and(|known| known.may_be_short) {
            return Ok(());
        }
        self.has(booking, account, instrument, units)
    }

    /// Checks that there are units that something can be paid on.
    fn holds(
        &self,
        booking: &Booking,
        account: AccountId,
        instrument: InstrumentId,
    ) -> Result<(), LedgerError> {
        if self.held(account, instrument).is_positive() || !self.accounts.contains_key(&account) {
            return Ok(());
        }
        Err(LedgerError::NothingHeld { account, instrument, date: booking.date() })
    }

    fn has(
        &self,
        booking: &Booking,
        account: AccountId,
        instrument: InstrumentId,
        asked: Quantity,
    ) -> Result<(), LedgerError> {
        self.within(booking, account, instrument, self.held(account, instrument), asked)
    }

    fn within(
        &self,
        booking: &Booking,
        account: AccountId,
        instrument: InstrumentId,
        held: Quantity,
        asked: Quantity,
    ) -> Result<(), LedgerError> {
        if asked <= held || !self.accounts.contains_key(&account) {
            return Ok(());
        }
        Err(LedgerError::Oversold { account, instrument, date: booking.date(), held, asked })
    }

    fn change(
        &mut self,
        account: AccountId,
        instrument: InstrumentId,
        change: Quantity,
        moves: &mut Vec<UnitsMove>,
    ) -> Result<(), LedgerError> {
        if !self.accounts.contains_key(&account) {
            return Ok(());
        }
        let held = self.held.entry((account, instrument)).or_default();
        *held = held.add(change)?;
        moves.push(UnitsMove { account, instrument, change });
        Ok(())
    }
}
