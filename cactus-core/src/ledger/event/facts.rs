//! What an event says, whatever its kind.

use super::Event;
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::money::{Money, Quantity};

impl Event {
    /// The word for the kind, as on the wire.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Buy(_) => "buy",
            Self::Sell(_) => "sell",
            Self::Redemption(_) => "redemption",
            Self::Expiry { .. } => "expiry",
            Self::Deposit { .. } => "deposit",
            Self::Withdrawal { .. } => "withdrawal",
            Self::CashTransfer { .. } => "cash_transfer",
            Self::CurrencyExchange { .. } => "currency_exchange",
            Self::InKindTransfer { .. } => "in_kind_transfer",
            Self::DeliveryIn { .. } => "delivery_in",
            Self::DeliveryOut { .. } => "delivery_out",
            Self::OpeningBalance { .. } => "opening_balance",
            Self::Dividend { .. } => "dividend",
            Self::DividendReinvested { .. } => "dividend_reinvested",
            Self::DividendInKind { .. } => "dividend_in_kind",
            Self::DividendOwed { .. } => "dividend_owed",
            Self::Interest { .. } => "interest",
            Self::InterestCharge { .. } => "interest_charge",
            Self::Fee { .. } => "fee",
            Self::FeeRefund { .. } => "fee_refund",
            Self::Tax { .. } => "tax",
            Self::TaxRefund { .. } => "tax_refund",
            Self::Split { .. } => "split",
            Self::BonusIssue { .. } => "bonus_issue",
            Self::ReturnOfCapital { .. } => "return_of_capital",
            Self::Merger(_) => "merger",
            Self::SpinOff(_) => "spin_off",
            Self::Rename { .. } => "rename",
            Self::Void { .. } => "void",
        }
    }

    /// The amount of the event before charges, in its currency: the cash that moves, or for deliveries and dividends
    /// in kind what the units were worth. None where there is no amount.
    #[must_use]
    pub fn gross(&self) -> Option<Money> {
        match self {
            Self::Buy(trade) | Self::Sell(trade) | Self::Redemption(trade) => {
                Some(trade.consideration)
            }
            Self::Deposit { amount }
            | Self::Withdrawal { amount }
            | Self::CashTransfer { amount, .. }
            | Self::CurrencyExchange { sold: amount, .. }
            | Self::DeliveryIn { value: amount, .. }
            | Self::DeliveryOut { value: amount, .. }
            | Self::Dividend { amount, .. }
            | Self::DividendReinvested { amount, .. }
            | Self::DividendInKind { value: amount, .. }
            | Self::DividendOwed { amount, .. }
            | Self::Interest { amount, .. }
            | Self::InterestCharge { amount }
            | Self::Fee { amount, .. }
            | Self::FeeRefund { amount, .. }
            | Self::Tax { amount, .. }
            | Self::TaxRefund { amount, .. }
            | Self::ReturnOfCapital { amount, .. } => Some(*amount),
            Self::InKindTransfer { value, .. } => *value,
            Self::OpeningBalance { lots, value, .. } => {
                value.or_else(|| lots.first().map(|lot| Money::zero(lot.cost.currency())))
            }
            Self::Merger(merger) => merger.gross(),
            Self::SpinOff(spin_off) => spin_off.fraction.map(|fraction| fraction.amount),
            Self::Expiry { .. }
            | Self::Split { .. }
            | Self::BonusIssue { .. }
            | Self::Rename { .. }
            | Self::Void { .. } => None,
        }
    }

    /// The instrument of the event, if it has one.
    #[must_use]
    pub const fn instrument(&self) -> Option<InstrumentId> {
        match self {
            Self::Buy(trade) | Self::Sell(trade) | Self::Redemption(trade) => {
                Some(trade.instrument)
            }
            Self::Expiry { instrument }
            | Self::InKindTransfer { instrument, .. }
            | Self::DeliveryIn { instrument, .. }
            | Self::DeliveryOut { instrument, .. }
            | Self::OpeningBalance { instrument, .. }
            | Self::Dividend { instrument, .. }
            | Self::DividendReinvested { instrument, .. }
            | Self::DividendInKind { instrument, .. }
            | Self::DividendOwed { instrument, .. }
            | Self::Split { instrument, .. }
            | Self::BonusIssue { instrument, .. }
            | Self::ReturnOfCapital { instrument, .. }
            | Self::Rename { instrument, .. } => Some(*instrument),
            Self::Interest { instrument, .. }
            | Self::Fee { instrument, .. }
            | Self::FeeRefund { instrument, .. }
            | Self::Tax { instrument, .. }
            | Self::TaxRefund { instrument, .. } => *instrument,
            Self::Merger(merger) => Some(merger.instrument),
            Self::SpinOff(spin_off) => Some(spin_off.instrument),
            Self::Deposit { .. }
            | Self::Withdrawal { .. }
            | Self::CashTransfer { .. }
            | Self::CurrencyExchange { .. }
            | Self::InterestCharge { .. }
            | Self::Void { .. } => None,
        }
    }

    /// The second instrument of the event: what the first becomes, or pays in.
    #[must_use]
    pub const fn other_instrument(&self) -> Option<InstrumentId> {
        match self {
            Self::DividendInKind { received, .. } => Some(*received),
            Self::Merger(merger) => Some(merger.into),
            Self::SpinOff(spin_off) => Some(spin_off.into),
            Self::Rename { into, .. } => Some(*into),
            _ => None,
        }
    }

    /// The instruments of the event.
    pub fn instruments(&self) -> impl Iterator<Item = InstrumentId> {
        self.instrument().into_iter().chain(self.other_instrument())
    }

    /// The account on the other side of a transfer, or of one that is taken back.
    #[must_use]
    pub fn receiver(&self) -> Option<AccountId> {
        self.receiver_name().copied()
    }

    /// The transaction that the event takes back.
    #[must_use]
    pub const fn voided(&self) -> Option<TransactionId> {
        match self {
            Self::Void { transaction, .. } => Some(*transaction),
            _ => None,
        }
    }

    /// The quantity of the event, above zero; none where it has none of its own.
    #[must_use]
    pub const fn quantity(&self) -> Option<Quantity> {
        match self {
            Self::Buy(trade) | Self::Sell(trade) | Self::Redemption(trade) => Some(trade.quantity),
            Self::InKindTransfer { quantity, .. }
            | Self::DeliveryIn { quantity, .. }
            | Self::DeliveryOut { quantity, .. }
            | Self::DividendReinvested { quantity, .. }
            | Self::DividendInKind { quantity, .. } => Some(*quantity),
            _ => None,
        }
    }
}

impl<A, I, T> Event<A, I, T> {
    /// What it does to the account, in the order of one day: what brings in is 0, what moves inside 1, what takes out 2.
    /// [`DayPlace`](crate::ledger::DayPlace) tells the order.
    #[must_use]
    pub const fn class(&self) -> u8 {
        match self {
            Self::Deposit { .. } | Self::DeliveryIn { .. } | Self::OpeningBalance { .. } => 0,
            Self::Withdrawal { .. } | Self::DeliveryOut { .. } => 2,
            _ => 1,
        }
    }
}

impl<A, I, T> Event<A, I, T> {
    /// The account on the other side of a transfer, or of one that is taken back, by the name that the event has for
    /// it.
    #[must_use]
    pub const fn receiver_name(&self) -> Option<&A> {
        match self {
            Self::CashTransfer { to, .. } | Self::InKindTransfer { to, .. } => Some(to),
            Self::Void { to, .. } => to.as_ref(),
            _ => None,
        }
    }
}
