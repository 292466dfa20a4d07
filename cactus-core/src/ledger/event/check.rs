//! What an event must be by itself, whatever came before it.

use super::super::LedgerError;
use super::Event;
use super::corporate::{different, opening};
use super::trade::{cash, picks, positive, same_currency, zero_or_more};
use crate::money::Money;

impl Event {
    pub(in super::super) fn check(&self) -> Result<(), LedgerError> {
        match self {
            Self::Buy(trade) => trade.check(false),
            Self::Sell(trade) | Self::Redemption(trade) => trade.check(true),
            Self::Deposit { amount }
            | Self::Withdrawal { amount }
            | Self::Dividend { amount, .. }
            | Self::DividendOwed { amount, .. }
            | Self::Interest { amount, .. }
            | Self::InterestCharge { amount }
            | Self::Fee { amount, .. }
            | Self::FeeRefund { amount, .. }
            | Self::Tax { amount, .. }
            | Self::TaxRefund { amount, .. }
            | Self::ReturnOfCapital { amount, .. } => cash("amount", *amount),
            Self::CashTransfer { amount, received, .. } => {
                cash("amount", *amount)?;
                received.map_or(Ok(()), |received| exchange(*amount, received))
            }
            Self::CurrencyExchange { sold, bought } => {
                cash("amount", *sold)?;
                exchange(*sold, *bought)
            }
            Self::InKindTransfer { quantity, value, lots, .. } => {
                positive("quantity", *quantity)?;
                picks(lots, *quantity)?;
                value.map_or(Ok(()), |value| zero_or_more("value", value))
            }
            Self::DeliveryIn { quantity, value, cost, .. } => {
                positive("quantity", *quantity)?;
                zero_or_more("value", *value)?;
                let Some(cost) = cost else { return Ok(()) };
                zero_or_more("cost", *cost)?;
                same_currency(*value, *cost)
            }
            Self::DeliveryOut { quantity, value, lots, .. } => {
                positive("quantity", *quantity)?;
                picks(lots, *quantity)?;
                zero_or_more("value", *value)
            }
            Self::OpeningBalance { lots, value, .. } => opening(lots, *value),
            Self::DividendReinvested { amount, quantity, .. } => {
                positive("quantity", *quantity)?;
                cash("amount", *amount)
            }
            Self::DividendInKind { quantity, value, .. } => {
                positive("quantity", *quantity)?;
                zero_or_more("value", *value)
            }
            Self::Split { ratio, .. } if ratio.new_units() == ratio.old_units() => {
                let (new, old) = (ratio.new_units(), ratio.old_units());
                Err(LedgerError::ImpossibleRatio { new, old })
            }
            Self::Merger(merger) => merger.check(),
            Self::SpinOff(spin_off) => spin_off.check(),
            Self::Rename { instrument, into } => different(*instrument, *into),
            Self::Expiry { .. }
            | Self::Split { .. }
            | Self::BonusIssue { .. }
            | Self::Void { .. } => Ok(()),
        }
    }

    /// Whether fees and taxes may be part of it.
    pub(in super::super) const fn takes_charges(&self) -> bool {
        matches!(
            self,
            Self::Buy(_)
                | Self::Sell(_)
                | Self::Redemption(_)
                | Self::CurrencyExchange { .. }
                | Self::DeliveryIn { .. }
                | Self::DeliveryOut { .. }
                | Self::Dividend { .. }
                | Self::DividendReinvested { .. }
                | Self::DividendInKind { .. }
                | Self::Interest { .. }
                | Self::ReturnOfCapital { .. }
                | Self::Merger(_)
                | Self::SpinOff(_)
        )
    }

    /// Whether its cash may be booked in another currency than the event's own.
    pub(in super::super) const fn takes_settlement(&self) -> bool {
        matches!(
            self,
            Self::Buy(_)
                | Self::Sell(_)
                | Self::Redemption(_)
                | Self::Dividend { .. }
                | Self::DividendOwed { .. }
                | Self::Interest { instrument: Some(_), .. }
                | Self::ReturnOfCapital { .. }
        )
    }
}

/// Checks the other side of an exchange: cash of another currency.
fn exchange(given: Money, got: Money) -> Result<(), LedgerError> {
    cash("amount", got)?;
    let currency = given.currency();
    if currency == got.currency() { Err(LedgerError::SameCurrency { currency }) } else { Ok(()) }
}
