//! The kinds of economic events.

use serde::{Deserialize, Serialize};

use super::{LedgerError, share};
use crate::ids::{AccountId, InstrumentId};
use crate::money::{Currency, Decimal, Money, MoneyError, Price, Quantity, Rounding, decimal};
use crate::words::words;

/// What happened. All amounts and quantities are above zero; the kind gives the direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
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

impl Event {
    /// The word for the kind, as on the wire.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Buy(_) => "buy",
            Self::Sell(_) => "sell",
            Self::Deposit { .. } => "deposit",
            Self::Withdrawal { .. } => "withdrawal",
            Self::CashTransfer { .. } => "cash_transfer",
            Self::Dividend { .. } => "dividend",
            Self::Interest { .. } => "interest",
            Self::Fee { .. } => "fee",
            Self::Tax { .. } => "tax",
            Self::Split { .. } => "split",
        }
    }

    /// The cash of the event before charges, always above zero; none for a split.
    #[must_use]
    pub const fn gross(&self) -> Option<Money> {
        match self {
            Self::Buy(trade) | Self::Sell(trade) => Some(trade.consideration),
            Self::Deposit { amount }
            | Self::Withdrawal { amount }
            | Self::CashTransfer { amount, .. }
            | Self::Dividend { amount, .. }
            | Self::Interest { amount }
            | Self::Fee { amount }
            | Self::Tax { amount } => Some(*amount),
            Self::Split { .. } => None,
        }
    }

    /// The instrument of the event, if it has one.
    #[must_use]
    pub const fn instrument(&self) -> Option<InstrumentId> {
        match self {
            Self::Buy(trade) | Self::Sell(trade) => Some(trade.instrument),
            Self::Dividend { instrument, .. } | Self::Split { instrument, .. } => Some(*instrument),
            _ => None,
        }
    }

    /// Place in the order of one day: what brings in, then what moves inside, then what takes out.
    #[must_use]
    pub const fn class(&self) -> u8 {
        match self {
            Self::Deposit { .. } => 0,
            Self::Withdrawal { .. } => 2,
            _ => 1,
        }
    }

    pub(super) fn check(&self) -> Result<(), LedgerError> {
        if let Self::Buy(trade) | Self::Sell(trade) = self
            && !trade.quantity.is_positive()
        {
            return Err(LedgerError::NotPositive { what: "quantity" });
        }
        let Some(amount) = self.gross() else {
            return Ok(());
        };
        if let Some((major, _)) = amount.currency().major() {
            let part = amount.currency();
            return Err(LedgerError::PartOfCurrency { part, major });
        }
        if amount.is_positive() { Ok(()) } else { Err(LedgerError::NotPositive { what: "amount" }) }
    }

    pub(super) const fn takes_charges(&self) -> bool {
        matches!(self, Self::Buy(_) | Self::Sell(_) | Self::Dividend { .. } | Self::Interest { .. })
    }
}

/// Units against cash.
///
/// On the wire a trade may give its `price` instead of its `consideration`, which is then exactly quantity
/// times price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "TradeParts")]
pub struct Trade {
    /// What is bought or sold.
    pub instrument: InstrumentId,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// The cash for them before charges, above zero: the amount that was really booked, of which quantity
    /// times price is only an estimate when the broker rounds.
    pub consideration: Money,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Trade"))]
#[serde(deny_unknown_fields)]
struct TradeParts {
    instrument: InstrumentId,
    quantity: Quantity,
    consideration: Option<Money>,
    price: Option<Price>,
}

impl TryFrom<TradeParts> for Trade {
    type Error = LedgerError;

