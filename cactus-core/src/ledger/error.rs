//! What the ledger refuses.

use crate::error::{Coded, Details, ErrorKind};
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::money::{Currency, MoneyError, Quantity};
use crate::time::BusinessDate;

/// A booking that cannot be, by itself or after those before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The amounts and quantities of a booking are above zero; its kind gives the direction.
    #[error("the {what} of a booking must be above zero")]
    NotPositive {
        /// Which part of the booking, such as `quantity`.
        what: &'static str,
    },
    /// A trade gives its price or its consideration, and not both.
    #[error("a trade needs either a price or a consideration")]
    PriceOrConsideration,
    /// Charges are in the currency of the booking's cash.
    #[error("a charge in {charge} on a booking in {booking}")]
    ChargeCurrency {
        /// The currency of the charge.
        charge: Currency,
        /// The currency of the booking.
        booking: Currency,
    },
    /// Cash is kept in whole currencies, also where prices are quoted in parts of one.
    #[error("cash is kept in {major}, not in {part}")]
    PartOfCurrency {
        /// The part, such as `GBp`.
        part: Currency,
        /// The currency it is a part of.
        major: Currency,
    },
    /// A kind of booking that takes no charges.
    #[error("a {kind} takes no charges")]
    NoCharges {
        /// The kind.
        kind: &'static str,
    },
    /// A transfer from an account to itself.
    #[error("a transfer needs two accounts")]
    SameAccount,
    /// A split of one for one, or one with a zero.
    #[error("{new} for {old} is no split")]
    ImpossibleSplit {
        /// Units after.
        new: u32,
        /// Units before.
        old: u32,
    },
    /// Nothing says which of two transactions of the same day and class comes first.
    #[error("the place in the record is taken by `{other}`")]
    SamePlace {
        /// The transaction with the lower id.
        other: TransactionId,
    },
    /// The account of the booking is not among those given.
    #[error("unknown account `{account}`")]
    UnknownAccount {
        /// The account.
        account: AccountId,
    },
    /// The instrument of the booking is not among those given.
    #[error("unknown instrument `{instrument}`")]
    UnknownInstrument {
        /// The instrument.
        instrument: InstrumentId,
    },
    /// The instrument is traded in another currency than the booking says.
    #[error("`{instrument}` is traded in {traded}, not in {booked}")]
    WrongCurrency {
        /// The instrument.
        instrument: InstrumentId,
        /// The currency it is traded in.
        traded: Currency,
        /// The currency of the booking.
        booked: Currency,
    },
    /// The account was not open on the day of the booking.
    #[error("the account `{account}` was not open on {date}")]
    AccountNotOpen {
        /// The account.
        account: AccountId,
        /// The day of the booking.
        date: BusinessDate,
    },
    /// More is sold than is held.
    #[error("{asked} of `{instrument}` sold on {date}, {held} held")]
    Oversold {
        /// The account.
        account: AccountId,
        /// The instrument.
        instrument: InstrumentId,
        /// The day of the sale.
        date: BusinessDate,
        /// How many were held before the sale.
        held: Quantity,
        /// How many were to be sold.
        asked: Quantity,
    },
    /// The arithmetic has no exact answer.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The first transaction of a record that does not fit, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct Misfit {
    /// The transaction.
    pub transaction: TransactionId,
    /// Why it does not fit.
    pub error: LedgerError,
}

impl Coded for Misfit {
    fn kind(&self) -> ErrorKind {
        self.error.kind()
    }

    fn code(&self) -> &'static str {
        self.error.code()
    }

    fn details(&self) -> Details {
        let mut details = self.error.details();
        details.insert("transaction", self.transaction.to_string());
        details
    }
}

impl Coded for LedgerError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Money(error) => error.kind(),
            _ => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotPositive { .. } => "ledger.not_positive",
            Self::PriceOrConsideration => "ledger.price_or_consideration",
            Self::ChargeCurrency { .. } => "ledger.charge_currency",
            Self::PartOfCurrency { .. } => "ledger.part_of_currency",
            Self::NoCharges { .. } => "ledger.no_charges",
            Self::SameAccount => "ledger.same_account",
            Self::ImpossibleSplit { .. } => "ledger.impossible_split",
            Self::SamePlace { .. } => "ledger.same_place",
            Self::UnknownAccount { .. } => "ledger.unknown_account",
            Self::UnknownInstrument { .. } => "ledger.unknown_instrument",
            Self::WrongCurrency { .. } => "ledger.wrong_currency",
            Self::AccountNotOpen { .. } => "ledger.account_not_open",
            Self::Oversold { .. } => "ledger.oversold",
            Self::Money(error) => error.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::NotPositive { what } => Details::from([("what", (*what).to_owned())]),
            Self::ChargeCurrency { charge, booking } => {
                Details::from([("charge", charge.to_string()), ("booking", booking.to_string())])
            }
            Self::PartOfCurrency { part, major } => {
                Details::from([("part", part.to_string()), ("major", major.to_string())])
            }
            Self::NoCharges { kind } => Details::from([("kind", (*kind).to_owned())]),
            Self::PriceOrConsideration | Self::SameAccount => Details::new(),
            Self::ImpossibleSplit { new, old } => {
                Details::from([("new", new.to_string()), ("old", old.to_string())])
            }
            Self::SamePlace { other } => Details::from([("other", other.to_string())]),
            Self::UnknownAccount { account } => Details::from([("account", account.to_string())]),
            Self::UnknownInstrument { instrument } => {
                Details::from([("instrument", instrument.to_string())])
            }
            Self::WrongCurrency { instrument, traded, booked } => Details::from([
                ("instrument", instrument.to_string()),
                ("traded", traded.to_string()),
                ("booked", booked.to_string()),
            ]),
            Self::AccountNotOpen { account, date } => {
                Details::from([("account", account.to_string()), ("date", date.to_string())])
            }
            Self::Oversold { account, instrument, date, held, asked } => Details::from([
                ("account", account.to_string()),
                ("instrument", instrument.to_string()),
                ("date", date.to_string()),
                ("held", held.to_string()),
                ("asked", asked.to_string()),
            ]),
            Self::Money(error) => error.details(),
        }
    }
}
