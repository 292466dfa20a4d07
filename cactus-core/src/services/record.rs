//! Loading the record of some accounts.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::ids::AccountId;
use crate::ledger::{Journal, Transaction};
use crate::model::{Account, Instrument};
use crate::permissions::Reach;
use crate::ports::UnitOfWork;

/// The record of some accounts, with the instruments it names.
pub(super) struct Record {
    /// Every instrument that a transaction names, in the order of their ids.
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
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let mut transactions = unit.transactions().journal(reach, &ids).await?;
    transactions.extend_from_slice(added);
    let named: BTreeSet<_> = transactions
        .iter()
        .filter_map(|transaction| transaction.booking.event().instrument())
        .collect();
    let named: Vec<_> = named.into_iter().collect();
    let instruments = unit.instruments().get_many(reach, &named).await?;
    let journal = Journal::new(accounts, &instruments, transactions)?;
    Ok(Record { instruments, journal })
}
