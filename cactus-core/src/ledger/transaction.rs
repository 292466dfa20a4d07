//! A booking, and the record of it.

use super::{Charge, ChargeKind, Event, LedgerError};
use crate::ids::{AccountId, FirmId, TransactionId, UserId};
use crate::model::{Note, Reference};
use crate::money::{Currency, Decimal, Money, MoneyError, decimal};
use crate::time::{BusinessDate, Timestamp};

/// An economic event in an account, valid by itself; whether it fits what came before is the journal's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    account: AccountId,
    date: BusinessDate,
    event: Event,
    charges: Vec<Charge>,
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
        if !charges.is_empty() && !event.takes_charges() {
            return Err(LedgerError::NoCharges { kind: event.kind() });
        }
        if let Some(gross) = event.gross() {
            charges.iter().try_for_each(|charge| charge.check(gross.currency()))?;
        }
        if matches!(event, Event::CashTransfer { to, .. } if to == account) {
            return Err(LedgerError::SameAccount);
        }
        let booking = Self { account, date, event, charges };
        booking.net_cash()?;
        Ok(booking)
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

    /// How the account's cash changes: below zero for a purchase, a withdrawal, a charge; none for a split.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn net_cash(&self) -> Result<Option<Money>, MoneyError> {
        let Some(gross) = self.event.gross() else {
            return Ok(None);
        };
        let received = match self.event {
            Event::Sell(_)
            | Event::Deposit { .. }
            | Event::Dividend { .. }
            | Event::Interest { .. } => gross,
            Event::Buy(_)
            | Event::Withdrawal { .. }
            | Event::CashTransfer { .. }
            | Event::Fee { .. }
            | Event::Tax { .. }
            | Event::Split { .. } => gross.negate(),
        };
        let charges = self.all_charges(gross.currency())?;
        received.subtract(charges).map(Some)
    }
}

/// A booking as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// Its identity.
    pub id: TransactionId,
    /// The firm it belongs to.
    pub firm: FirmId,
    /// Order among the bookings of one day, where the class of the event leaves it open; the store counts up.
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
    /// The key of the one total order: date, class of the event, sequence number.
    #[must_use]
    pub fn order(&self) -> (BusinessDate, u8, u64) {
        (self.booking.date(), self.booking.event().class(), self.sequence)
    }
}
