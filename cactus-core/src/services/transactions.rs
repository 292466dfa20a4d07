//! The record.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use super::record::load;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::ledger::{Booking, Event, LedgerError, Transaction};
use crate::model::Account;
use crate::permissions::{Actor, Decision, Permission, Reach, authorise, permitted};
use crate::ports::UnitOfWork;
use crate::views::{
    ListTransactions, NewTransaction, PageQuery, PageView, RecordTransactions, TransactionView,
};

/// The record: list, get, record.
#[derive(Debug, Clone, Copy)]
pub struct Transactions<'a> {
    outside: &'a Outside,
}

impl<'a> Transactions<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the transactions in reach, the latest first.
    ///
    /// # Errors
    /// Without the permission `transactions.read`, or for a page or period that cannot be.
    pub async fn list(
        &self,
        actor: &Actor,
        query: &ListTransactions,
    ) -> Result<PageView<TransactionView>, Error> {
        let reach = permitted(actor, Permission::TransactionsRead)?;
        let page = PageQuery { after: query.after.clone(), limit: query.limit }.try_into()?;
        let filter = query.filter()?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.transactions().list(&reach, &filter, &page).await?.into())
    }

    /// The transaction with this id.
    ///
    /// # Errors
    /// Without the permission `transactions.read`, or if there is no such transaction in reach.
    pub async fn get(&self, actor: &Actor, id: TransactionId) -> Result<TransactionView, Error> {
        let reach = permitted(actor, Permission::TransactionsRead)?;
        let mut unit = self.outside.store().read().await?;
        let transaction = unit.transactions().get(&reach, id).await?;
        Ok(transaction.ok_or(ServiceError::NotFound { what: "transaction" })?.into())
    }

    /// Records transactions: all or none.
    ///
    /// They must fit what is already recorded in the accounts they touch, wherever in time they fall.
    ///
    /// # Errors
    /// Without the permission `transactions.record`, for an account out of reach (also the receiving one of a
    /// transfer), for a booking that cannot be or does not fit, or if a reference is already booked.
    pub async fn record(
        &self,
        actor: &Actor,
        command: &RecordTransactions,
    ) -> Result<Vec<TransactionView>, Error> {
        let reach = permitted(actor, Permission::TransactionsRecord)?;
        if command.transactions.is_empty() {
            return Err(ServiceError::NothingToRecord.into());
        }
        let mut change = Change::begin(self.outside, actor).await?;
        let new = command.transactions.iter().map(|new| (change.new_id(), new.clone())).collect();
        let recorded = record(&mut change, actor, &reach, new).await?;
        change.commit().await?;
        Ok(recorded.into_iter().map(TransactionView::from).collect())
    }
}

/// Records transactions under these ids as part of a change.
pub(super) async fn record(
    change: &mut Change<'_>,
    actor: &Actor,
    reach: &Reach,
    new: Vec<(TransactionId, NewTransaction)>,
) -> Result<Vec<Transaction>, Error> {
    let new = with_multipliers(change.unit(), reach, new).await?;
    let bookings = bookings(change.unit(), reach, &new).await?;
    let accounts = touched_accounts(change.unit(), reach, &bookings).await?;
    let decision = authorise_accounts(change.unit(), actor, reach, &accounts).await?;
    let count = bookings.len() as u64;
    let first = change.unit().transactions().reserve_sequence(actor.firm(), count).await?;
    let recorded: Vec<_> = new
        .into_iter()
        .zip(bookings)
        .zip(first..)
        .map(|(((id, new), booking), sequence)| Transaction {
            id,
            firm: actor.firm(),
            sequence,
            booking,
            reference: new.reference,
            memo: new.memo,
            recorded_at: change.at(),
            recorded_by: actor.user(),
        })
        .collect();
    let accounts: Vec<_> = accounts.into_values().collect();
    load(change.unit(), reach, &accounts, &recorded).await?;
    change.unit().transactions().record(&recorded).await?;
    for account in &accounts {
        let told = json!({ "transactions": count });
        change.note(&decision, EventKind::TransactionsRecorded, account.id, told);
    }
    Ok(recorded)
}

/// Works out what trades come to that give a price, with the multipliers of the firm's instruments.
async fn with_multipliers(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    mut all: Vec<(TransactionId, NewTransaction)>,
) -> Result<Vec<(TransactionId, NewTransaction)>, Error> {
    let named = all.iter().filter_map(|(_, new)| new.event.instrument());
    let named: Vec<InstrumentId> = named.collect::<BTreeSet<_>>().into_iter().collect();
    let known = unit.instruments().get_many(reach, &named).await?;
    let known: BTreeMap<_, _> =
        known.iter().map(|known| (known.id, known.terms.multiplier)).collect();
    for (index, (_, new)) in all.iter_mut().enumerate() {
        let told = new.event.clone().with_multipliers(|instrument| {
            let multiplier = known.get(instrument).copied();
            multiplier.ok_or(LedgerError::UnknownInstrument { instrument: *instrument })
        });
        new.event = told.map_err(|error| Error::from(error).with_detail("index", index))?;
    }
    Ok(all)
}

async fn bookings(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    all: &[(TransactionId, NewTransaction)],
) -> Result<Vec<Booking>, Error> {
    let mut bookings = Vec::with_capacity(all.len());
    for (index, (_, new)) in all.iter().enumerate() {
        let mut booking = new.booking();
        if let Event::Void { transaction, to: None } = new.event {
            // A void of a transfer belongs to the record of the receiver, too.
            let here = all.iter().find(|(id, _)| *id == transaction);
            let to = match here {
                Some((_, voided)) => voided.event.receiver(),
                None => {
                    let voided = unit.transactions().get(reach, transaction).await?;
                    voided.and_then(|voided| voided.booking.event().receiver())
                }
            };
            let event = Event::Void { transaction, to };
            booking = NewTransaction { event, ..new.clone() }.booking();
        }
        bookings.push(booking.map_err(|error| Error::from(error).with_detail("index", index))?);
    }
    Ok(bookings)
}

async fn touched_accounts(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    bookings: &[Booking],
) -> Result<BTreeMap<AccountId, Account>, Error> {
    let mut accounts = BTreeMap::new();
    for booking in bookings {
        for id in [Some(booking.account()), booking.event().receiver()].into_iter().flatten() {
            if accounts.contains_key(&id) {
                continue;
            }
            let account = unit.accounts().get(reach, id).await?;
            accounts.insert(id, account.ok_or(ServiceError::NotFound { what: "account" })?);
        }
    }
    Ok(accounts)
}

/// The decision for the accounts, which is the same for all: each is allowed, or the first refusal is the error.
async fn authorise_accounts(
    unit: &mut dyn UnitOfWork,
    actor: &Actor,
    reach: &Reach,
    accounts: &BTreeMap<AccountId, Account>,
) -> Result<Decision, Error> {
    let mut last = None;
    for account in accounts.values() {
        let client = unit.clients().get(reach, account.client).await?;
        let client = client.ok_or(ServiceError::NotFound { what: "account" })?;
        last = Some(authorise(actor, Permission::TransactionsRecord, &client).require()?);
    }
    Ok(last.ok_or(ServiceError::NothingToRecord)?)
}
