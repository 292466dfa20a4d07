//! What a record is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{InstrumentSplit, LedgerError, Misfit, Transaction};
use crate::ids::TransactionId;
use crate::model::{Account, Instrument};
use crate::time::Timestamp;

/// What a record is made of, as it was given: in any order, with what was voided.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) accounts: Vec<Account>,
    pub(super) instruments: Vec<Instrument>,
    pub(super) splits: Vec<InstrumentSplit>,
    pub(super) transactions: Vec<Arc<Transaction>>,
}

impl Given {
    /// What of it was recorded by then.
    pub(super) fn known_on(&self, moment: Timestamp) -> Self {
        let transactions =
            self.transactions.iter().filter(|transaction| transaction.recorded_at <= moment);
        let splits = self.splits.iter().filter(|split| split.recorded_at() <= moment);
        Self {
            accounts: self.accounts.clone(),
            instruments: self.instruments.clone(),
            splits: splits.copied().collect(),
            transactions: transactions.cloned().collect(),
        }
    }

    /// The transactions that count, neither voided nor voids, in the order of the record.
    pub(super) fn in_order(&self) -> Result<Vec<Arc<Transaction>>, Misfit> {
        let mut booked = without_voided(self.transactions.clone())?;
        booked.sort_by_key(|transaction| (transaction.order(), transaction.id));
        Ok(booked)
    }
}

/// Takes out what was voided, and the voids.
fn without_voided(
    mut transactions: Vec<Arc<Transaction>>,
) -> Result<Vec<Arc<Transaction>>, Misfit> {
    let mut voids: BTreeMap<TransactionId, Arc<Transaction>> = BTreeMap::new();
    for transaction in &transactions {
        if let Some(voided) = transaction.booking.event().voided()
            && voids.insert(voided, Arc::clone(transaction)).is_some()
        {
            return Err(nothing_to_void(transaction, voided));
        }
    }
    if voids.is_empty() {
        return Ok(transactions);
    }
    let mut found = BTreeSet::new();
    transactions.retain(|transaction| {
        let booking = &transaction.booking;
        let is_void = booking.event().voided().is_some();
        let voided = voids.get(&transaction.id).is_some_and(|void| {
            let (void, event) = (&void.booking, booking.event());
            let same_receiver =
                void.event().receiver().is_none_or(|to| event.receiver() == Some(to));
            !is_void && void.account() == booking.account() && same_receiver
        });
        if voided {
            found.insert(transaction.id);
        }
        !is_void && !voided
    });
    match voids.iter().find(|(voided, _)| !found.contains(voided)) {
        Some((voided, void)) => Err(nothing_to_void(void, *voided)),
        None => Ok(transactions),
    }
}

fn nothing_to_void(void: &Transaction, transaction: TransactionId) -> Misfit {
    Misfit { transaction: void.id, error: LedgerError::NothingToVoid { transaction } }
}
