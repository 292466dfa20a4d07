//! What each effect on units does to the lots.

use super::super::effect::{Conversion, Effect};
use super::super::pool::{Cost, OpenLot, Side};
use super::super::share::{Spread, digits};
use super::super::{Heading, LedgerError, LotPick, Transaction};
use super::Fold;
use super::lots::{Closed, Parcel, Recount, oversold};
use crate::ids::{AccountId, InstrumentId};
use crate::money::{Currency, Decimal, FxRate, Money, MoneyError, Quantity, Rounding, decimal};
use crate::undefined::{Figure, both};

impl Fold<'_> {
    pub(super) fn move_units(
        &mut self,
        of: &Transaction,
        effect: &Effect<'_>,
    ) -> Result<(), LedgerError> {
        match *effect {
            Effect::Acquire { account, instrument, units, cost, settled, acquired_on, carried } => {
                let at_rate =
                    self.base.map_or(Ok(Decimal::ZERO), |base| base.convert(cost, acquired_on));
                let base = self.agreed(settled).unwrap_or_else(|| at_rate.clone());
                let share = self.share(account, instrument)?;
                if carried {
                    self.carry_cost(&base, share);
                }
                self.agree(&both(&base, &at_rate, decimal::subtract), share);
                let mut parcel = self.parcel(of, account, instrument, units, cost, base)?;
                parcel.acquired_on = acquired_on;
                self.bring_in(of, &parcel)
            }
            Effect::Dispose { account, instrument, units, proceeds, settled, lots } => {
                let at_rate = self.in_base(proceeds, &of.booking);
                let base = self.agreed(settled).unwrap_or_else(|| at_rate.clone());
                let share = self.share(account, instrument)?;
                self.agree(&both(&at_rate, &base, decimal::subtract), share);
                let parcel = self.parcel(of, account, instrument, units, proceeds, base)?;
                self.send_out(of, &parcel, lots)
            }
            Effect::Expire { account, instrument } => self.expire(of, account, instrument),
            Effect::Carry { from, to, instrument, units, value, lots } => {
                self.carry(of, (from, to), instrument, units, value, lots)
            }
            Effect::Split { account, instrument, ratio } => {
                let Some(pool) = self.known_pool(account, instrument)? else { return Ok(()) };
                let (side, lots) = pool.take_all(account)?;
                let held = decimal::sum(lots.iter().map(|lot| lot.units))?;
                let mut recount = Recount::new(ratio, held);
                for lot in lots {
                    let units = recount.next(lot.units)?;
                    pool.add(side, OpenLot { units, ..lot })?;
                }
                Ok(())
            }
            Effect::ReturnCapital { account, instrument, amount, settled } => {
                self.return_capital(of, account, instrument, amount, settled)
            }
            Effect::Convert(conversion) => self.convert(of, &conversion),
            Effect::Post { .. } | Effect::Transfer { .. } | Effect::Cross { .. } => Ok(()),
        }
    }

    /// The amount settled, if that is in the currency of the question: then the agreed rate counts.
    fn agreed(&self, settled: Option<Money>) -> Option<Figure<Decimal>> {
        let base = self.base?;
        settled.filter(|of| of.currency() == base.currency).map(|of| Ok(of.amount()))
    }

    fn parcel(
        &self,
        of: &Transaction,
        account: AccountId,
        instrument: InstrumentId,
        units: Quantity,
        worth: Money,
        base: Figure<Decimal>,
    ) -> Result<Parcel, LedgerError> {
        let currency = worth.currency();
        let charges = of.booking.charges().iter().map(|charge| charge.amount.amount());
        Ok(Parcel {
            account,
            instrument,
            currency,
            units: units.value(),
            worth: Cost { local: worth.amount(), base },
            charges: decimal::sum(charges)?,
            opened_by: of.id,
            acquired_on: of.booking.date(),
        })
    }

    fn expire(
        &mut self,
        of: &Transaction,
        account: AccountId,
        instrument: InstrumentId,
    ) -> Result<(), LedgerError> {
        let Some(pool) = self.known_pool(account, instrument)? else { return Ok(()) };
        let currency = pool.currency();
        let (side, lots) = pool.take_all(account)?;
        let parcel = nothing(of, account, instrument, currency);
        for lot in &lots {
            let (proceeds, cost) = match side {
                Side::Long => (Cost::ZERO, lot.cost.clone()),
                Side::Short => (lot.cost.clone(), Cost::ZERO),
            };
            let charges = Decimal::ZERO;
            let closed = Closed { side, lot, units: lot.units, proceeds, cost, charges };
            self.close(of, &parcel, &closed)?;
        }
        Ok(())
    }

    fn carry(
        &mut self,
        of: &Transaction,
        (from, to): (AccountId, AccountId),
        instrument: InstrumentId,
        units: Quantity,
        value: Option<Money>,
        picks: &[LotPick],
    ) -> Result<(), LedgerError> {
        let knows = |account| self.journal.known().contains_key(&account);
        let (knows_from, knows_to) = (knows(from), knows(to));
        if !knows_from {
            let value = value.ok_or(LedgerError::UnknownCost { account: from })?;
            let base = self.in_base(value, &of.booking);
            let share = self.share(to, instrument)?;
            self.carry_cost(&base, share);
            let parcel = self.parcel(of, to, instrument, units, value, base)?;
            return self.bring_in(of, &parcel);
        }
        let short = || oversold(of, from, instrument, Decimal::ZERO, units.value());
        let pool = self.known_pool(from, instrument)?.ok_or_else(short)?;
        let currency = pool.currency();
        let side = if pool.held(from) < Decimal::ZERO { Side::Short } else { Side::Long };
        let lots = pool.take_own(side, from, units.value(), picks)?.ok_or_else(short)?;
        let (share_from, share_to) = (self.share(from, instrument)?, self.share(to, instrument)?);
        let leaving = nothing(of, from, instrument, currency);
        for lot in lots {
            let (left, arrived) = gone_over(side, &lot.cost);
            self.post(of, &leaving, Heading::Cost, left.local);
            self.carry_cost(&left.base, share_from);
            if knows_to {
                self.carry_cost(&arrived.base, share_to);
                let parcel =
                    arriving(of, to, instrument, currency, &lot, lot.units, lot.cost.clone());
                match side {
                    Side::Long => self.bring_in(of, &parcel)?,
                    Side::Short => self.send_out(of, &parcel, &[])?,
                }
            }
        }
        Ok(())
    }

    fn return_capital(
        &mut self,
        of: &Transaction,
        account: AccountId,
        instrument: InstrumentId,
        amount: Money,
        settled: Option<Money>,
    ) -> Result<(), LedgerError> {
        let at_rate = self.in_base(amount, &of.booking);
        let base = self.agreed(settled).unwrap_or_else(|| at_rate.clone());
        let share = self.share(account, instrument)?;
        self.agree(&both(&at_rate, &base, decimal::subtract), share);
        let nothing_held =
            LedgerError::NothingHeld { account, instrument, date: of.booking.date() };
        let Some(pool) = self.known_pool(account, instrument)? else { return Err(nothing_held) };
        let currency = pool.currency();
        let (side, lots) = pool.take_all(account)?;
        let held = decimal::sum(lots.iter().map(|lot| lot.units))?;
        let parcel = nothing(of, account, instrument, currency);
        let paid = Cost { local: amount.amount(), base };
        let mut spread = super::super::pool::CostSpread::new(&paid, held);
        for mut lot in lots {
            let proceeds = spread.next(lot.units)?;
            // What is paid back is cost first, and the same share of it in either currency.
            let returned = proceeds.local.min(lot.cost.local);
            let cost = match lot.cost.local.is_zero() {
                true => Cost::ZERO,
                false => lot.cost.part(returned, lot.cost.local)?,
            };
            lot.cost = lot.cost.subtract(&cost)?;
            let (units, charges) = (Decimal::ZERO, Decimal::ZERO);
            let closed = Closed { side, lot: &lot, units, proceeds, cost, charges };
            self.close(of, &parcel, &closed)?;
            if let Some(pool) = self.known_pool(account, instrument)? {
                pool.add(side, lot)?;
            }
        }
        Ok(())
    }

    fn convert(&mut self, of: &Transaction, by: &Conversion) -> Result<(), LedgerError> {
        let account = by.account;
        let Some(pool) = self.known_pool(account, by.from)? else { return Ok(()) };
        let currency = pool.currency();
        let (side, lots) = pool.take_all(account)?;
        let held = decimal::sum(lots.iter().map(|lot| lot.units))?;
        let before = nothing(of, account, by.from, currency);
        let (share_from, share_into) =
            (self.share(account, by.from)?, self.share(account, by.into)?);
        let mut recount = Recount::new(by.ratio, held);
        let (cash, cost_share) = by.cash.map_or((Decimal::ZERO, None), |(amount, share)| {
            (amount.amount(), Some(share.value()))
        });
        let mut proceeds = Spread::new(cash, held);
        for mut lot in lots {
            let units = recount.next(lot.units)?;
            if let Some(cost_share) = cost_share {
                let brought = Money::new(proceeds.next(lot.units)?, currency);
                let base = self.in_base(brought, &of.booking);
                let cost = lot.cost.part(cost_share, Decimal::ONE)?;
                lot.cost = lot.cost.subtract(&cost)?;
                let closed = Closed {
                    side,
                    lot: &lot,
                    units: Decimal::ZERO,
                    proceeds: Cost { local: brought.amount(), base },
                    cost,
                    charges: Decimal::ZERO,
                };
                self.close(of, &before, &closed)?;
            }
            let moved = match by.spun_off {
                Some(share) => lot.cost.part(share.value(), Decimal::ONE)?,
                None => lot.cost.clone(),
            };
            let (left, arrived) = gone_over(side, &moved);
            self.post(of, &before, Heading::Cost, left.local);
            self.carry_cost(&left.base, share_from);
            self.carry_cost(&arrived.base, share_into);
            if by.spun_off.is_some() {
                let rest = OpenLot { cost: lot.cost.subtract(&moved)?, ..lot.clone() };
                if let Some(pool) = self.known_pool(account, by.from)? {
                    pool.add(side, rest)?;
                }
            }
            let (received, worth) = match by.rate {
                Some(rate) => in_other_currency(&moved, currency, rate)?,
                None => (currency, moved),
            };
            if received != currency {
                // What left in one currency arrived in the other, and is the same.
                let after = nothing(of, account, by.into, received);
                self.post(of, &before, Heading::InKind, -left.local);
                self.post(of, &after, Heading::InKind, -gone_over(side, &worth).1.local);
            }
            if !units.is_zero() || !worth.local.is_zero() {
                let parcel = arriving(of, account, by.into, received, &lot, units, worth);
                match side {
                    Side::Long => self.bring_in(of, &parcel)?,
                    Side::Short => self.send_out(of, &parcel, &[])?,
                }
            }
        }
        Ok(())
    }
}

