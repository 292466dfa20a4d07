//! One question for all figures.

use cactus_core::permissions::Permission::PortfoliosRead;
use cactus_core::query::Query;
use cactus_core::views::{AskSeries, AskTrail, TableView, TimeSeriesView, TrailView};

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Json, Problem, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/v1/query", answer).named(
            "query",
            "Any figures of any part of what is in reach: a scope, a day or a period, groupings, columns",
            Needs(PortfoliosRead),
        ),
        Endpoint::post("/api/v1/query/series", series).named(
            "query_series",
            "The answers to a question about a period at many days of it: daily, weekly, monthly, quarterly, yearly",
            Needs(PortfoliosRead),
        ),
        Endpoint::post("/api/v1/query/trail", trail).named(
            "query_trail",
            "What the figures of a question were computed from: prices, rates, lots, gains, postings, flows, days",
            Needs(PortfoliosRead),
        ),
    ]
}

async fn answer(call: Call, Json(query): Json<Query>) -> Result<View<TableView>, Problem> {
    let table = call
        .compute(move |cactus, actor| async move { cactus.queries().answer(&actor, &query).await });
    Ok(View(table.await?))
}

async fn series(call: Call, Json(asked): Json<AskSeries>) -> Result<View<TimeSeriesView>, Problem> {
    let series = call
        .compute(move |cactus, actor| async move { cactus.queries().series(&actor, &asked).await });
    Ok(View(series.await?))
}

async fn trail(call: Call, Json(asked): Json<AskTrail>) -> Result<View<TrailView>, Problem> {
    let trail = call
        .compute(move |cactus, actor| async move { cactus.queries().trail(&actor, &asked).await });
    Ok(View(trail.await?))
}
