//! Lots that a disposal may take from.

mod lots;

use std::collections::BTreeMap;

use super::{LedgerError, LotPick};
use crate::ids::AccountId;
use crate::model::LotMethod;
use crate::money::{Currency, Decimal, MoneyError, decimal};

use lots::Lots;
pub(super) use lots::{Cost, CostSpread, OpenLot};

/// Whether units are owned or owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Units owned.
    Long,
    /// Units sold that were borrowed.
    Short,
}

/// The lots of one instrument that a disposal may take from.
///
/// Each lot lies in an account. When a sale takes an older lot that lies in another account of the pool, that
/// account gets as many units of the selling account in exchange, cost and date included: each account goes on
/// holding as many units as its custodian says, and the pool as a whole has sold the oldest. The same goes for
/// short positions and the purchases that cover them.
#[derive(Debug)]
pub(super) struct Pool {
    currency: Currency,
    long: Lots,
    short: Lots,
    /// Units of each account: below zero where it is short.
    held: BTreeMap<AccountId, Decimal>,
}

impl Pool {
    pub(super) fn new(method: LotMethod, currency: Currency) -> Self {
        Self { currency, long: Lots::new(method), short: Lots::new(method), held: BTreeMap::new() }
    }

    pub(super) const fn currency(&self) -> Currency {
        self.currency
    }

    /// The units of the account: below zero where it is short.
    pub(super) fn held(&self, account: AccountId) -> Decimal {
        self.held.get(&account).copied().unwrap_or_default()
    }

    pub(super) fn add(&mut self, side: Side, lot: OpenLot) -> Result<(), MoneyError> {
        self.change(side, lot.account, lot.units)?;
        self.lots_of(side).add(lot)
    }

    /// Takes so many units for a disposal by the account, out of the lots of the whole pool, and returns them lot by
    /// lot with their cost; none if the pool holds fewer.
    pub(super) fn take(
        &mut self,
        side: Side,
        account: AccountId,
        units: Decimal,
        picks: &[LotPick],
        number: &mut u64,
    ) -> Result<Option<Vec<OpenLot>>, LedgerError> {
        self.change(side, account, -units)?;
        let lots = self.lots_of(side);
        let Some(taken) = lots.take(units, picks, None)? else {
            return Ok(None);
        };
        for lot in taken.iter().filter(|lot| lot.account != account) {
            lots.hand_over(account, lot.account, lot.units, number)?;
        }
        Ok(Some(taken))
    }

    /// Takes so many units out of the account's own lots; none if it holds fewer.
    pub(super) fn take_own(
        &mut self,
        side: Side,
        account: AccountId,
        units: Decimal,
        picks: &[LotPick],
    ) -> Result<Option<Vec<OpenLot>>, LedgerError> {
        self.change(side, account, -units)?;
        self.lots_of(side).take(units, picks, Some(account))
    }

    /// Takes all units of the account, on whichever side it holds them.
    pub(super) fn take_all(
        &mut self,
        account: AccountId,
    ) -> Result<(Side, Vec<OpenLot>), LedgerError> {
        let held = self.held.remove(&account).unwrap_or_default();
        let side = if held < Decimal::ZERO { Side::Short } else { Side::Long };
        Ok((side, self.lots_of(side).take_all(account)?))
    }

    /// The lots as they stand on one side, in the order in which they were acquired.
    pub(super) fn open(&self, side: Side) -> Result<Vec<OpenLot>, MoneyError> {
        match side {
            Side::Long => self.long.open(),
            Side::Short => self.short.open(),
        }
    }

    fn lots_of(&mut self, side: Side) -> &mut Lots {
        match side {
            Side::Long => &mut self.long,
            Side::Short => &mut self.short,
        }
    }

    fn change(&mut self, side: Side, account: AccountId, units: Decimal) -> Result<(), MoneyError> {
        let signed = match side {
            Side::Long => units,
            Side::Short => -units,
        };
        let held = self.held.entry(account).or_default();
        *held = decimal::add(*held, signed)?;
        Ok(())
    }
}
