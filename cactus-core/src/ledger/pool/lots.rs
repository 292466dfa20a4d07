//! Lots on one side of a pool, in the order in which they are taken.

use std::collections::BTreeMap;

use super::super::share::{Spread, part};
use super::super::{LedgerError, LotPick};
use crate::ids::{AccountId, TransactionId};
use crate::model::LotMethod;
use crate::money::{Decimal, MoneyError, Quantity, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, both};

/// Units of one instrument, acquired together, in one account. Of a short position, units sold together: their
/// cost is what they brought.
#[derive(Debug, Clone)]
pub(in super::super) struct OpenLot {
    pub(in super::super) account: AccountId,
    pub(in super::super) opened_by: TransactionId,
    pub(in super::super) acquired_on: BusinessDate,
    /// Counts up along the record.
    pub(in super::super) number: u64,
    /// Tells the pieces of a lot apart that lie in several accounts of a pool.
    pub(in super::super) piece: u64,
    /// Zero only where a reverse split left less than the last decimal.
    pub(in super::super) units: Decimal,
    /// What they cost.
    pub(in super::super) cost: Cost,
}

/// A cost in the currency it is counted in, and in the currency of the question.
#[derive(Debug, Clone)]
pub(in super::super) struct Cost {
    pub(in super::super) local: Decimal,
    /// At the rate agreed, or of the day it arose; zero where no currency was asked for.
    pub(in super::super) base: Figure<Decimal>,
}

impl Cost {
    pub(in super::super) const ZERO: Self = Self { local: Decimal::ZERO, base: Ok(Decimal::ZERO) };

    pub(in super::super) fn add(&self, other: &Self) -> Result<Self, MoneyError> {
        let local = decimal::add(self.local, other.local)?;
        Ok(Self { local, base: both(&self.base, &other.base, decimal::add) })
    }

    pub(in super::super) fn subtract(&self, other: &Self) -> Result<Self, MoneyError> {
        let local = decimal::subtract(self.local, other.local)?;
        Ok(Self { local, base: both(&self.base, &other.base, decimal::subtract) })
    }

    /// The part of it that falls on some of the units.
    pub(in super::super) fn part(&self, units: Decimal, of: Decimal) -> Result<Self, MoneyError> {
        let base = self.base.clone();
        Ok(Self {
            local: part(self.local, units, of)?,
            base: base.and_then(|base| part(base, units, of).map_err(|_| Undefined::OutOfRange)),
        })
    }
}

/// Hands out a cost over units, part by part; the parts of all units sum to it.
pub(in super::super) struct CostSpread {
    local: Spread,
    base: Figure<Spread>,
}

impl CostSpread {
    pub(in super::super) fn new(cost: &Cost, of: Decimal) -> Self {
        let base = cost.base.clone().map(|base| Spread::new(base, of));
        Self { local: Spread::new(cost.local, of), base }
    }

    pub(in super::super) fn next(&mut self, units: Decimal) -> Result<Cost, MoneyError> {
        let base = match &mut self.base {
            Ok(spread) => spread.next(units).map_err(|_| Undefined::OutOfRange),
            Err(reason) => Err(reason.clone()),
        };
        Ok(Cost { local: self.local.next(units)?, base })
    }
}

impl OpenLot {
    /// Cuts off some of the units with their part of the cost.
    fn cut(&mut self, units: Decimal) -> Result<Self, MoneyError> {
        let cost = self.cost.part(units, self.units)?;
        self.units = decimal::subtract(self.units, units)?;
        self.cost = self.cost.subtract(&cost)?;
        Ok(Self { units, cost, ..self.clone() })
    }
}

/// Where a lot stands: the lowest is taken first. Cost per unit where the method goes by it, day, number, piece.
type Rank = (Decimal, i64, i64, u64);

/// Lots in the order in which their method takes them.
#[derive(Debug)]
pub(in super::super) struct Lots {
    method: LotMethod,
    lots: BTreeMap<Rank, OpenLot>,
    units: Decimal,
    cost: Cost,
}

impl Lots {
    pub(super) const fn new(method: LotMethod) -> Self {
        Self { method, lots: BTreeMap::new(), units: Decimal::ZERO, cost: Cost::ZERO }
    }

    pub(super) fn add(&mut self, lot: OpenLot) -> Result<(), MoneyError> {
        self.units = decimal::add(self.units, lot.units)?;
        self.cost = self.cost.add(&lot.cost)?;
        self.lots.insert(self.rank(&lot)?, lot);
        Ok(())
    }

    fn rank(&self, lot: &OpenLot) -> Result<Rank, MoneyError> {
        let (day, number) = (i64::from(lot.acquired_on.day_number()), lot.number.cast_signed());
        let per_unit = || match lot.units.is_zero() {
            true => Ok(lot.cost.local),
            false => decimal::divide(lot.cost.local, lot.units),
        };
        Ok(match self.method {
            LotMethod::Fifo | LotMethod::Average | LotMethod::Specific => {
                (Decimal::ZERO, day, number, lot.piece)
            }
            LotMethod::Lifo => (Decimal::ZERO, -day, -number, lot.piece),
            LotMethod::Hifo => (-per_unit()?, day, number, lot.piece),
            LotMethod::LowestCost => (per_unit()?, day, number, lot.piece),
        })
    }

