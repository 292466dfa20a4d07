//! Units that come and go, lot by lot.

use super::super::lens::{scale, scale_number};
use super::super::pool::{Cost, CostSpread, OpenLot, Side};
use super::super::share::Spread;
use super::super::{BaseGain, Heading, LedgerError, LotPick, Posting, RealisedGain, Transaction};
use super::Fold;
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, Weight, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, both};

/// Units of one instrument on their way into an account or out of it.
pub(super) struct Parcel {
    pub(super) account: AccountId,
    pub(super) instrument: InstrumentId,
    pub(super) currency: Currency,
    pub(super) units: Decimal,
    /// What they cost, or what they bring.
    pub(super) worth: Cost,
    /// The charges of the booking that brings or takes them.
    pub(super) charges: Decimal,
    /// The transaction from which they count, and the day.
    pub(super) opened_by: TransactionId,
    pub(super) acquired_on: BusinessDate,
}

/// A lot, or a part of one, for which something came in or was paid.
pub(super) struct Closed<'a> {
    pub(super) side: Side,
    pub(super) lot: &'a OpenLot,
    /// How many units are gone.
    pub(super) units: Decimal,
    pub(super) proceeds: Cost,
    pub(super) cost: Cost,
    pub(super) charges: Decimal,
}

impl Fold<'_> {
    /// Brings units in: they cover first where the account is short, and open a lot with the rest.
    pub(super) fn bring_in(
        &mut self,
        of: &Transaction,
        parcel: &Parcel,
    ) -> Result<(), LedgerError> {
        let Parcel { account, instrument, currency, units, .. } = *parcel;
        let held = self.pool(account, instrument, currency)?.held(account);
        let covered = units.min((-held).max(Decimal::ZERO));
        let mut spread = CostSpread::new(&parcel.worth, units);
        let mut charges = Spread::new(parcel.charges, units);
        if covered > Decimal::ZERO {
            let lots = self.taken(of, parcel, Side::Short, covered, &[])?;
            for lot in &lots {
                let closed = Closed {
                    side: Side::Short,
                    lot,
                    units: lot.units,
                    proceeds: lot.cost.clone(),
                    cost: spread.next(lot.units)?,
                    charges: charges.next(lot.units)?,
                };
                self.close(of, parcel, &closed)?;
            }
        }
        let opened = decimal::subtract(units, covered)?;
        // Less than the last decimal is still a lot: of no units, with its cost.
        if opened > Decimal::ZERO || units.is_zero() {
            let cost = spread.next(opened)?;
            self.post(of, parcel, Heading::Cost, cost.local);
            self.open(parcel, Side::Long, opened, cost)?;
        }
        Ok(())
    }

    /// Sends units out: out of lots held, and on credit beyond them.
    pub(super) fn send_out(
        &mut self,
        of: &Transaction,
        parcel: &Parcel,
        picks: &[LotPick],
    ) -> Result<(), LedgerError> {
        let Parcel { account, instrument, currency, units, .. } = *parcel;
        let held = self.pool(account, instrument, currency)?.held(account);
        let sold = units.min(held.max(Decimal::ZERO));
        let short = decimal::subtract(units, sold)?;
        let may_be_short = self.journal.known().get(&account).is_some_and(|of| of.may_be_short);
        // Whether the receiver of a transfer may owe what moves to it, the whole record has told. Where the question is
        // about the sender alone, the units that the receiver gives for it are not seen.
        let is_received = of.booking.carried().is_some();
        if short > Decimal::ZERO && !may_be_short && !is_received {
            return Err(oversold(of, account, instrument, held, units));
        }
        let mut spread = CostSpread::new(&parcel.worth, units);
        let mut charges = Spread::new(parcel.charges, units);
        if sold > Decimal::ZERO {
            let lots = self.taken(of, parcel, Side::Long, sold, picks)?;
            for lot in &lots {
                let closed = Closed {
                    side: Side::Long,
                    lot,
                    units: lot.units,
                    proceeds: spread.next(lot.units)?,
                    cost: lot.cost.clone(),
                    charges: charges.next(lot.units)?,
                };
                self.close(of, parcel, &closed)?;
            }
        }
        if short > Decimal::ZERO || units.is_zero() {
            let brought = spread.next(short)?;
            self.post(of, parcel, Heading::Cost, -brought.local);
            self.open(parcel, Side::Short, short, brought)?;
        }
        Ok(())
    }

    fn taken(
        &mut self,
        of: &Transaction,
        parcel: &Parcel,
        side: Side,
        units: Decimal,
        picks: &[LotPick],
    ) -> Result<Vec<OpenLot>, LedgerError> {
        let Parcel { account, instrument, currency, .. } = *parcel;
        let mut number = self.number;
        let pool = self.pool(account, instrument, currency)?;
        let held = pool.held(account);
        let lots = pool.take(side, account, units, picks, &mut number)?;
        self.number = number;
        lots.ok_or_else(|| oversold(of, account, instrument, held, units))
    }

    fn open(
        &mut self,
        parcel: &Parcel,
        side: Side,
        units: Decimal,
        cost: Cost,
    ) -> Result<(), LedgerError> {
        self.number += 1;
        let lot = OpenLot {
            account: parcel.account,
            opened_by: parcel.opened_by,
            acquired_on: parcel.acquired_on,
            number: self.number,
            piece: 0,
            units,
            cost,
        };
        let pool = self.pool(parcel.account, parcel.instrument, parcel.currency)?;
        Ok(pool.add(side, lot)?)
    }

    /// Writes down what was gained on a lot that is gone.
    pub(super) fn close(
        &mut self,
        of: &Transaction,
        parcel: &Parcel,
        closed: &Closed<'_>,
    ) -> Result<(), LedgerError> {
        let gain = decimal::subtract(closed.proceeds.local, closed.cost.local)?;
        let cost = match closed.side {
            Side::Long => -closed.cost.local,
            Side::Short => closed.proceeds.local,
        };
        self.post(of, parcel, Heading::Cost, cost);
        self.post(of, parcel, Heading::Realised, -gain);
        let share = self.share(parcel.account, parcel.instrument)?;
        if share.is_zero() {
            return Ok(());
        }
        let money = |amount| scale(Money::new(amount, parcel.currency), share);
        let row = RealisedGain {
            transaction: of.id,
            account: parcel.account,
            instrument: parcel.instrument,
            side: closed.side,
            opened_by: closed.lot.opened_by,
            acquired_on: closed.lot.acquired_on,
            disposed_on: of.booking.date(),
            quantity: Quantity::new(scale_number(closed.units, share)?),
            proceeds: money(closed.proceeds.local)?,
            cost: money(closed.cost.local)?,
            gain: money(gain)?,
            charges: money(closed.charges)?,
            base: self.base_gain(of, closed, Money::new(gain, parcel.currency), share),
        };
        self.entry.gains.push(row);
        Ok(())
    }

    fn base_gain(
        &self,
        of: &Transaction,
        closed: &Closed<'_>,
        gain: Money,
        share: Weight,
    ) -> Option<Figure<BaseGain>> {
        let base = self.base?;
        let money = |amount: &Figure<Decimal>| {
            let scaled = scale_number(amount.clone()?, share).map_err(|_| Undefined::OutOfRange)?;
            Ok(Money::new(scaled, base.currency))
        };
        let of_prices = base.convert(gain, of.booking.date());
        let gained = both(&closed.proceeds.base, &closed.cost.base, decimal::subtract);
        let currency_part = both(&gained, &of_prices, decimal::subtract);
        let row = || {
            Ok(BaseGain {
                proceeds: money(&closed.proceeds.base)?,
                cost: money(&closed.cost.base)?,
                gain: money(&gained)?,
                currency_part: money(&currency_part)?,
            })
        };
        Some(row())
    }

    pub(super) fn post(
        &mut self,
        of: &Transaction,
        parcel: &Parcel,
        heading: Heading,
        amount: Decimal,
    ) {
        if !amount.is_zero() {
            self.postings.push(Posting {
                transaction: of.id,
                account: parcel.account,
                heading,
                instrument: Some(parcel.instrument),
                amount: Money::new(amount, parcel.currency),
            });
        }
    }
}

