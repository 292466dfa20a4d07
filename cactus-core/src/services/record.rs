//! Loading the record of some accounts.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::ids::{AccountId, InstrumentId};
use crate::ledger::{Event, Journal, Scope, Transaction};
use crate::model::{Account, Instrument};
use crate::permissions::Reach;
use crate::ports::UnitOfWork;

/// The record of some accounts, with the instruments it names.
pub(super) struct Record {
    /// Every instrument that a transaction names or that was asked for, in the order of their ids.
    pub(super) instruments: Vec<Instrument>,
    /// The transactions, validated.
    pub(super) journal: Journal,
}

/// Loads the record of these accounts, with `added` transactions that are not kept yet.
pub(super) async fn load(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    accounts: &[Account],
    added: &[Transaction],
) -> Result<Record, Error> {
    load_with(unit, reach, accounts, added, []).await
}

/// Loads the record of these accounts, with `added` transactions that are not kept yet and the instruments `besides`
/// those that it names.
pub(super) async fn load_with(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    accounts: &[Account],
    added: &[Transaction],
    besides: impl IntoIterator<Item = InstrumentId>,
) -> Result<Record, Error> {
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let mut transactions = unit.transactions().journal(reach, &ids).await?;
    transactions.extend_from_slice(added);
    let mut known = accounts.to_vec();
    add_origins(unit, &reach.of_origins(), &mut known, &mut transactions).await?;
    let named: BTreeSet<_> = transactions
        .iter()
        .flat_map(|transaction| transaction.booking.event().instruments())
        .chain(besides)
        .collect();
    let named: Vec<_> = named.into_iter().collect();
    let instruments = unit.instruments().get_many(reach, &named).await?;
    let splits = unit.instruments().splits(reach, &named).await?;
    let journal = Journal::with_splits(&known, &instruments, &splits, transactions)?;
    Ok(Record { instruments, journal: journal.within(&Scope::accounts(ids))? })
}

/// Adds the accounts from which units came to these, on whatever way, with their record: it tells their lots.
async fn add_origins(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    known: &mut Vec<Account>,
    transactions: &mut Vec<Transaction>,
) -> Result<(), Error> {
    loop {
        let here: BTreeSet<_> = known.iter().map(|account| account.id).collect();
        let origins: BTreeSet<_> = transactions
            .iter()
            .map(|transaction| &transaction.booking)
            .filter(|booking| matches!(booking.event(), Event::InKindTransfer { .. }))
            .map(|booking| booking.account())
            .filter(|account| !here.contains(account))
            .collect();
        let mut found = Vec::new();
        for origin in origins {
            found.extend(unit.accounts().get(reach, origin).await?);
        }
        if found.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = found.iter().map(|account| account.id).collect();
        let of_origins = unit.transactions().journal(reach, &ids).await?;
        let kept: BTreeSet<_> = transactions.iter().map(|transaction| transaction.id).collect();
        transactions.extend(of_origins.into_iter().filter(|found| !kept.contains(&found.id)));
        known.extend(found);
    }
}
