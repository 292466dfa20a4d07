//! Transactions.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, ClientId, PortfolioId, TransactionId, UserId};
use crate::ledger::{Booking, Charge, Event, LedgerError, Transaction};
use crate::model::{Note, Reference};
use crate::money::Money;
use crate::ports::{Cursor, TransactionFilter};
use crate::time::{BusinessDate, Period, TimeError, TimeOfDay, Timestamp};

/// Records transactions: all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordTransactions {
    /// What is to be recorded. Bookings of one day count in this order where their time and kind leave it open.
    pub transactions: Vec<NewTransaction>,
}

/// A transaction to record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTransaction {
    /// The account it is booked in.
    pub account: AccountId,
    /// The day it counts for.
    pub date: BusinessDate,
    /// The time of the day at which it happened, where it is known: it orders the bookings of the day.
    pub time: Option<TimeOfDay>,
    /// What happened.
    pub event: Event,
    /// Fees and taxes inside it.
    #[serde(default)]
    pub charges: Vec<Charge>,
    /// The cash really moved, charges included, where it is in another currency than the event.
    pub settlement: Option<Money>,
    /// The custodian's id of the booking, unique in the account.
    pub reference: Option<Reference>,
    /// What somebody wants to add.
    pub memo: Option<Note>,
}

impl NewTransaction {
    pub(crate) fn booking(&self) -> Result<Booking, LedgerError> {
        let (event, charges) = (self.event.clone(), self.charges.clone());
        let booking = Booking::new(self.account, self.date, event, charges)?;
        let booking = match self.time {
            Some(time) => booking.at(time),
            None => booking,
        };
        self.settlement.map_or(Ok(booking.clone()), |amount| booking.settled(amount))
    }
}

/// Which transactions, and which page of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListTransactions {
    /// Of this client's accounts.
    pub client: Option<ClientId>,
    /// Of this portfolio's accounts.
    pub portfolio: Option<PortfolioId>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// Dated after this day.
    pub start: Option<BusinessDate>,
    /// Dated up to this day.
    pub end: Option<BusinessDate>,
    /// The `next` of the page before; none for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    pub limit: Option<u32>,
}

impl ListTransactions {
    pub(crate) fn filter(&self) -> Result<TransactionFilter, TimeError> {
        let period = if self.start.is_none() && self.end.is_none() {
            None
        } else {
            let start = self.start.map_or_else(|| BusinessDate::new(1583, 1, 1), Ok)?;
            let end = self.end.map_or_else(|| BusinessDate::new(9999, 12, 31), Ok)?;
            Some(Period::new(start, end)?)
        };
        let Self { client, portfolio, account, .. } = *self;
        Ok(TransactionFilter { client, portfolio, account, period })
    }
}

/// A transaction as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransactionView {
    /// Its identity.
    pub id: TransactionId,
    /// The account it is booked in.
    pub account: AccountId,
    /// The day it counts for.
    pub date: BusinessDate,
    /// The time of the day at which it happened, where it is known.
    pub time: Option<TimeOfDay>,
    /// Order among the bookings of one day.
    pub sequence: u64,
    /// What happened.
    pub event: Event,
    /// Fees and taxes inside it.
    pub charges: Vec<Charge>,
    /// The cash really moved, charges included, where it is in another currency than the event.
    pub settlement: Option<Money>,
    /// The custodian's id of the booking.
    pub reference: Option<Reference>,
    /// What somebody wanted to add.
    pub memo: Option<Note>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub recorded_by: UserId,
}

impl From<Transaction> for TransactionView {
    fn from(transaction: Transaction) -> Self {
        let booking = transaction.booking;
        Self {
            id: transaction.id,
            account: booking.account(),
            date: booking.date(),
            time: booking.time(),
            sequence: transaction.sequence,
            event: booking.event().clone(),
            charges: booking.charges().to_vec(),
            settlement: booking.settlement(),
            reference: transaction.reference,
            memo: transaction.memo,
            recorded_at: transaction.recorded_at,
            recorded_by: transaction.recorded_by,
        }
    }
}
