//! What the ledger refuses.

use crate::error::{Coded, Details, ErrorKind};
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::money::{Currency, Money, MoneyError, Quantity, Weight};
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
    /// A trade that gives a price, in an instrument whose multiplier nobody told it.
    #[error("what a trade at a price comes to needs the multiplier of its instrument")]
    PriceWithoutMultiplier,
    /// A trade after the maturity of a bond or the expiry of an option.
    #[error("`{instrument}` is not traded on {date}: it ended on {matured_on}")]
    Matured {
        /// The instrument.
        instrument: InstrumentId,
        /// The day of the booking.
        date: BusinessDate,
        /// Its last day.
        matured_on: BusinessDate,
    },
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
    /// Amounts that may be nothing are not below it.
    #[error("the {what} of a booking must not be below zero")]
    Negative {
        /// Which part of the booking, such as `value`.
        what: &'static str,
    },
    /// Two amounts of one booking that must be in one currency.
    #[error("amounts in {currency} and in {other} in one booking")]
    TwoCurrencies {
        /// The currency of one.
        currency: Currency,
        /// The currency of the other.
        other: Currency,
    },
    /// Two amounts of one booking that must be in two currencies.
    #[error("both amounts are in {currency}")]
    SameCurrency {
        /// Their currency.
        currency: Currency,
    },
    /// A foreign amount that does not come to what was booked at the rate given.
    #[error("the foreign amount comes to {converted}, not to {booked}")]
    ForeignAmount {
        /// What was booked.
        booked: Money,
        /// What the amount comes to at the rate given.
        converted: Money,
    },
    /// A kind of booking whose cash has no currency but its own.
    #[error("a {kind} is not settled in another currency")]
    NoSettlement {
        /// The kind.
        kind: &'static str,
    },
    /// Only disposals and transfers take from lots.
    #[error("a purchase takes from no lots")]
    LotsOfAPurchase,
    /// More units are named lot by lot than the booking has.
    #[error("lots of {named} named for {quantity}")]
    TooManyPicked {
        /// The units of the lots.
        named: Quantity,
        /// The units of the booking.
        quantity: Quantity,
    },
    /// An opening balance without lots.
    #[error("an opening balance needs a lot")]
    NoLots,
    /// One instrument cannot become itself.
    #[error("`{instrument}` cannot become itself")]
    SameInstrument {
        /// The instrument.
        instrument: InstrumentId,
    },
    /// A share lies between nothing and all.
    #[error("the share {share} is not between 0 and 1")]
    NoShare {
        /// What was given.
        share: Weight,
    },
    /// A lot named is not there, or not with so many units.
    #[error("{missing} units of the lot of `{opened_by}` are not held")]
    LotNotHeld {
        /// The transaction that should have brought it.
        opened_by: TransactionId,
        /// The units that are missing.
        missing: Quantity,
    },
    /// Capital or cash paid on units that are not held.
    #[error("`{account}` held no `{instrument}` on {date}")]
    NothingHeld {
        /// The account.
        account: AccountId,
        /// The instrument.
        instrument: InstrumentId,
        /// The day of the booking.
        date: BusinessDate,
    },
    /// Units came from an account whose record is not given, and no value was agreed on.
    #[error("nothing tells what the units from `{account}` cost")]
    UnknownCost {
        /// The account they came from.
        account: AccountId,
    },
    /// A void of something that is not in the account, is a void itself, or is voided already.
    #[error("there is no `{transaction}` to void")]
    NothingToVoid {
        /// What was to be voided.
        transaction: TransactionId,
    },
    /// A ratio with a zero, or a split of one for one.
    #[error("{new} for {old} is no ratio of units")]
    ImpossibleRatio {
        /// Units after.
        new: u32,
        /// Units before.
        old: u32,
    },
    /// An account booked another ratio than the instrument was split by.
    #[error("`{instrument}` was split {} for {} on {date}, and {} for {} was booked", known.0, known.1, booked.0, booked.1)]
    SplitDiffers {
        /// The instrument.
        instrument: InstrumentId,
        /// The day.
        date: BusinessDate,
        /// The split of the instrument: new and old units.
        known: (u32, u32),
        /// The split that was booked, likewise.
        booked: (u32, u32),
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
    /// A rate at which cost goes over, that is not between the currencies of the two instruments.
    #[error("the rate is between {base} and {quote}, the cost goes over from {from} to {into}")]
    RateBetweenOthers {
        /// One currency of the rate.
        base: Currency,
        /// The other.
        quote: Currency,
        /// The currency of the instrument that is given up, or pays.
        from: Currency,
        /// The currency of the instrument that is received.
        into: Currency,
    },
    /// The account was not open on the day of the booking.
    #[error("the account `{account}` was not open on {date}")]
    AccountNotOpen {
        /// The account.
        account: AccountId,
        /// The day of the booking.
        date: BusinessDate,
    },
    /// Cash in a currency that the account does not hold.
    #[error("the account `{account}` holds no cash in {currency}")]
    CashCurrency {
        /// The account.
        account: AccountId,
        /// The currency.
        currency: Currency,
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
            Self::PriceWithoutMultiplier => "ledger.price_without_multiplier",
            Self::Matured { .. } => "ledger.matured",
            Self::ChargeCurrency { .. } => "ledger.charge_currency",
            Self::PartOfCurrency { .. } => "ledger.part_of_currency",
            Self::NoCharges { .. } => "ledger.no_charges",
            Self::SameAccount => "ledger.same_account",
            Self::Negative { .. } => "ledger.negative",
            Self::TwoCurrencies { .. } => "ledger.two_currencies",
            Self::SameCurrency { .. } => "ledger.same_currency",
            Self::ForeignAmount { .. } => "ledger.foreign_amount",
            Self::NoSettlement { .. } => "ledger.no_settlement",
            Self::LotsOfAPurchase => "ledger.lots_of_a_purchase",
            Self::TooManyPicked { .. } => "ledger.too_many_picked",
            Self::NoLots => "ledger.no_lots",
            Self::SameInstrument { .. } => "ledger.same_instrument",
            Self::NoShare { .. } => "ledger.no_share",
            Self::LotNotHeld { .. } => "ledger.lot_not_held",
            Self::NothingHeld { .. } => "ledger.nothing_held",
            Self::UnknownCost { .. } => "ledger.unknown_cost",
            Self::NothingToVoid { .. } => "ledger.nothing_to_void",
            Self::ImpossibleRatio { .. } => "ledger.impossible_ratio",
            Self::SplitDiffers { .. } => "ledger.split_differs",
            Self::SamePlace { .. } => "ledger.same_place",
            Self::UnknownAccount { .. } => "ledger.unknown_account",
            Self::UnknownInstrument { .. } => "ledger.unknown_instrument",
            Self::WrongCurrency { .. } => "ledger.wrong_currency",
            Self::RateBetweenOthers { .. } => "ledger.rate_between_others",
            Self::AccountNotOpen { .. } => "ledger.account_not_open",
            Self::CashCurrency { .. } => "ledger.cash_currency",
            Self::Oversold { .. } => "ledger.oversold",
            Self::Money(error) => error.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::NotPositive { what } | Self::Negative { what } => {
                Details::from([("what", (*what).to_owned())])
            }
            Self::TwoCurrencies { currency, other } => {
                Details::from([("currency", currency.to_string()), ("other", other.to_string())])
            }
            Self::SameCurrency { currency } => Details::from([("currency", currency.to_string())]),
            Self::ForeignAmount { booked, converted } => Details::from([
                ("booked", booked.to_string()),
                ("converted", converted.to_string()),
            ]),
            Self::TooManyPicked { named, quantity } => {
                Details::from([("named", named.to_string()), ("quantity", quantity.to_string())])
            }
            Self::NoShare { share } => Details::from([("share", share.to_string())]),
            Self::LotNotHeld { opened_by, missing } => Details::from([
                ("opened_by", opened_by.to_string()),
                ("missing", missing.to_string()),
            ]),
            Self::NothingToVoid { transaction } => {
                Details::from([("voided", transaction.to_string())])
            }
            Self::ChargeCurrency { charge, booking } => {
                Details::from([("charge", charge.to_string()), ("booking", booking.to_string())])
            }
            Self::PartOfCurrency { part, major } => {
                Details::from([("part", part.to_string()), ("major", major.to_string())])
            }
            Self::NoCharges { kind } | Self::NoSettlement { kind } => {
                Details::from([("kind", (*kind).to_owned())])
            }
            Self::PriceOrConsideration
            | Self::PriceWithoutMultiplier
            | Self::SameAccount
            | Self::LotsOfAPurchase
            | Self::NoLots => Details::new(),
            Self::ImpossibleRatio { new, old } => {
                Details::from([("new", new.to_string()), ("old", old.to_string())])
            }
            Self::SamePlace { other } => Details::from([("other", other.to_string())]),
            Self::UnknownAccount { account } | Self::UnknownCost { account } => {
                Details::from([("account", account.to_string())])
            }
            Self::UnknownInstrument { instrument } | Self::SameInstrument { instrument } => {
                Details::from([("instrument", instrument.to_string())])
            }
            Self::SplitDiffers { .. }
            | Self::WrongCurrency { .. }
            | Self::RateBetweenOthers { .. }
            | Self::Matured { .. } => self.of_the_instrument(),
            Self::AccountNotOpen { account, date } => {
                Details::from([("account", account.to_string()), ("date", date.to_string())])
            }
            Self::CashCurrency { account, currency } => Details::from([
                ("account", account.to_string()),
                ("currency", currency.to_string()),
            ]),
            Self::NothingHeld { account, instrument, date } => {
                holding(*account, *instrument, *date)
            }
            Self::Oversold { account, instrument, date, held, asked } => {
                let mut details = holding(*account, *instrument, *date);
                details.extend([("held", held.to_string()), ("asked", asked.to_string())]);
                details
            }
            Self::Money(error) => error.details(),
        }
    }
}

