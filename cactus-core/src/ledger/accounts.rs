//! The accounts of a record.

use std::collections::BTreeMap;

use crate::ids::{AccountId, PortfolioId};
use crate::model::Account;

/// The accounts of a record.
pub(super) type Accounts = BTreeMap<AccountId, KnownAccount>;

/// What the ledger has to know of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KnownAccount {
    pub(super) portfolio: PortfolioId,
    pub(super) may_be_short: bool,
}

impl KnownAccount {
    pub(super) const fn of(account: &Account) -> Self {
        Self { portfolio: account.portfolio, may_be_short: account.may_be_short }
    }
}