    fn try_from(parts: TradeParts) -> Result<Self, LedgerError> {
        let TradeParts { instrument, quantity, consideration, price } = parts;
        match (consideration, price) {
            (Some(consideration), None) => Ok(Self { instrument, quantity, consideration }),
            (None, Some(price)) => Self::at(instrument, quantity, price),
            _ => Err(LedgerError::PriceOrConsideration),
        }
    }
}

impl Trade {
    /// A trade at a price: the consideration is exactly quantity times price, in the currency that cash is kept
    /// in (pounds for a price in pence).
    ///
    /// # Errors
    /// [`LedgerError::Money`] if the product needs more than 28 digits.
    pub fn at(
        instrument: InstrumentId,
        quantity: Quantity,
        price: Price,
    ) -> Result<Self, LedgerError> {
        let value = price.of(quantity)?;
        let consideration = match value.currency().major() {
            Some((major, parts)) => Money::new(decimal::divide(value.amount(), parts)?, major),
            None => value,
        };
        Ok(Self { instrument, quantity, consideration })
    }
}

/// So many new units for so many old ones: 2 for 1, or 1 for 10 (a reverse split).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Sides")]
pub struct SplitRatio {
    new: u32,
    old: u32,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SplitRatio"))]
#[serde(deny_unknown_fields)]
struct Sides {
    new: u32,
    old: u32,
}

impl TryFrom<Sides> for SplitRatio {
    type Error = LedgerError;

    fn try_from(sides: Sides) -> Result<Self, LedgerError> {
        Self::new(sides.new, sides.old)
    }
}

impl SplitRatio {
    /// `new` units for every `old` ones.
    ///
    /// # Errors
    /// [`LedgerError::ImpossibleSplit`] if one side is zero or both are the same.
    pub fn new(new: u32, old: u32) -> Result<Self, LedgerError> {
        if new == 0 || old == 0 || new == old {
            return Err(LedgerError::ImpossibleSplit { new, old });
        }
        Ok(Self { new, old })
    }

    /// Units after the split.
    #[must_use]
    pub const fn new_units(self) -> u32 {
        self.new
    }

    /// Units before the split.
    #[must_use]
    pub const fn old_units(self) -> u32 {
        self.old
    }

    /// How many units so many become.
    ///
    /// Exact wherever the answer has at most 12 decimals, or at most those of `before`; what is finer is cut
    /// off (10 units at 1 for 3 become 3.333333333333), so that a holding can always be named, and sold, to
    /// the last unit.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    ///
    /// ```
    /// use cactus_core::ledger::SplitRatio;
    ///
    /// let three_for_two = SplitRatio::new(3, 2)?;
    /// assert_eq!(three_for_two.apply("25".parse()?)?.to_string(), "37.5");
    /// # Ok::<(), cactus_core::Error>(())
    /// ```
    pub fn apply(self, before: Quantity) -> Result<Quantity, MoneyError> {
        let times_new = decimal::multiply(before.value(), Decimal::from(self.new))?;
        let after = decimal::divide(times_new, Decimal::from(self.old))?;
        Ok(Quantity::new(Rounding::Down.round(after, share::digits(before.value()))))
    }
}

words! {
    /// What a charge on a booking is.
    "charge" ChargeKind {
        /// Commission, brokerage, exchange fee.
        Fee = "fee",
        /// Stamp duty, transaction tax, tax on income.
        Tax = "tax",
        /// Tax withheld at the source.
        Withholding = "withholding",
    }
}

/// A fee or tax inside a booking. On a purchase it adds to what is paid, elsewhere it lessens what is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// What it is.
    pub kind: ChargeKind,
    /// How much, above zero, in the currency of the booking.
    pub amount: Money,
}

impl Charge {
    pub(super) fn check(&self, booking: Currency) -> Result<(), LedgerError> {
        if !self.amount.is_positive() {
            return Err(LedgerError::NotPositive { what: "charge" });
        }
        let charge = self.amount.currency();
        if charge == booking {
            Ok(())
        } else {
            Err(LedgerError::ChargeCurrency { charge, booking })
        }
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
        assert_eq!(by_price, by_amount);
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
        let event = buy(r#","price":{"amount":"1.5","currency":"USD"}"#).unwrap();
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
    }
}