impl LedgerError {
    /// The details of a booking that does not fit what the instrument is.
    fn of_the_instrument(&self) -> Details {
        match self {
            Self::SplitDiffers { instrument, date, known, booked } => Details::from([
                ("instrument", instrument.to_string()),
                ("date", date.to_string()),
                ("known", format!("{} for {}", known.0, known.1)),
                ("booked", format!("{} for {}", booked.0, booked.1)),
            ]),
            Self::WrongCurrency { instrument, traded, booked } => Details::from([
                ("instrument", instrument.to_string()),
                ("traded", traded.to_string()),
                ("booked", booked.to_string()),
            ]),
            Self::RateBetweenOthers { base, quote, from, into } => Details::from([
                ("base", base.to_string()),
                ("quote", quote.to_string()),
                ("from", from.to_string()),
                ("into", into.to_string()),
            ]),
            Self::Matured { instrument, date, matured_on } => Details::from([
                ("instrument", instrument.to_string()),
                ("date", date.to_string()),
                ("matured_on", matured_on.to_string()),
            ]),
            _ => Details::new(),
        }
    }
}

fn holding(account: AccountId, instrument: InstrumentId, date: BusinessDate) -> Details {
    Details::from([
        ("account", account.to_string()),
        ("instrument", instrument.to_string()),
        ("date", date.to_string()),
    ])
}
