//! One question for all figures.

use cactus_core::permissions::Permission::PortfoliosRead;
use cactus_core::query::Query;
use cactus_core::views::TableView;

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Json, Problem, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::post("/api/v1/query", answer).named(
        "query",
        "Any figures of any part of what is in reach: a scope, a day or a period, groupings, columns",
        Needs(PortfoliosRead),
    )]
}

async fn answer(call: Call, Json(query): Json<Query>) -> Result<View<TableView>, Problem> {
    let table = call
        .compute(move |cactus, actor| async move { cactus.queries().answer(&actor, &query).await });
    Ok(View(table.await?))
}
