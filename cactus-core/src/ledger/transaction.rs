//! A booking, and the record of it.

use super::{Charge, ChargeKind, DayPlace, Event, LedgerError};
use crate::ids::{AccountId, FirmId, TransactionId, UserId};
use crate::model::{Note, Reference};
use crate::money::{Currency, Decimal, Money, MoneyError, decimal};
use crate::time::{BusinessDate, TimeOfDay, Timestamp};

/// An economic event in an account, valid by itself; whether it fits what came before is the journal's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    account: AccountId,
    date: BusinessDate,
    time: Option<TimeOfDay>,
    event: Event,
    charges: Vec<Charge>,
    settlement: Option<Money>,
}

impl Booking {
    /// The event in the account on the day, with the charges inside it.
    ///
    /// # Errors
    /// A [`LedgerError`] if an amount or quantity is not above zero, a charge has another currency or sits on
    /// a kind that takes none, or a transfer goes to its own account.
    pub fn new(
        account: AccountId,
        date: BusinessDate,
        event: Event,
        charges: Vec<Charge>,
    ) -> Result<Self, LedgerError> {
        event.check()?;
        let gross = event.gross().filter(|_| event.takes_charges());
        match gross {
            Some(gross) => {
                charges.iter().try_for_each(|charge| charge.check(gross.currency()))?;
            }
            None if charges.is_empty() => {}
            None => return Err(LedgerError::NoCharges { kind: event.kind() }),
        }
        if event.receiver() == Some(account) {
            return Err(LedgerError::SameAccount);
        }
        let booking = Self { account, date, time: None, event, charges, settlement: None };
        booking.net_cash()?;
        if let Event::DividendReinvested { amount, .. } = booking.event
            && amount.subtract(booking.all_charges(amount.currency())?)?.is_negative()
        {
            return Err(LedgerError::Negative { what: "amount reinvested" });
        }
        Ok(booking)
    }

    /// The same booking, its cash moved in another currency: the amount that the account was really credited or
    /// debited with, charges included. It fixes the rate of the booking, whatever the rates of the day are.
    ///
    /// # Errors
    /// [`LedgerError::NoSettlement`] for a kind whose cash has no currency but its own,
    /// [`LedgerError::SameCurrency`] if it is in the currency of the event, [`LedgerError::NotPositive`].
    ///
    /// ```
    /// use cactus_core::ids::{AccountId, Id, InstrumentId};
    /// use cactus_core::ledger::{Booking, Event};
    /// use cactus_core::money::{Currency, Money};
    ///
    /// let account = AccountId::from_uuid(uuid::Uuid::from_u128(1));
    /// let instrument = InstrumentId::from_uuid(uuid::Uuid::from_u128(1));
    /// let amount = Money::parse("100", Currency::USD)?;
    /// let dividend = Event::Dividend { instrument, amount };
    /// let booking = Booking::new(account, "2024-03-01".parse()?, dividend, Vec::new())?
    ///     .settled(Money::parse("92.31", Currency::EUR)?)?;
    /// assert_eq!(booking.net_cash()?.unwrap().to_string(), "92.31 EUR");
    /// # Ok::<(), cactus_core::Error>(())
    /// ```
    pub fn settled(self, amount: Money) -> Result<Self, LedgerError> {
        let Some(gross) = self.event.gross().filter(|_| self.event.takes_settlement()) else {
            return Err(LedgerError::NoSettlement { kind: self.event.kind() });
        };
        if let Some((major, _)) = amount.currency().major() {
            return Err(LedgerError::PartOfCurrency { part: amount.currency(), major });
        }
        if amount.currency() == gross.currency() {
            return Err(LedgerError::SameCurrency { currency: gross.currency() });
        }
        if !amount.is_positive() {
            return Err(LedgerError::NotPositive { what: "settlement" });
        }
        Ok(Self { settlement: Some(amount), ..self })
    }

    /// The same booking at a time of its day, which orders it there ([`DayPlace`]).
    #[must_use]
    pub fn at(self, time: TimeOfDay) -> Self {
        Self { time: Some(time), ..self }
    }

    /// The account it is booked in.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The day it counts for.
    #[must_use]
    pub const fn date(&self) -> BusinessDate {
        self.date
    }

    /// The time of the day at which it happened, where it is known.
    #[must_use]
    pub const fn time(&self) -> Option<TimeOfDay> {
        self.time
    }

    /// Where it stands among the bookings of its day.
    #[must_use]
    pub fn place(&self) -> DayPlace {
        DayPlace::of(&self.event, self.time)
    }

