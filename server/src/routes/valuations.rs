//! What portfolios are worth.

use cactus_core::ids::PortfolioId;
use cactus_core::permissions::Permission::PortfoliosRead;
use cactus_core::views::{DayQuery, ValuationView};

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::get("/api/v1/portfolios/{portfolio_id}/valuation", get).named(
        "get_valuation",
        "What a portfolio held at the end of a day and what that was worth",
        Needs(PortfoliosRead),
    )]
}

async fn get(
    call: Call,
    Path(id): Path<PortfolioId>,
    Query(query): Query<DayQuery>,
) -> Result<View<ValuationView>, Problem> {
    let valuation = call.compute(move |cactus, actor| async move {
        cactus.valuations().of_portfolio(&actor, id, query.as_of).await
    });
    Ok(View(valuation.await?))
}
