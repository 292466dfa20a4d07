//! The record.

use cactus_core::ids::TransactionId;
use cactus_core::views::{ListTransactions, NewTransaction, RecordTransactions, TransactionView};

use crate::errors::CactusError;
use crate::session::Session;
use crate::views::TransactionPage;

#[uniffi::export]
impl Session {
    /// A page of the record.
    pub async fn list_transactions(
        &self,
        query: ListTransactions,
    ) -> Result<TransactionPage, CactusError> {
        self.act(|cactus, actor| async move { cactus.transactions().list(&actor, &query).await })
            .await
    }

    /// The transaction with this id.
    pub async fn get_transaction(&self, id: TransactionId) -> Result<TransactionView, CactusError> {
        self.act(move |cactus, actor| async move { cactus.transactions().get(&actor, id).await })
            .await
    }

    /// Records transactions: all or none.
    pub async fn record_transactions(
        &self,
        transactions: Vec<NewTransaction>,
    ) -> Result<Vec<TransactionView>, CactusError> {
        let command = RecordTransactions { transactions };
        self.act(
            |cactus, actor| async move { cactus.transactions().record(&actor, &command).await },
        )
        .await
    }
}
