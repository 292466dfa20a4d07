//! Portfolios.

use cactus_core::ids::PortfolioId;
use cactus_core::permissions::Permission::{PortfoliosManage, PortfoliosRead};
use cactus_core::views::{ListPortfolios, OpenPortfolio, PageView, PortfolioView, UpdatePortfolio};

use crate::api::Access::Needs;
use crate::api::{Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/portfolios", list).named(
            "list_portfolios",
            "The portfolios in reach, in the order in which they were opened",
            Needs(PortfoliosRead),
        ),
        Endpoint::post("/api/v1/portfolios", open).named(
            "open_portfolio",
            "Opens a portfolio for a client",
            Needs(PortfoliosManage),
        ),
        Endpoint::get("/api/v1/portfolios/{portfolio_id}", get).named(
            "get_portfolio",
            "A portfolio",
            Needs(PortfoliosRead),
        ),
        Endpoint::put("/api/v1/portfolios/{portfolio_id}", update).named(
            "update_portfolio",
            "Changes a portfolio, if nobody else has since",
            Needs(PortfoliosManage),
        ),
    ]
}

async fn list(
    call: Call,
    Query(query): Query<ListPortfolios>,
) -> Result<View<PageView<PortfolioView>>, Problem> {
    let portfolios = call.app.cactus().portfolios();
    Ok(View(portfolios.list(call.actor()?, &query).await?))
}

async fn open(
    call: Call,
    Json(command): Json<OpenPortfolio>,
) -> Result<Created<PortfolioView>, Problem> {
    let portfolios = call.app.cactus().portfolios();
    Ok(Created(portfolios.open(call.actor()?, command).await?))
}

async fn get(call: Call, Path(id): Path<PortfolioId>) -> Result<View<PortfolioView>, Problem> {
    let portfolios = call.app.cactus().portfolios();
    Ok(View(portfolios.get(call.actor()?, id).await?))
}

async fn update(
    call: Call,
    Path(id): Path<PortfolioId>,
    Json(command): Json<UpdatePortfolio>,
) -> Result<View<PortfolioView>, Problem> {
    let portfolios = call.app.cactus().portfolios();
    Ok(View(portfolios.update(call.actor()?, id, command).await?))
}
