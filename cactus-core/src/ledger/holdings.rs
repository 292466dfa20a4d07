//! What is held at the end of a day.

use std::collections::BTreeMap;

use super::fold::Fold;
use super::lens::{scale_number, scale_units};
use super::pool::{OpenLot, Side};
use super::{BaseCurrency, CostBasis, Journal, LedgerError, Lot, Scope};
use crate::ids::{AccountId, InstrumentId};
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, decimal};
use crate::threads::try_each;
use crate::time::BusinessDate;
use crate::undefined::Undefined;

/// What the accounts hold at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings {
    /// The day.
    pub as_of: BusinessDate,
    /// What is held of each instrument, by account, then by instrument. Nothing that was sold out.
    pub positions: Vec<Position>,
    /// Cash by account, then by currency; below zero is an overdraft. No balances of zero.
    pub cash: Vec<(AccountId, Money)>,
}

/// What an account holds of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The account.
    pub account: AccountId,
    /// The instrument.
    pub instrument: InstrumentId,
    /// How many units; below zero in a short position.
    pub quantity: Quantity,
    /// What they cost, charges of the purchases included; below zero in a short position: what it brought.
    pub cost: Money,
    /// The lots they came in, oldest first; they sum to quantity and cost.
    pub lots: Vec<Lot>,
}

/// Units of one instrument in several accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// How many units.
    pub quantity: Quantity,
    /// What they cost, charges of the purchases included.
    pub cost: Money,
}

impl Holdings {
    /// What is held of each instrument in all accounts together.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn by_instrument(&self) -> Result<BTreeMap<InstrumentId, Held>, MoneyError> {
        let mut sums: BTreeMap<InstrumentId, Held> = BTreeMap::new();
        for position in &self.positions {
            let sum = sums.entry(position.instrument).or_insert_with(|| Held {
                quantity: Quantity::ZERO,
                cost: Money::zero(position.cost.currency()),
            });
            sum.quantity = sum.quantity.add(position.quantity)?;
            sum.cost = sum.cost.add(position.cost)?;
        }
        Ok(sums)
    }

    /// The cash of all accounts together, by currency.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn total_cash(&self) -> Result<BTreeMap<Currency, Decimal>, MoneyError> {
        sums(self.cash.iter().map(|(_, balance)| *balance))
    }

    /// What all that is held has cost, by currency.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn total_cost(&self) -> Result<BTreeMap<Currency, Decimal>, MoneyError> {
        sums(self.positions.iter().map(|position| position.cost))
    }
}

fn sums(amounts: impl Iterator<Item = Money>) -> Result<BTreeMap<Currency, Decimal>, MoneyError> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for amount in amounts {
        let sum = sums.entry(amount.currency()).or_default();
        *sum = decimal::add(*sum, amount.amount())?;
    }
    Ok(sums)
}

impl Journal {
    /// What the accounts of this record hold at the end of the day.
    ///
    /// # Errors
    /// [`LedgerError::Money`] if a sum needs more than 28 digits, [`LedgerError::LotNotHeld`] if a lot that a booking
    /// names is not there under this basis.
    pub fn holdings(
        &self,
        as_of: BusinessDate,
        basis: &CostBasis,
    ) -> Result<Holdings, LedgerError> {
        self.holdings_with(as_of, basis, None)
    }

    /// The same, with the cost of each lot in the currency of the question too.
    ///
    /// # Errors
    /// As [`Journal::holdings`]. A rate that is missing is a reason in the lots that need it.
    pub fn holdings_in(
        &self,
        as_of: BusinessDate,
        basis: &CostBasis,
        base: BaseCurrency<'_>,
    ) -> Result<Holdings, LedgerError> {
        self.holdings_with(as_of, basis, Some(base))
    }

    /// Threads share the portfolios of a large record.
    fn holdings_with(
        &self,
        as_of: BusinessDate,
        basis: &CostBasis,
        base: Option<BaseCurrency<'_>>,
    ) -> Result<Holdings, LedgerError> {
        let parts = self.apart();
        if parts.len() < 2 {
            return self.holdings_of_all(as_of, basis, base);
        }
        let of_part = |scope: &Scope| self.part(scope)?.holdings_of_all(as_of, basis, base);
        let found = try_each(&parts, of_part)?;
        let (mut positions, mut cash) = (Vec::new(), Vec::new());
        for part in found {
            positions.extend(part.positions);
            cash.extend(part.cash);
        }
        positions.sort_by_key(|position| (position.account, position.instrument));
        cash.sort_by_key(|(account, balance)| (*account, balance.currency()));
        Ok(Holdings { as_of, positions, cash })
    }

    /// In one pass over the whole record.
    fn holdings_of_all(
        &self,
        as_of: BusinessDate,
        basis: &CostBasis,
        base: Option<BaseCurrency<'_>>,
    ) -> Result<Holdings, LedgerError> {
        let mut fold = Fold::new(self, basis, base);
        for transaction in self.until(as_of) {
            fold.apply(transaction)?;
        }
        self.held(&fold, as_of, base)
    }

    /// What is held after so much of the record.
    pub(super) fn held(
        &self,
        fold: &Fold<'_>,
        as_of: BusinessDate,
        base: Option<BaseCurrency<'_>>,
    ) -> Result<Holdings, LedgerError> {
        let mut positions: BTreeMap<(AccountId, InstrumentId), Position> = BTreeMap::new();
        for (instrument, pool) in fold.pools() {
            for side in [Side::Long, Side::Short] {
                for lot in pool.open(side)? {
                    let account = lot.account;
                    let Some(lot) = self.seen(instrument, lot, side, pool.currency(), base)? else {
                        continue;
                    };
                    let position =
                        positions.entry((account, instrument)).or_insert_with(|| Position {
                            account,
                            instrument,
                            quantity: Quantity::ZERO,
                            cost: Money::zero(pool.currency()),
                            lots: Vec::new(),
                        });
                    position.quantity = position.quantity.add(lot.quantity)?;
                    position.cost = position.cost.add(lot.cost)?;
                    position.lots.push(lot);
                }
            }
        }
        Ok(Holdings {
            as_of,
            positions: positions.into_values().collect(),
            cash: fold.cash().filter(|(_, balance)| !balance.is_zero()).collect(),
        })
    }

    /// The lot as the scope of this record sees it; none if it does not.
    pub(super) fn seen(
        &self,
        instrument: InstrumentId,
        lot: OpenLot,
        side: Side,
        currency: Currency,
        base: Option<BaseCurrency<'_>>,
    ) -> Result<Option<Lot>, MoneyError> {
        let share = self.lens().share(lot.account, instrument)?;
        if share.is_zero() {
            return Ok(None);
        }
        let signed = |number: Decimal| match side {
            Side::Long => scale_number(number, share),
            Side::Short => scale_number(-number, share),
        };
        let units = scale_units(Quantity::new(lot.units), share)?;
        Ok(Some(Lot {
            opened_by: lot.opened_by,
            acquired_on: lot.acquired_on,
            quantity: if side == Side::Long { units } else { units.negate() },
            cost: Money::new(signed(lot.cost.local)?, currency),
            base_cost: base.map(|base| {
                let amount = signed(lot.cost.base?).map_err(|_| Undefined::OutOfRange)?;
                Ok(Money::new(amount, base.currency))
            }),
        }))
    }
}
