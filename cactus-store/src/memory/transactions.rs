use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use async_trait::async_trait;
use cactus_core::ids::{AccountId, FirmId, TransactionId};
use cactus_core::ledger::Transaction;
use cactus_core::model::{Account, Reference};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Page, PageRequest, StoreError, TransactionFilter, Transactions};

use super::state::{State, put_in, refer, refer_if};
use super::unit::Rows;
use crate::cursor::RecordPlace;

#[async_trait]
impl Transactions for Rows<'_> {
    async fn get(
        &mut self,
        reach: &Reach,
        id: TransactionId,
    ) -> Result<Option<Transaction>, StoreError> {
        let state = self.state();
        let transaction = state.transactions.get(&(reach.firm(), id));
        Ok(transaction
            .filter(|transaction| state.reaches_account(reach, transaction.booking.account()))
            .cloned())
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &TransactionFilter,
        page: &PageRequest,
    ) -> Result<Page<Transaction>, StoreError> {
        let before: Option<RecordPlace> = page.after.as_ref().map(|c| c.key()).transpose()?;
        let before = before.map_or(Bound::Unbounded, Bound::Excluded);
        let state = self.state();
        let firm = reach.firm();
        // An account has a record of its own, which is far shorter than the firm's.
        let record = match filter.account {
            Some(account) => state.journals.get(&(firm, account)),
            None => state.record.get(&firm),
        };
        let rows = record
            .into_iter()
            .flat_map(|record| record.range((Bound::Unbounded, before)).rev())
            .filter_map(|(_, id)| state.transactions.get(&(firm, *id)))
            .filter(|transaction| matches(state, filter, transaction))
            .filter(|transaction| state.reaches_account(reach, transaction.booking.account()))
            .take(page.limit.get() as usize + 1)
            .cloned()
            .collect();
        Ok(Page::from_rows(rows, page.limit, RecordPlace::of))
    }

    async fn journal(
        &mut self,
        reach: &Reach,
        accounts: &[AccountId],
    ) -> Result<Vec<Transaction>, StoreError> {
        let state = self.state();
        let firm = reach.firm();
        let in_order: BTreeMap<_, _> = accounts
            .iter()
            .filter(|account| state.reaches_account(reach, **account))
            .filter_map(|account| state.journals.get(&(firm, *account)))
            .flatten()
            .collect();
        Ok(in_order
            .into_values()
            .filter_map(|id| state.transactions.get(&(firm, *id)))
            .cloned()
            .collect())
    }

    async fn known_references(
        &mut self,
        reach: &Reach,
        account: AccountId,
        references: &[Reference],
    ) -> Result<BTreeSet<Reference>, StoreError> {
        let state = self.state();
        if !state.reaches_account(reach, account) {
            return Ok(BTreeSet::new());
        }
        let firm = reach.firm();
        Ok(references
            .iter()
            .filter(|reference| {
                let key = (firm, account, (*reference).clone());
                state.references.contains_key(&key)
            })
            .cloned()
            .collect())
    }

    async fn reserve_sequence(&mut self, firm: FirmId, count: u64) -> Result<u64, StoreError> {
        self.change(|state| {
            if !state.firms.contains_key(&firm) {
                return Err(StoreError::Missing { what: "firm" });
            }
            let first = state.next_sequence.get(&firm).copied().unwrap_or(1);
            state.next_sequence.insert_mut(firm, first.saturating_add(count));
            Ok(first)
        })
    }

    async fn record(&mut self, transactions: &[Transaction]) -> Result<(), StoreError> {
        self.change(|state| {
            transactions.iter().try_for_each(|transaction| record(state, transaction))
        })
    }
}

fn matches(state: &State, filter: &TransactionFilter, transaction: &Transaction) -> bool {
    let booking = &transaction.booking;
    let matches = |account: &Account| {
        filter.account.is_none_or(|id| account.id == id)
            && filter.portfolio.is_none_or(|id| account.portfolio == id)
            && filter.client.is_none_or(|id| account.client == id)
    };
    filter.period.is_none_or(|period| period.contains(booking.date()))
        && std::iter::once(booking.account())
            .chain(booking.event().receiver())
            .filter_map(|account| state.accounts.get(transaction.firm, account))
            .any(matches)
}

fn record(state: &mut State, transaction: &Transaction) -> Result<(), StoreError> {
    let firm = transaction.firm;
    let account = transaction.booking.account();
    let key = (firm, transaction.id);
    let sequence = (firm, transaction.sequence);
    let reference = transaction.reference.clone().map(|reference| (firm, account, reference));
    let free = |taken: bool, what| {
        if taken { Err(StoreError::Conflict { what }) } else { Ok(()) }
    };
    free(state.transactions.contains_key(&key), "transaction.id")?;
    free(state.sequences.contains_key(&sequence), "transaction.sequence")?;
    free(
        reference.as_ref().is_some_and(|reference| state.references.contains_key(reference)),
        "transaction.reference",
    )?;
    state.check_firm(firm, "transaction.firm")?;
    refer(state.accounts.has(firm, account), "transaction.account")?;
    let event = transaction.booking.event();
    let receiver = event.receiver();
    refer_if(receiver, |to| state.accounts.has(firm, to), "transaction.to")?;
    let is_known = |instrument| state.instruments.has(firm, instrument);
    refer_if(event.instrument(), is_known, "transaction.instrument")?;
    refer_if(event.other_instrument(), is_known, "transaction.other_instrument")?;

    let place = RecordPlace::of(transaction);
    put_in(&mut state.record, firm, place, transaction.id);
    for account in std::iter::once(account).chain(receiver) {
        put_in(&mut state.journals, (firm, account), place, transaction.id);
    }
    state.sequences.insert_mut(sequence, transaction.id);
    if let Some(reference) = reference {
        state.references.insert_mut(reference, transaction.id);
    }
    state.transactions.insert_mut(key, transaction.clone());
    Ok(())
}
