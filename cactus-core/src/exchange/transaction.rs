//! Transactions of a book.

use serde::{Deserialize, Serialize};

use super::names::{Ids, Misfit, OfAccount};
use crate::ledger::{Booking, Charge, Event};
use crate::model::{Key, Note, Reference, Symbol};
use crate::money::Money;
use crate::time::{BusinessDate, TimeOfDay, Timestamp};

/// A transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransactionEntry {
    /// The key of the account it is booked in.
    pub account: Key,
    /// The day it counts for.
    pub date: BusinessDate,
    /// The time of the day at which it happened, where it is known: it orders the bookings of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeOfDay>,
    /// What happened.
    pub event: EventEntry,
    /// Fees and taxes inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Charge>,
    /// The cash really moved, charges included, where it is in another currency than the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Money>,
    /// The custodian's id of the booking, unique in its account. It tells a booking that is known from one that is
    /// new when a book is imported again; without it, [the content](super::Book::references) does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// What somebody wants to add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Note>,
    /// When it was recorded, which tells what was known on a day; known ever since unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Timestamp>,
}

/// What happened: an [`Event`] in the names of the book. Accounts go by their keys, instruments by their symbols, and
/// earlier transactions by their references.
pub type EventEntry = Event<Key, Symbol, Reference>;

impl TransactionEntry {
    /// The booking that it is, where its names stand for these rows.
    pub(super) fn booking(&self, ids: &Ids) -> Result<Booking, Misfit> {
        let account = ids.account(&self.account, &["account"])?;
        let event = self.event.clone().try_map(&OfAccount { ids, account })?;
        let booking = Booking::new(account, self.date, event, self.charges.clone())?;
        let booking = match self.time {
            Some(time) => booking.at(time),
            None => booking,
        };
        Ok(match self.settlement {
            Some(amount) => booking.settled(amount)?,
            None => booking,
        })
    }
}