    /// Takes so many units: first out of the lots named, then as the method says; out of the lots of one account
    /// alone if `only` is given. None if there are fewer.
    pub(super) fn take(
        &mut self,
        units: Decimal,
        picks: &[LotPick],
        only: Option<AccountId>,
    ) -> Result<Option<Vec<OpenLot>>, LedgerError> {
        let mut taken = Vec::with_capacity(1);
        let mut missing = units;
        for pick in picks {
            self.pick(pick, only, &mut taken)?;
            missing = decimal::subtract(missing, pick.quantity.value())?;
        }
        while missing > Decimal::ZERO {
            let first = self.lots.iter().find(|(_, lot)| only.is_none_or(|of| lot.account == of));
            let Some(rank) = first.map(|(rank, _)| *rank) else {
                return Ok(None);
            };
            let Some(lot) = self.cut(rank, missing)? else { return Ok(None) };
            missing = decimal::subtract(missing, lot.units)?;
            taken.push(lot);
        }
        if units == self.units {
            // Nothing is left but lots that a reverse split has made smaller than the last decimal.
            taken.extend(std::mem::take(&mut self.lots).into_values());
        }
        self.settle(&mut taken, units)?;
        Ok(Some(taken))
    }

    fn pick(
        &mut self,
        pick: &LotPick,
        only: Option<AccountId>,
        taken: &mut Vec<OpenLot>,
    ) -> Result<(), LedgerError> {
        let mut missing = pick.quantity.value();
        while missing > Decimal::ZERO {
            let named = self.lots.iter().find(|(_, lot)| {
                lot.opened_by == pick.opened_by
                    && pick.acquired_on.is_none_or(|day| lot.acquired_on == day)
                    && only.is_none_or(|of| lot.account == of)
            });
            let not_held = LedgerError::LotNotHeld {
                opened_by: pick.opened_by,
                missing: Quantity::new(missing),
            };
            let rank = named.map(|(rank, _)| *rank).ok_or_else(|| not_held.clone())?;
            let lot = self.cut(rank, missing)?.ok_or(not_held)?;
            missing = decimal::subtract(missing, lot.units)?;
            taken.push(lot);
        }
        Ok(())
    }

    /// Takes the lot of this rank, or so many of its units.
    fn cut(&mut self, rank: Rank, at_most: Decimal) -> Result<Option<OpenLot>, MoneyError> {
        match self.lots.get_mut(&rank) {
            Some(lot) if lot.units > at_most => lot.cut(at_most).map(Some),
            _ => Ok(self.lots.remove(&rank)),
        }
    }

    /// Takes the cost of what was taken out of the whole; under the average method, spreads it over the lots.
    fn settle(&mut self, taken: &mut [OpenLot], units: Decimal) -> Result<(), MoneyError> {
        let cost = if self.method == LotMethod::Average {
            let cost = self.cost.part(units, self.units)?;
            let mut spread = CostSpread::new(&cost, units);
            for lot in taken {
                lot.cost = spread.next(lot.units)?;
            }
            cost
        } else {
            let costs = taken.iter().map(|lot| &lot.cost);
            costs.clone().try_fold(Cost::ZERO, |sum, cost| sum.add(cost))?
        };
        self.units = decimal::subtract(self.units, units)?;
        self.cost = self.cost.subtract(&cost)?;
        Ok(())
    }

    /// Takes all units of an account.
    pub(super) fn take_all(&mut self, account: AccountId) -> Result<Vec<OpenLot>, LedgerError> {
        let of_account = self.lots.values().filter(|lot| lot.account == account);
        let units = decimal::sum(of_account.map(|lot| lot.units))?;
        if units == self.units {
            let mut all: Vec<_> = std::mem::take(&mut self.lots).into_values().collect();
            self.settle(&mut all, units)?;
            return Ok(all);
        }
        Ok(self.take(units, &[], Some(account))?.unwrap_or_default())
    }

    /// Moves units of one account to another, the first in rank first.
    pub(super) fn hand_over(
        &mut self,
        from: AccountId,
        to: AccountId,
        units: Decimal,
        number: &mut u64,
    ) -> Result<(), MoneyError> {
        let mut missing = units;
        while missing > Decimal::ZERO {
            let first = self.lots.iter().find(|(_, lot)| lot.account == from);
            let Some(rank) = first.map(|(rank, _)| *rank) else { break };
            let Some(mut lot) = self.cut(rank, missing)? else { break };
            missing = decimal::subtract(missing, lot.units)?;
            lot.account = to;
            if self.lots.contains_key(&rank) {
                *number += 1;
                lot.piece = *number;
            }
            self.lots.insert(self.rank(&lot)?, lot);
        }
        Ok(())
    }

    /// The lots as they stand, in the order in which they were acquired.
    pub(super) fn open(&self) -> Result<Vec<OpenLot>, MoneyError> {
        let mut lots: Vec<_> = self.lots.values().cloned().collect();
        lots.sort_by_key(|lot| (lot.acquired_on, lot.number, lot.piece));
        if self.method == LotMethod::Average {
            let mut spread = CostSpread::new(&self.cost, self.units);
            for lot in &mut lots {
                lot.cost = spread.next(lot.units)?;
            }
        }
        Ok(lots)
    }
}
