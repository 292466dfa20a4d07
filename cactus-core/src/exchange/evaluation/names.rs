//! What things are called in answers: as in the book.

use super::GapAnswer;
use crate::error::Coded;
use crate::ids::{AccountId, InstrumentId};
use crate::query::Subject;
use crate::time::BusinessDate;
use crate::undefined::Undefined;

impl Subject {
    /// The symbol of an instrument.
    pub(super) fn symbol(&self, instrument: InstrumentId) -> String {
        let known = self.instruments.get(&instrument);
        known.map_or_else(|| instrument.to_string(), |known| known.symbol.to_string())
    }

    /// The key of an account.
    pub(super) fn account_key(&self, account: AccountId) -> String {
        let known = self.holders.get(&account);
        known.map_or_else(|| account.to_string(), |holder| holder.account.key.clone())
    }

    /// A missing price or rate.
    pub(super) fn gap(&self, missing: &Undefined, until: Option<BusinessDate>) -> GapAnswer {
        let code = missing.code();
        let none = GapAnswer { code, instrument: None, from: None, to: None, date: None, until };
        match missing {
            Undefined::MissingPrice { instrument, date } => {
                GapAnswer { instrument: Some(self.symbol(*instrument)), date: Some(*date), ..none }
            }
            Undefined::MissingRate { from, to, date } => {
                GapAnswer { from: Some(*from), to: Some(*to), date: Some(*date), ..none }
            }
            _ => none,
        }
    }
}
