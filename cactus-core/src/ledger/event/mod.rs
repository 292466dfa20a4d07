//! The kinds of economic events.

mod charge;
mod check;
mod corporate;
mod facts;
mod names;
mod ratio;
mod trade;

use serde::{Deserialize, Serialize};

use super::LedgerError;
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::model::Multiplier;
use crate::money::{Money, Quantity};
use crate::time::BusinessDate;

pub use charge::{Charge, ChargeKind, Foreign};
pub use corporate::{CashPart, FractionPaid, Merger, OpeningLot, SpinOff};
pub use names::Names;
pub use ratio::UnitRatio;
pub use trade::{LotPick, Trade};

/// What happened. All amounts and quantities are above zero; the kind gives the direction.
///
/// The record names accounts, instruments and transactions by their ids. A document that stands for itself, such as
/// the [portable book](crate::exchange), says the same events in names of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Event"))]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    deny_unknown_fields,
    bound(deserialize = "A: Deserialize<'de>, I: Deserialize<'de>, T: Deserialize<'de>")
)]
pub enum Event<A = AccountId, I = InstrumentId, T = TransactionId> {
    /// Units bought for cash of the account. Where it is short of them, the purchase covers first.
    Buy(Trade<I, T>),
    /// Units sold for cash of the account. More than is held only where the account may be short.
    Sell(Trade<I, T>),
    /// A bond or note paid back at the end of its life.
    Redemption(Trade<I, T>),
    /// An option, a right or a warrant that ran out: all units of the account go for nothing.
    Expiry {
        /// The instrument.
        instrument: I,
    },
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
        to: A,
        /// How much left.
        amount: Money,
        /// How much arrived, if in another currency.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received: Option<Money>,
    },
    /// One currency sold for another within the account.
    CurrencyExchange {
        /// What was given.
        sold: Money,
        /// What was got for it.
        bought: Money,
    },
    /// Units moved to another account of the firm; lots, days and cost move with them. From an account that is short of
    /// the instrument it is so many of the units owed that move.
    InKindTransfer {
        /// The receiving account.
        to: A,
        /// What was moved.
        instrument: I,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together, where the two accounts have agreed on it; the price of the day otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Money>,
        /// Which lots move, where the owner names them; the lot method decides about the rest.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lots: Vec<LotPick<T>>,
    },
    /// Units brought in from outside.
    DeliveryIn {
        /// What was brought.
        instrument: I,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together: the flow that they are.
        value: Money,
        /// What they had cost; their value unless said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cost: Option<Money>,
        /// When they had been acquired; the day of the booking unless said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acquired_on: Option<BusinessDate>,
    },
    /// Units taken out: a disposal at the agreed value.
    DeliveryOut {
        /// What was taken.
        instrument: I,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together: the flow that they are.
        value: Money,
        /// Which lots leave, where the owner names them; the lot method decides about the rest.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lots: Vec<LotPick<T>>,
    },
    /// What an account held of an instrument when its record begins.
    OpeningBalance {
        /// The instrument.
        instrument: I,
        /// The lots, at least one.
        lots: Vec<OpeningLot>,
        /// What they were worth together; by the price of the day unless said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Money>,
    },
    /// A cash dividend, before charges.
    Dividend {
        /// The instrument that paid it.
        instrument: I,
        /// How much, before charges.
        amount: Money,
    },
    /// A dividend that bought units of the instrument that paid it. They cost what is left after charges.
    DividendReinvested {
        /// The instrument.
        instrument: I,
        /// The dividend, before charges.
        amount: Money,
        /// How many units it bought.
        quantity: Quantity,
    },
    /// A dividend paid in units, of the same instrument or of another.
    DividendInKind {
        /// The instrument that paid it.
        instrument: I,
        /// What was received.
        received: I,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together: the income that they are, and what they cost.
        value: Money,
    },
    /// A dividend that a short holder owes to the lender.
    DividendOwed {
        /// The instrument.
        instrument: I,
        /// How much was paid.
        amount: Money,
    },
    /// Interest received, before charges: on cash, or the coupon of an instrument.
    Interest {
        /// How much, before charges.
        amount: Money,
        /// The instrument that paid it, if one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<I>,
    },
    /// Interest paid on an overdraft or a loan.
    InterestCharge {
        /// How much.
        amount: Money,
    },
    /// A fee charged on its own: custody, advice.
    Fee {
        /// How much.
        amount: Money,
        /// The instrument it is for, if it is for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<I>,
    },
    /// A fee given back.
    FeeRefund {
        /// How much.
        amount: Money,
        /// The instrument it was for, if it was for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<I>,
    },
    /// A tax charged on its own.
    Tax {
        /// How much.
        amount: Money,
        /// The instrument it is on, if it is on one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<I>,
    },
    /// A tax given back.
    TaxRefund {
        /// How much.
        amount: Money,
        /// The instrument it was on, if it was on one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<I>,
    },
    /// A split of what the account holds of an instrument.
    Split {
        /// The instrument.
        instrument: I,
        /// How many new units for how many old ones.
        ratio: UnitRatio,
    },
    /// Free units on top of those held. The cost of those held spreads over all.
    BonusIssue {
        /// The instrument.
        instrument: I,
        /// How many units on top for how many held.
        ratio: UnitRatio,
    },
    /// Capital paid back on what is held: it lessens the cost, and is a gain once nothing of that is left.
    ReturnOfCapital {
        /// The instrument.
        instrument: I,
        /// How much, before charges.
        amount: Money,
    },
    /// All units become units of another instrument.
    Merger(Merger<I>),
    /// Units of another instrument on top of those held, with a share of their cost.
    SpinOff(SpinOff<I>),
    /// The instrument goes on under another name: all units move over, one for one.
    Rename {
        /// The instrument that ends.
        instrument: I,
        /// The one it goes on as.
        into: I,
    },
    /// An earlier record of the account was wrong and does not count. It stays, and so does this word on it.
    Void {
        /// The transaction that does not count.
        transaction: T,
        /// The receiving account, if the transaction is a transfer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<A>,
    },
}

