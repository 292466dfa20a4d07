//! How portfolios performed.

use cactus_core::ids::PortfolioId;
use cactus_core::permissions::Permission::PortfoliosRead;
use cactus_core::views::{PerformanceView, PeriodQuery};

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::get("/api/v1/portfolios/{portfolio_id}/performance", get).named(
        "get_performance",
        "How a portfolio performed over a period",
        Needs(PortfoliosRead),
    )]
}

async fn get(
    call: Call,
    Path(id): Path<PortfolioId>,
    Query(query): Query<PeriodQuery>,
) -> Result<View<PerformanceView>, Problem> {
    let performance = call.compute(move |cactus, actor| async move {
        cactus.performance().of_portfolio(&actor, id, query).await
    });
    Ok(View(performance.await?))
}
