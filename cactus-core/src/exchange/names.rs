//! What the names of a book stand for.

use std::collections::BTreeMap;

use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::ledger::LedgerError;
use crate::model::{Key, Reference, Symbol};

/// Which row of a firm each name of a book stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ids {
    /// The accounts by their keys.
    pub(crate) accounts: BTreeMap<Key, AccountId>,
    /// The instruments by their symbols.
    pub(crate) instruments: BTreeMap<Symbol, InstrumentId>,
    /// The transactions that others refer to, by account and reference.
    pub(crate) transactions: BTreeMap<(AccountId, Reference), TransactionId>,
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
    pub(super) fn account(
        &self,
        key: &Key,
        fields: &'static [&'static str],
    ) -> Result<AccountId, Misfit> {
        let id = self.accounts.get(key).copied();
        id.ok_or_else(|| Misfit::Nameless { fields, what: "account", name: key.to_string() })
    }

    pub(super) fn instrument(
        &self,
        symbol: &Symbol,
        fields: &'static [&'static str],
    ) -> Result<InstrumentId, Misfit> {
        let id = self.instruments.get(symbol).copied();
        id.ok_or_else(|| Misfit::Nameless { fields, what: "instrument", name: symbol.to_string() })
    }

    pub(super) fn transaction(
        &self,
        account: AccountId,
        reference: &Reference,
        fields: &'static [&'static str],
    ) -> Result<TransactionId, Misfit> {
        let id = self.transactions.get(&(account, reference.clone())).copied();
        let name = || reference.to_string();
        id.ok_or_else(|| Misfit::Nameless {
            fields,
            what: "transaction of the account",
            name: name(),
        })
    }
}
