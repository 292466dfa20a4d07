//! From an event to what it does.

use super::super::share;
use super::super::{Booking, ChargeKind, Event, Heading, LedgerError, Trade};
use super::{Effect, InCost};
use crate::ids::InstrumentId;
use crate::money::{Money, MoneyError, Quantity, decimal};

/// Writes down what a booking does.
pub(super) struct Compiler<'a, 'e> {
    pub(super) booking: &'a Booking,
    pub(super) in_cost: InCost,
    pub(super) effects: &'e mut Vec<Effect<'a>>,
}

impl Booking {
    /// Appends what the booking does.
    pub(in super::super) fn effects<'a>(
        &'a self,
        in_cost: InCost,
        effects: &mut Vec<Effect<'a>>,
    ) -> Result<(), LedgerError> {
        Compiler { booking: self, in_cost, effects }.compile()
    }

    /// Whether charges of the kind are part of what its units cost or bring.
    pub(in super::super) fn is_in_cost(&self, in_cost: InCost, kind: ChargeKind) -> bool {
        let of_units = matches!(
            self.event(),
            Event::Buy(_) | Event::Sell(_) | Event::Redemption(_) | Event::DeliveryOut { .. }
        );
        of_units && in_cost.holds(kind)
    }
}

impl<'a> Compiler<'a, '_> {
    fn compile(&mut self) -> Result<(), LedgerError> {
        let event = self.booking.event();
        match event {
            Event::Buy(trade) => self.buy(trade),
            Event::Sell(trade) | Event::Redemption(trade) => self.sell(trade),
            Event::Deposit { amount } => self.move_cash(*amount, Heading::Outside),
            Event::Withdrawal { amount } => self.move_cash(amount.negate(), Heading::Outside),
            Event::CashTransfer { to, amount, received } => {
                let (from, received) = (self.booking.account(), received.unwrap_or(*amount));
                self.effects.push(Effect::Transfer { from, to: *to, paid: *amount, received });
                Ok(())
            }
            Event::CurrencyExchange { sold, bought } => {
                self.move_cash(sold.negate(), Heading::Exchange)?;
                self.move_cash(*bought, Heading::Exchange)?;
                let charges = self.expenses(None)?;
                self.post(Heading::Cash, None, charges.negate());
                Ok(())
            }
            Event::Dividend { amount, .. } => self.income(*amount, Heading::Dividends),
            Event::DividendOwed { amount, .. } => self.income(amount.negate(), Heading::Dividends),
            Event::Interest { amount, .. } => self.income(*amount, Heading::Interest),
            Event::InterestCharge { amount } => {
                self.income(amount.negate(), Heading::InterestCharges)
            }
            Event::Fee { amount, .. } => self.income(amount.negate(), Heading::Fees),
            Event::FeeRefund { amount, .. } => self.income(*amount, Heading::Fees),
            Event::Tax { amount, .. } => self.income(amount.negate(), Heading::Taxes),
            Event::TaxRefund { amount, .. } => self.income(*amount, Heading::Taxes),
            _ => self.units(event),
        }
    }

    fn buy(&mut self, trade: &'a Trade) -> Result<(), LedgerError> {
        let instrument = trade.instrument;
        let cost = trade.consideration.add(self.charges_in_cost()?)?;
        self.effects.push(Effect::Acquire {
            account: self.booking.account(),
            instrument,
            units: trade.quantity,
            cost,
            settled: self.settled_part(cost)?,
            acquired_on: self.booking.date(),
            carried: false,
        });
        if let Some(accrued) = trade.accrued {
            self.post(Heading::Interest, Some(instrument), accrued);
        }
        self.expenses(Some(instrument))?;
        self.settle(Some(instrument))
    }

    fn sell(&mut self, trade: &'a Trade) -> Result<(), LedgerError> {
        let instrument = trade.instrument;
        let proceeds = trade.consideration.subtract(self.charges_in_cost()?)?;
        self.effects.push(Effect::Dispose {
            account: self.booking.account(),
            instrument,
            units: trade.quantity,
            proceeds,
            settled: self.settled_part(proceeds)?,
            lots: &trade.lots,
        });
        if let Some(accrued) = trade.accrued {
            self.post(Heading::Interest, Some(instrument), accrued.negate());
        }
        self.expenses(Some(instrument))?;
        self.settle(Some(instrument))
    }

    /// Cash under a heading, and the charges on it: above zero into the account.
    fn income(&mut self, amount: Money, heading: Heading) -> Result<(), LedgerError> {
        let instrument = self.booking.event().instrument();
        self.post(heading, instrument, amount.negate());
        self.expenses(instrument)?;
        self.settle(instrument)
    }

    fn move_cash(&mut self, amount: Money, against: Heading) -> Result<(), LedgerError> {
        self.post(Heading::Cash, None, amount);
        self.post(against, None, amount.negate());
        Ok(())
    }

    /// Moves the cash of the event, in the currency it was settled in.
    pub(super) fn settle(&mut self, instrument: Option<InstrumentId>) -> Result<(), LedgerError> {
        let (Some(own), Some(moved)) = (self.booking.own_cash()?, self.booking.net_cash()?) else {
            return Ok(());
        };
        self.post(Heading::Cash, instrument, moved);
        if self.booking.settlement().is_some() {
            self.post(Heading::Exchange, instrument, moved.negate());
            self.post(Heading::Exchange, instrument, own);
        }
        Ok(())
    }

    /// Posts the charges that are no part of a cost, and returns their sum.
    pub(super) fn expenses(
        &mut self,
        instrument: Option<InstrumentId>,
    ) -> Result<Money, LedgerError> {
        let booking = self.booking;
        let currency = booking.event().gross().map(Money::currency);
        let Some(mut sum) = currency.map(Money::zero) else {
            return Err(LedgerError::NoCharges { kind: booking.event().kind() });
        };
        for charge in booking.charges() {
            if !booking.is_in_cost(self.in_cost, charge.kind) {
                self.post(charge.kind.heading(), instrument, charge.amount);
                sum = sum.add(charge.amount)?;
            }
        }
        Ok(sum)
    }

    /// The charges that are part of what units cost or brought.
    pub(super) fn charges_in_cost(&self) -> Result<Money, MoneyError> {
        let charges = self.booking.charges().iter();
        let inside = charges.filter(|charge| self.booking.is_in_cost(self.in_cost, charge.kind));
        let sum = decimal::sum(inside.map(|charge| charge.amount.amount()))?;
        let currency = self.booking.event().gross().map(Money::currency);
        currency.map(|currency| Money::new(sum, currency)).ok_or(MoneyError::OutOfRange)
    }

    /// The part of the settlement that is for the units, where accrued interest and expenses are in it too.
    pub(super) fn settled_part(&self, for_units: Money) -> Result<Option<Money>, LedgerError> {
        let (Some(settled), Some(own)) = (self.booking.settlement(), self.booking.own_cash()?)
        else {
            return Ok(None);
        };
        let own = own.amount().abs();
        if own == for_units.amount() || own.is_zero() {
            return Ok(Some(settled));
        }
        let part = share::part(settled.amount(), for_units.amount(), own)?;
        Ok(Some(Money::new(part, settled.currency())))
    }

    pub(super) fn post(
        &mut self,
        heading: Heading,
        instrument: Option<InstrumentId>,
        amount: Money,
    ) {
        if !amount.is_zero() {
            let account = self.booking.account();
            self.effects.push(Effect::Post { account, heading, instrument, amount });
        }
    }

    pub(super) fn acquire(&mut self, instrument: InstrumentId, units: Quantity, cost: Money) {
        self.effects.push(Effect::Acquire {
            account: self.booking.account(),
            instrument,
            units,
            cost,
            settled: None,
            acquired_on: self.booking.date(),
            carried: false,
        });
    }
}
