//! The currencies that accounts hold cash in.

use std::collections::{BTreeMap, BTreeSet};

use super::effect::Effect;
use super::{Heading, LedgerError};
use crate::ids::AccountId;
use crate::model::Account;
use crate::money::{Currency, Decimal, decimal};

/// The accounts that hold cash in some currencies only.
///
/// Such an account begins without cash of any other, so none is in it as long as no booking leaves any there: what
/// one booking brings in and takes out again, or settles in a currency of the account, is no cash of it.
#[derive(Debug)]
pub(super) struct CashCurrencies<'a>(BTreeMap<AccountId, &'a BTreeSet<Currency>>);

impl<'a> CashCurrencies<'a> {
    pub(super) fn of(accounts: &'a [Account]) -> Self {
        let named = |account: &'a Account| Some((account.id, account.currencies.as_ref()?));
        Self(accounts.iter().filter_map(named).collect())
    }

    /// Checks what all effects of one booking leave in the accounts.
    pub(super) fn check(&self, effects: &[Effect<'_>]) -> Result<(), LedgerError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut left: BTreeMap<(AccountId, Currency), Decimal> = BTreeMap::new();
        let mut come = |account, currency, amount| -> Result<(), LedgerError> {
            if self.0.get(&account).is_some_and(|held| !held.contains(&currency)) {
                let sum = left.entry((account, currency)).or_default();
                *sum = decimal::add(*sum, amount)?;
            }
            Ok(())
        };
        for effect in effects {
            match *effect {
                Effect::Post { account, heading: Heading::Cash, amount, .. } => {
                    come(account, amount.currency(), amount.amount())?;
                }
                Effect::Transfer { from, to, paid, received } => {
                    come(from, paid.currency(), -paid.amount())?;
                    come(to, received.currency(), received.amount())?;
                }
                _ => {}
            }
        }
        match left.into_iter().find(|(_, amount)| !amount.is_zero()) {
            Some(((account, currency), _)) => Err(LedgerError::CashCurrency { account, currency }),
            None => Ok(()),
        }
    }
}
