//! What a question is about.

use std::collections::BTreeSet;

use super::{Journal, LedgerError};
use crate::ids::AccountId;

/// What a question is about: a function from a record to the part of it that the question concerns.
///
/// The engine computes from a reduced [`Journal`] exactly as from a whole one, so that there is one way to
/// compute a number and not one per question. A scope is not a reach: what somebody may see is decided before
/// a record is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// Everything in the record.
    All,
    /// These accounts. Cash that moves between two of them stays inside; cash that moves between one of them
    /// and any other crosses the border.
    Accounts(BTreeSet<AccountId>),
}

impl Scope {
    /// The scope of these accounts.
    pub fn accounts(accounts: impl IntoIterator<Item = AccountId>) -> Self {
        Self::Accounts(accounts.into_iter().collect())
    }
}

impl Journal {
    /// The part of the record that the scope concerns.
    ///
    /// # Errors
    /// [`LedgerError::UnknownAccount`] if the scope names an account that is not in this record.
    pub fn within(&self, scope: &Scope) -> Result<Self, LedgerError> {
        match scope {
            Scope::All => Ok(self.clone()),
            Scope::Accounts(accounts) => self.of_accounts(accounts),
        }
    }
}