impl<A, I, T> Event<A, I, T> {
    /// The same event in an instrument of known terms: the consideration of a trade that gives a price instead is
    /// worked out with the multiplier of its instrument ([`Trade::with_multiplier`]).
    ///
    /// # Errors
    /// Why the multiplier is not known, or [`LedgerError::Money`] past 28 digits.
    pub fn with_multipliers<E: From<LedgerError>>(
        self,
        multiplier: impl FnOnce(&I) -> Result<Multiplier, E>,
    ) -> Result<Self, E> {
        let told = |trade: Trade<I, T>| match trade.price {
            Some(_) => multiplier(&trade.instrument)
                .and_then(|multiplier| Ok(trade.with_multiplier(multiplier)?)),
            None => Ok(trade),
        };
        Ok(match self {
            Self::Buy(trade) => Self::Buy(told(trade)?),
            Self::Sell(trade) => Self::Sell(told(trade)?),
            Self::Redemption(trade) => Self::Redemption(told(trade)?),
            other => other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSTRUMENT: &str = "ins_00000000000000000000000000000001";

    fn buy(rest: &str) -> Result<Event, serde_json::Error> {
        serde_json::from_str(&format!(
            r#"{{"kind":"buy","instrument":"{INSTRUMENT}","quantity":"3"{rest}}}"#
        ))
    }

    #[test]
    fn a_trade_gives_its_price_or_its_consideration() {
        let by_price = buy(r#","price":{"amount":"1.5","currency":"USD"}"#).unwrap();
        let by_amount = buy(r#","consideration":{"amount":"4.5","currency":"USD"}"#).unwrap();
        assert_ne!(by_price, by_amount);
        let told = |multiplier: &str| {
            let event = by_price.clone();
            event.with_multipliers(|_| Ok::<_, LedgerError>(multiplier.parse().unwrap())).unwrap()
        };
        assert_eq!(told("1"), by_amount);
        let hundredfold = buy(r#","consideration":{"amount":"450","currency":"USD"}"#).unwrap();
        assert_eq!(told("100"), hundredfold);
        assert!(buy("").is_err());
        let both = r#","price":{"amount":"1","currency":"USD"},"consideration":{"amount":"3","currency":"USD"}"#;
        assert!(buy(both).is_err());
    }

    #[test]
    fn unknown_fields_and_kinds_are_refused() {
        let deposit = r#"{"kind":"deposit","amount":{"amount":"1","currency":"USD"}}"#;
        assert!(serde_json::from_str::<Event>(deposit).is_ok());
        assert!(serde_json::from_str::<Event>(&deposit.replace('}', r#","x":1}"#)).is_err());
        assert!(serde_json::from_str::<Event>(&deposit.replace("deposit", "gift")).is_err());
        assert!(buy(r#","price":{"amount":"1","currency":"USD"},"x":1"#).is_err());
    }

    #[test]
    fn an_event_comes_back_as_it_went_out() {
        for given in ["consideration", "price"] {
            let event = buy(&format!(r#","{given}":{{"amount":"1.5","currency":"USD"}}"#)).unwrap();
            let json = serde_json::to_string(&event).unwrap();
            assert!(json.contains(given), "{json}");
            assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
        }
    }
}
