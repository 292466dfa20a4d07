//! The record.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::{AccountId, ClientId, FirmId, PortfolioId, TransactionId};
use crate::ledger::Transaction;
use crate::model::Reference;
use crate::permissions::Reach;
use crate::time::Period;

/// Which transactions; all fields that are set must match.
///
/// A transfer is of both its accounts: it matches if the one it is booked in or the one it goes to matches
/// all of account, portfolio and client.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransactionFilter {
    /// Of this client's accounts.
    pub client: Option<ClientId>,
    /// Of this portfolio's accounts.
    pub portfolio: Option<PortfolioId>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// Dated in this period.
    pub period: Option<Period>,
}

/// The record. It is only ever added to.
///
/// A transaction is in reach if the client of the account it is booked in is.
#[async_trait]
pub trait Transactions: Send {
    /// The transaction with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(
        &mut self,
        reach: &Reach,
        id: TransactionId,
    ) -> Result<Option<Transaction>, StoreError>;

    /// A page of those in reach, the latest in the total order of the record first.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        filter: &TransactionFilter,
        page: &PageRequest,
    ) -> Result<Page<Transaction>, StoreError>;

    /// Everything booked in or transferred to these accounts, as far as in reach, in the total order.
    ///
    /// A transfer is given if one of its two accounts is among those asked for and in reach: its cash is part
    /// of that account's history, wherever it was booked.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn journal(
        &mut self,
        reach: &Reach,
        accounts: &[AccountId],
    ) -> Result<Vec<Transaction>, StoreError>;

    /// Which of these references of the custodian are already booked in the account.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn known_references(
        &mut self,
        reach: &Reach,
        account: AccountId,
        references: &[Reference],
    ) -> Result<BTreeSet<Reference>, StoreError>;

    /// Takes `count` sequence numbers of the firm, which count from one, and gives the first; they are never
    /// given again once the unit of work is committed.
    ///
    /// # Errors
    /// [`StoreError::Missing`] for an unknown firm.
    async fn reserve_sequence(&mut self, firm: FirmId, count: u64) -> Result<u64, StoreError>;

    /// Adds transactions, all or none.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `transaction.reference` and `transaction.sequence`,
    /// [`StoreError::Dangling`].
    async fn record(&mut self, transactions: &[Transaction]) -> Result<(), StoreError>;
}
