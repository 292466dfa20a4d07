//! The record.

use cactus_core::ids::TransactionId;
use cactus_core::permissions::Permission::{TransactionsRead, TransactionsRecord};
use cactus_core::views::{ListTransactions, PageView, RecordTransactions, TransactionView};

use crate::api::Access::Needs;
use crate::api::{Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/transactions", list).named(
            "list_transactions",
            "The transactions in reach, the latest first",
            Needs(TransactionsRead),
        ),
        Endpoint::post("/api/v1/transactions", record).named(
            "record_transactions",
            "Records transactions: all or none",
            Needs(TransactionsRecord),
        ),
        Endpoint::get("/api/v1/transactions/{transaction_id}", get).named(
            "get_transaction",
            "A transaction",
            Needs(TransactionsRead),
        ),
    ]
}

async fn list(
    call: Call,
    Query(query): Query<ListTransactions>,
) -> Result<View<PageView<TransactionView>>, Problem> {
    let transactions = call.app.cactus().transactions();
    Ok(View(transactions.list(call.actor()?, &query).await?))
}

async fn record(
    call: Call,
    Json(command): Json<RecordTransactions>,
) -> Result<Created<Vec<TransactionView>>, Problem> {
    let transactions = call.app.cactus().transactions();
    Ok(Created(transactions.record(call.actor()?, &command).await?))
}

async fn get(call: Call, Path(id): Path<TransactionId>) -> Result<View<TransactionView>, Problem> {
    let transactions = call.app.cactus().transactions();
    Ok(View(transactions.get(call.actor()?, id).await?))
}