/// A parcel of nothing, where only the instrument counts.
fn nothing(
    of: &Transaction,
    account: AccountId,
    instrument: InstrumentId,
    currency: Currency,
) -> Parcel {
    Parcel {
        account,
        instrument,
        currency,
        units: Decimal::ZERO,
        worth: Cost::ZERO,
        charges: Decimal::ZERO,
        opened_by: of.id,
        acquired_on: of.booking.date(),
    }
}

/// Units of a lot on their way into an account, or into another instrument, with their day and cost.
fn arriving(
    of: &Transaction,
    account: AccountId,
    instrument: InstrumentId,
    currency: Currency,
    lot: &OpenLot,
    units: Decimal,
    worth: Cost,
) -> Parcel {
    Parcel {
        units,
        worth,
        opened_by: lot.opened_by,
        acquired_on: lot.acquired_on,
        ..nothing(of, account, instrument, currency)
    }
}

/// The cost in the other currency of the rate. In the currency of the question it is what it was.
fn in_other_currency(
    cost: &Cost,
    currency: Currency,
    rate: FxRate,
) -> Result<(Currency, Cost), MoneyError> {
    let converted = rate.convert(Money::new(cost.local, currency))?;
    let local = Rounding::HalfEven.round(converted.amount(), digits(cost.local)).normalize();
    Ok((converted.currency(), Cost { local, base: cost.base.clone() }))
}

/// By how much a cost that goes over changes what it leaves, and what it arrives in. The cost of a short position is a
/// credit.
fn gone_over(side: Side, cost: &Cost) -> (Cost, Cost) {
    let less = Cost { local: -cost.local, base: cost.base.clone().map(|base| -base) };
    match side {
        Side::Long => (less, cost.clone()),
        Side::Short => (cost.clone(), less),
    }
}
