//! Transactions.

use cactus_core::ids::{AccountId, ClientId, InstrumentId, PortfolioId, TransactionId, UserId};
use cactus_core::ledger::{Charge, ChargeKind, Event, SplitRatio, Trade};
use cactus_core::model::{Note, Reference};
use cactus_core::money::{Money, Quantity};
use cactus_core::time::{BusinessDate, Timestamp};
use cactus_core::views::{Cursor, ListTransactions, NewTransaction, TransactionView};

/// A transaction to record.
#[uniffi::remote(Record)]
pub struct NewTransaction {
    /// The account it is booked in.
    pub account: AccountId,
    /// The day it counts for.
    pub date: BusinessDate,
    /// What happened.
    pub event: Event,
    /// Fees and taxes inside it.
    #[uniffi(default = [])]
    pub charges: Vec<Charge>,
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
    /// Order among the bookings of one day.
    pub sequence: u64,
    /// What happened.
    pub event: Event,
    /// Fees and taxes inside it.
    pub charges: Vec<Charge>,
    /// The custodian's id of the booking.
    pub reference: Option<Reference>,
    /// What somebody wanted to add.
    pub memo: Option<Note>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub recorded_by: UserId,
}

/// What happened. All amounts and quantities are above zero; the kind gives the direction.
#[uniffi::remote(Enum)]
pub enum Event {
    /// Units bought for cash of the account.
    Buy(Trade),
    /// Units sold for cash of the account.
    Sell(Trade),
    /// Cash brought in from outside.
    Deposit {
        /// How much.
        amount: Money,
    },
    /// Cash taken out.
    Withdrawal {
        /// How much.
        amount: Money,
    },
    /// Cash moved from the booking's account to another account of the firm.
    CashTransfer {
        /// The receiving account.
        to: AccountId,
        /// How much.
        amount: Money,
    },
    /// A cash dividend, before charges.
    Dividend {
        /// The instrument that paid it.
        instrument: InstrumentId,
        /// How much, before charges.
        amount: Money,
    },
    /// Interest received on cash, before charges.
    Interest {
        /// How much, before charges.
        amount: Money,
    },
    /// A fee charged on its own: custody, advice.
    Fee {
        /// How much.
        amount: Money,
    },
    /// A tax charged on its own.
    Tax {
        /// How much.
        amount: Money,
    },
    /// A split of what the account holds of an instrument.
    Split {
        /// The instrument.
        instrument: InstrumentId,
        /// How many new units for how many old ones.
        ratio: SplitRatio,
    },
}

/// Units against cash.
///
/// On the wire a trade may give its `price` instead of its `consideration`, which is then exactly quantity
/// times price.
#[uniffi::remote(Record)]
pub struct Trade {
    /// What is bought or sold.
    pub instrument: InstrumentId,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// The cash for them before charges, above zero: the amount that was really booked, of which quantity
    /// times price is only an estimate when the broker rounds.
    pub consideration: Money,
}

/// A fee or tax inside a booking. On a purchase it adds to what is paid, elsewhere it lessens what is received.
#[uniffi::remote(Record)]
pub struct Charge {
    /// What it is.
    pub kind: ChargeKind,
    /// How much, above zero, in the currency of the booking.
    pub amount: Money,
}