    /// What happened.
    #[must_use]
    pub const fn event(&self) -> &Event {
        &self.event
    }

    /// The charges inside it.
    #[must_use]
    pub fn charges(&self) -> &[Charge] {
        &self.charges
    }

    /// The cash really moved, above zero, where it is in another currency than the event.
    #[must_use]
    pub const fn settlement(&self) -> Option<Money> {
        self.settlement
    }

    /// The accounts between which it moves units with their lots, from and to.
    pub(super) const fn carried(&self) -> Option<(AccountId, AccountId)> {
        match &self.event {
            Event::InKindTransfer { to, .. } => Some((self.account, *to)),
            _ => None,
        }
    }

    /// The sum of the charges of these kinds, in the booking's currency; zero without charges.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn charged(&self, kinds: &[ChargeKind]) -> Result<Decimal, MoneyError> {
        let matching = self.charges.iter().filter(|charge| kinds.contains(&charge.kind));
        decimal::sum(matching.map(|charge| charge.amount.amount()))
    }

    /// The sum of all charges on a booking in this currency.
    pub(super) fn all_charges(&self, currency: Currency) -> Result<Money, MoneyError> {
        Ok(Money::new(self.charged(ChargeKind::ALL)?, currency))
    }

    /// How the account's cash changes: below zero for a purchase, a withdrawal, a charge; none where no cash moves.
    /// Of a currency exchange it is what was given.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn net_cash(&self) -> Result<Option<Money>, LedgerError> {
        Ok(match (self.own_cash()?, self.settlement) {
            (Some(own), Some(settled)) if own.is_negative() => Some(settled.negate()),
            (Some(_), Some(settled)) => Some(settled),
            (own, None) => own,
            (None, Some(_)) => None,
        })
    }

    /// The cash of the event in its own currency, charges taken off.
    pub(super) fn own_cash(&self) -> Result<Option<Money>, LedgerError> {
        let Some(gross) = self.event.gross() else {
            return Ok(None);
        };
        let received = match &self.event {
            Event::Sell(trade) | Event::Redemption(trade) => trade.gross()?,
            Event::Buy(trade) => trade.gross()?.negate(),
            Event::Deposit { .. }
            | Event::Dividend { .. }
            | Event::Interest { .. }
            | Event::FeeRefund { .. }
            | Event::TaxRefund { .. }
            | Event::ReturnOfCapital { .. }
            | Event::SpinOff(_) => gross,
            Event::Merger(merger) => match (merger.cash, merger.fraction) {
                (Some(part), Some(fraction)) => part.amount.add(fraction.amount)?,
                _ => gross,
            },
            Event::Withdrawal { .. }
            | Event::CashTransfer { .. }
            | Event::CurrencyExchange { .. }
            | Event::DividendOwed { .. }
            | Event::InterestCharge { .. }
            | Event::Fee { .. }
            | Event::Tax { .. } => gross.negate(),
            Event::DeliveryIn { .. }
            | Event::DeliveryOut { .. }
            | Event::DividendInKind { .. }
            | Event::DividendReinvested { .. } => {
                let unpaid = matches!(self.event, Event::DividendReinvested { .. });
                if unpaid || self.charges.is_empty() {
                    return Ok(None);
                }
                Money::zero(gross.currency())
            }
            Event::InKindTransfer { .. }
            | Event::OpeningBalance { .. }
            | Event::Expiry { .. }
            | Event::Split { .. }
            | Event::BonusIssue { .. }
            | Event::Rename { .. }
            | Event::Void { .. } => return Ok(None),
        };
        Ok(Some(received.subtract(self.all_charges(gross.currency())?)?))
    }
}

/// A booking as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// Its identity.
    pub id: TransactionId,
    /// The firm it belongs to.
    pub firm: FirmId,
    /// Order among the bookings of one place in a day; the store counts up.
    pub sequence: u64,
    /// The event.
    pub booking: Booking,
    /// The custodian's id of the booking, unique in its account: the same import twice is booked once.
    pub reference: Option<Reference>,
    /// What somebody wanted to add.
    pub memo: Option<Note>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub recorded_by: UserId,
}

impl Transaction {
    /// The key of the one total order: date, place in the day by time and class of the event ([`DayPlace`] states the
    /// rule), sequence number.
    #[must_use]
    pub fn order(&self) -> (BusinessDate, DayPlace, u64) {
        (self.booking.date(), self.booking.place(), self.sequence)
    }
}
