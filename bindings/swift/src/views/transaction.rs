//! Transactions.

use cactus_core::ids::{AccountId, ClientId, PortfolioId, TransactionId, UserId};
use cactus_core::ledger::{Charge, Event};
use cactus_core::model::{Note, Reference};
use cactus_core::money::Money;
use cactus_core::time::{BusinessDate, TimeOfDay, Timestamp};
use cactus_core::views::{Cursor, ListTransactions, NewTransaction, TransactionView};

/// A transaction to record.
#[uniffi::remote(Record)]
pub struct NewTransaction {
    /// The account it is booked in.
    pub account: AccountId,
    /// The day it counts for.
    pub date: BusinessDate,
    /// The time of the day at which it happened, where it is known: it orders the bookings of the day.
    #[uniffi(default)]
    pub time: Option<TimeOfDay>,
    /// What happened.
    pub event: Event,
    /// Fees and taxes inside it.
    #[uniffi(default = [])]
    pub charges: Vec<Charge>,
    /// The cash really moved, charges included, where it is in another currency than the event.
    #[uniffi(default)]
    pub settlement: Option<Money>,
    /// The custodian's id of the booking, unique in the account.
    #[uniffi(default)]
    pub reference: Option<Reference>,
    /// What somebody wants to add.
    #[uniffi(default)]
    pub memo: Option<Note>,
}

/// Which transactions, and which page of them.
#[uniffi::remote(Record)]
pub struct ListTransactions {
    /// Of this client's accounts.
    #[uniffi(default)]
    pub client: Option<ClientId>,
    /// Of this portfolio's accounts.
    #[uniffi(default)]
    pub portfolio: Option<PortfolioId>,
    /// Of this account.
    #[uniffi(default)]
    pub account: Option<AccountId>,
    /// Dated after this day.
    #[uniffi(default)]
    pub start: Option<BusinessDate>,
    /// Dated up to this day.
    #[uniffi(default)]
    pub end: Option<BusinessDate>,
    /// The `next` of the page before; none for the first page.
    #[uniffi(default)]
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    #[uniffi(default)]
    pub limit: Option<u32>,
}

/// A transaction as it stands in the record.
#[uniffi::remote(Record)]
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
