//! Lots that a sale may take from, in the order they were acquired.

use std::collections::VecDeque;

use super::share::{Spread, part};
use super::{LedgerError, Lot, SplitRatio};
use crate::ids::{AccountId, TransactionId};
use crate::model::LotMethod;
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, decimal};
use crate::time::BusinessDate;

/// Units of one instrument, acquired together, in one account.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenLot {
    pub(super) account: AccountId,
    pub(super) opened_by: TransactionId,
    pub(super) acquired_on: BusinessDate,
    /// Zero only where a reverse split left less than the last decimal.
    pub(super) units: Decimal,
    /// What they cost by themselves; the average method goes by the cost of the pool instead.
    pub(super) cost: Decimal,
}

impl OpenLot {
    /// Cuts off some of the units with their part of the cost.
    fn cut(&mut self, units: Decimal) -> Result<Self, MoneyError> {
        let cost = part(self.cost, units, self.units)?;
        self.units = decimal::subtract(self.units, units)?;
        self.cost = decimal::subtract(self.cost, cost)?;
        Ok(Self { units, cost, ..*self })
    }
}

/// The lots of one instrument that a sale may take from.
///
/// Each lot lies in an account. When a sale takes an older lot that lies in another account of the pool, that
/// account gets as many units of the selling account in exchange, cost and date included: each account goes on
/// holding as many units as its custodian says, and the pool as a whole has sold the oldest.
#[derive(Debug)]
pub(super) struct Pool {
    method: LotMethod,
    currency: Currency,
    lots: VecDeque<OpenLot>,
    units: Decimal,
    cost: Decimal,
}

impl Pool {
    pub(super) fn new(method: LotMethod, currency: Currency) -> Self {
        Self { method, currency, lots: VecDeque::new(), units: Decimal::ZERO, cost: Decimal::ZERO }
    }

    pub(super) fn currency(&self) -> Currency {
        self.currency
    }

    pub(super) fn units(&self) -> Quantity {
        Quantity::new(self.units)
    }

    pub(super) fn add(&mut self, lot: OpenLot) -> Result<(), MoneyError> {
        self.units = decimal::add(self.units, lot.units)?;
        self.cost = decimal::add(self.cost, lot.cost)?;
        self.lots.push_back(lot);
        Ok(())
    }

    /// Takes so many units for a sale in the account, and returns them lot by lot with their cost; none if the
    /// pool holds fewer.
    pub(super) fn take(
        &mut self,
        account: AccountId,
        units: Decimal,
    ) -> Result<Option<Vec<OpenLot>>, MoneyError> {
        let mut taken = Vec::with_capacity(1);
        let mut missing = units;
        while missing > Decimal::ZERO {
            let Some(oldest) = self.lots.front_mut() else {
                return Ok(None);
            };
            let lot = if oldest.units <= missing {
                let whole = *oldest;
                self.lots.pop_front();
                whole
            } else {
                oldest.cut(missing)?
            };
            missing = decimal::subtract(missing, lot.units)?;
            taken.push(lot);
        }
        for lot in taken.iter().filter(|lot| lot.account != account) {
            self.hand_over(account, lot.account, lot.units)?;
        }
        self.settle(&mut taken, units)?;
        Ok(Some(taken))
    }

    /// Moves the oldest units of one account to another.
    fn hand_over(
        &mut self,
        from: AccountId,
        to: AccountId,
        units: Decimal,
    ) -> Result<(), MoneyError> {
        let mut missing = units;
        let mut index = 0;
        while let Some(lot) = self.lots.get_mut(index)
            && missing > Decimal::ZERO
        {
            if lot.account == from && lot.units <= missing {
                lot.account = to;
                missing = decimal::subtract(missing, lot.units)?;
            } else if lot.account == from {
                let mut part = lot.cut(missing)?;
                part.account = to;
                self.lots.insert(index, part);
                missing = Decimal::ZERO;
            }
            index += 1;
        }
        Ok(())
    }

    /// Takes the cost of what was sold out of the pool; under the average method, spreads it over the lots.
    fn settle(&mut self, taken: &mut [OpenLot], units: Decimal) -> Result<(), MoneyError> {
        let cost = match self.method {
            LotMethod::Fifo => decimal::sum(taken.iter().map(|lot| lot.cost))?,
            LotMethod::Average => {
                let cost = part(self.cost, units, self.units)?;
                let mut spread = Spread::new(cost, units);
                for lot in taken {
                    lot.cost = spread.next(lot.units)?;
                }
                cost
            }
        };
        self.units = decimal::subtract(self.units, units)?;
        self.cost = decimal::subtract(self.cost, cost)?;
        Ok(())
    }

    /// Counts the units of the account anew; what they cost stays. Lots go by their running total, so that they
    /// sum to what the account holds also where the split leaves no finite decimals.
    pub(super) fn split(
        &mut self,
        account: AccountId,
        ratio: SplitRatio,
    ) -> Result<(), MoneyError> {
        let (mut before, mut after) = (Quantity::ZERO, Quantity::ZERO);
        for lot in self.lots.iter_mut().filter(|lot| lot.account == account) {
            before = before.add(Quantity::new(lot.units))?;
            let total = ratio.apply(before)?;
            lot.units = total.subtract(after)?.value();
            after = total;
        }
        let gained = after.subtract(before)?;
        self.units = decimal::add(self.units, gained.value())?;
        Ok(())
    }

    /// The lots as they stand, oldest first, each with its account.
    pub(super) fn lots(&self) -> impl Iterator<Item = Result<(AccountId, Lot), LedgerError>> {
        let mut spread = Spread::new(self.cost, self.units);
        self.lots.iter().map(move |lot| {
            let cost = match self.method {
                LotMethod::Fifo => lot.cost,
                LotMethod::Average => spread.next(lot.units)?,
            };
            let open = Lot {
                opened_by: lot.opened_by,
                acquired_on: lot.acquired_on,
                quantity: Quantity::new(lot.units),
                cost: Money::new(cost, self.currency),
            };
            Ok((lot.account, open))
        })
    }
}