pub(super) fn oversold(
    of: &Transaction,
    account: AccountId,
    instrument: InstrumentId,
    held: Decimal,
    asked: Decimal,
) -> LedgerError {
    LedgerError::Oversold {
        account,
        instrument,
        date: of.booking.date(),
        held: Quantity::new(held),
        asked: Quantity::new(asked),
    }
}

/// Units after an event that counts them anew, lot by lot. Lots go by their running total, so that they sum to what
/// the account holds also where there are no finite decimals.
pub(super) struct Recount {
    ratio: super::super::UnitRatio,
    whole: Decimal,
    before: Decimal,
    after: Decimal,
}

impl Recount {
    /// Of lots with so many units together.
    pub(super) const fn new(ratio: super::super::UnitRatio, whole: Decimal) -> Self {
        Self { ratio, whole, before: Decimal::ZERO, after: Decimal::ZERO }
    }

    pub(super) fn next(&mut self, units: Decimal) -> Result<Decimal, MoneyError> {
        self.before = decimal::add(self.before, units)?;
        let total = self.ratio.apply_to_part(self.before, self.whole)?;
        let next = decimal::subtract(total, self.after)?;
        self.after = total;
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::UnitRatio;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lots_counted_anew_are_not_below_zero_and_sum_to_what_is_held(
            lots in prop::collection::vec((1..1_000_i64, 0..24_u32), 1..12),
            (new, old) in (1..9_u32, 1..9_u32),
        ) {
            let ratio = UnitRatio::new(new, old).unwrap();
            let lots: Vec<_> = lots.into_iter().map(|(units, scale)| Decimal::new(units, scale)).collect();
            let whole = decimal::sum(lots.iter().copied()).unwrap();
            let Ok(held) = ratio.apply(Quantity::new(whole)) else { return Ok(()) };
            let mut recount = Recount::new(ratio, whole);
            let counted: Vec<_> = lots.iter().map(|units| recount.next(*units).unwrap()).collect();
            prop_assert!(counted.iter().all(|units| *units >= Decimal::ZERO), "{:?}", counted);
            prop_assert_eq!(decimal::sum(counted).unwrap(), held.value());
        }
    }
}
