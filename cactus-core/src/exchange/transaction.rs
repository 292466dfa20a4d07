//! Transactions of a book.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, InstrumentId};
use crate::ledger::{Booking, Charge, Event, LedgerError, SplitRatio, Trade};
use crate::model::{Key, Note, Reference, Symbol};
use crate::money::{Money, Price, Quantity};
use crate::time::BusinessDate;

/// A transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransactionEntry {
    /// The key of the account it is booked in.
    pub account: Key,
    /// The day it counts for.
    pub date: BusinessDate,
    /// What happened.
    pub event: EventEntry,
    /// Fees and taxes inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Charge>,
    /// The custodian's id of the booking, unique in its account. It tells a booking that is known from one that is
    /// new when a book is imported again; without it, [the content](super::Book::references) does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// What somebody wants to add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Note>,
}

/// What happened: an [`Event`] in the names of the book. All amounts and quantities are above zero; the kind gives
/// the direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EventEntry {
    /// Units bought for cash of the account.
    Buy(TradeEntry),
    /// Units sold for cash of the account.
    Sell(TradeEntry),
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
    /// Cash moved from the booking's account to another account of the book.
    CashTransfer {
        /// The key of the receiving account.
        to: Key,
        /// How much.
        amount: Money,
    },
    /// A cash dividend, before charges.
    Dividend {
        /// The symbol of the instrument that paid it.
        instrument: Symbol,
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
        /// The symbol of the instrument.
        instrument: Symbol,
        /// How many new units for how many old ones.
        ratio: SplitRatio,
    },
}

/// Units against cash: either `price` or `consideration` is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TradeEntry {
    /// The symbol of what is bought or sold.
    pub instrument: Symbol,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// What one unit costs; the cash is then exactly quantity times price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// The cash for all of them before charges, above zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consideration: Option<Money>,
}

/// Which row of a firm each name of a book stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ids {
    /// The accounts by their keys.
    pub(crate) accounts: BTreeMap<Key, AccountId>,
    /// The instruments by their symbols.
    pub(crate) instruments: BTreeMap<Symbol, InstrumentId>,
}

/// Why a transaction of a book is no booking.
pub(super) enum Misfit {
    /// A name that stands for nothing.
    Nameless {
        /// The place of the name within the transaction.
        fields: &'static [&'static str],
        /// What was meant.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// The booking cannot be.
    Ledger(LedgerError),
}

impl<E: Into<LedgerError>> From<E> for Misfit {
    fn from(error: E) -> Self {
        Self::Ledger(error.into())
    }
}

impl Ids {
    fn account(&self, key: &Key, fields: &'static [&'static str]) -> Result<AccountId, Misfit> {
        let id = self.accounts.get(key).copied();
        id.ok_or_else(|| Misfit::Nameless { fields, what: "account", name: key.to_string() })
    }

    fn instrument(&self, symbol: &Symbol) -> Result<InstrumentId, Misfit> {
        let id = self.instruments.get(symbol).copied();
        id.ok_or_else(|| Misfit::Nameless {
            fields: &["event", "instrument"],
            what: "instrument",
            name: symbol.to_string(),
        })
    }
}

impl TransactionEntry {
    /// The booking that it is, where its names stand for these rows.
    pub(super) fn booking(&self, ids: &Ids) -> Result<Booking, Misfit> {
        let account = ids.account(&self.account, &["account"])?;
        let event = self.event.resolve(ids)?;
        Ok(Booking::new(account, self.date, event, self.charges.clone())?)
    }
}

impl EventEntry {
    fn resolve(&self, ids: &Ids) -> Result<Event, Misfit> {
        Ok(match self {
            Self::Buy(trade) => Event::Buy(trade.resolve(ids)?),
            Self::Sell(trade) => Event::Sell(trade.resolve(ids)?),
            Self::Deposit { amount } => Event::Deposit { amount: *amount },
            Self::Withdrawal { amount } => Event::Withdrawal { amount: *amount },
            Self::CashTransfer { to, amount } => {
                Event::CashTransfer { to: ids.account(to, &["event", "to"])?, amount: *amount }
            }
            Self::Dividend { instrument, amount } => {
                Event::Dividend { instrument: ids.instrument(instrument)?, amount: *amount }
            }
            Self::Interest { amount } => Event::Interest { amount: *amount },
            Self::Fee { amount } => Event::Fee { amount: *amount },
            Self::Tax { amount } => Event::Tax { amount: *amount },
            Self::Split { instrument, ratio } => {
                Event::Split { instrument: ids.instrument(instrument)?, ratio: *ratio }
            }
        })
    }
}

impl TradeEntry {
    fn resolve(&self, ids: &Ids) -> Result<Trade, Misfit> {
        let instrument = ids.instrument(&self.instrument)?;
        match (self.price, self.consideration) {
            (Some(price), None) => Ok(Trade::at(instrument, self.quantity, price)?),
            (None, Some(consideration)) => {
                Ok(Trade { instrument, quantity: self.quantity, consideration })
            }
            _ => Err(LedgerError::PriceOrConsideration.into()),
        }
    }
}
