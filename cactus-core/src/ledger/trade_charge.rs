//! Charges that are no expenses of their own.

use super::ChargeKind;
use crate::ids::{AccountId, TransactionId};
use crate::money::Money;
use crate::time::BusinessDate;

/// A charge that is part of the cost of what was bought, or was taken off the proceeds of what was sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TradeCharge {
    /// The trade.
    pub transaction: TransactionId,
    /// The account.
    pub account: AccountId,
    /// The day.
    pub date: BusinessDate,
    /// What it is.
    pub kind: ChargeKind,
    /// How much, as far as the scope sees it.
    pub amount: Money,
}
