//! What the names of a book stand for.

use std::collections::BTreeMap;

use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::ledger::{LedgerError, Names};
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
        fields: Vec<&'static str>,
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
    /// What the instrument is called; nothing if it has no name here.
    pub(crate) fn symbol(&self, instrument: InstrumentId) -> String {
        let named = self.instruments.iter().find(|(_, id)| **id == instrument);
        named.map(|(symbol, _)| symbol.to_string()).unwrap_or_default()
    }

    /// The account with this key, which is named at `fields` of a transaction.
    pub(super) fn account(&self, key: &Key, fields: &[&'static str]) -> Result<AccountId, Misfit> {
        found(self.accounts.get(key), fields, "account", key)
    }
}

/// Reads the names of an event in an account, whose transactions it may refer to.
pub(super) struct OfAccount<'a> {
    pub(super) ids: &'a Ids,
    pub(super) account: AccountId,
}

impl Names<Key, Symbol, Reference> for OfAccount<'_> {
    type Account = AccountId;
    type Instrument = InstrumentId;
    type Transaction = TransactionId;
    type Error = Misfit;

    fn account(&self, key: Key, field: &'static str) -> Result<AccountId, Misfit> {
        self.ids.account(&key, &["event", field])
    }

    fn instrument(&self, symbol: Symbol, field: &'static str) -> Result<InstrumentId, Misfit> {
        found(self.ids.instruments.get(&symbol), &["event", field], "instrument", &symbol)
    }

    fn transaction(
        &self,
        reference: Reference,
        field: &'static str,
    ) -> Result<TransactionId, Misfit> {
        let of_account = (self.account, reference);
        let id = self.ids.transactions.get(&of_account);
        found(id, &["event", field], "transaction of the account", &of_account.1)
    }
}

/// What a name stands for.
fn found<T: Copy>(
    id: Option<&T>,
    fields: &[&'static str],
    what: &'static str,
    name: &impl ToString,
) -> Result<T, Misfit> {
    let nameless = || Misfit::Nameless { fields: fields.to_vec(), what, name: name.to_string() };
    id.copied().ok_or_else(nameless)
}
