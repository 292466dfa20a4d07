//! Instruments.

use cactus_core::ids::InstrumentId;
use cactus_core::permissions::Permission::{MarketRead, MarketRecord};
use cactus_core::views::{CreateInstrument, InstrumentView, PageQuery, PageView};

use crate::api::Access::Needs;
use crate::api::{Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/instruments", list).named(
            "list_instruments",
            "The instruments that the firm knows, in the order in which they were added",
            Needs(MarketRead),
        ),
        Endpoint::post("/api/v1/instruments", create).named(
            "create_instrument",
            "Adds an instrument",
            Needs(MarketRecord),
        ),
        Endpoint::get("/api/v1/instruments/{instrument_id}", get).named(
            "get_instrument",
            "An instrument",
            Needs(MarketRead),
        ),
    ]
}

async fn list(
    call: Call,
    Query(query): Query<PageQuery>,
) -> Result<View<PageView<InstrumentView>>, Problem> {
    let instruments = call.app.cactus().instruments();
    Ok(View(instruments.list(call.actor()?, query).await?))
}

async fn create(
    call: Call,
    Json(command): Json<CreateInstrument>,
) -> Result<Created<InstrumentView>, Problem> {
    let instruments = call.app.cactus().instruments();
    Ok(Created(instruments.create(call.actor()?, command).await?))
}

async fn get(call: Call, Path(id): Path<InstrumentId>) -> Result<View<InstrumentView>, Problem> {
    let instruments = call.app.cactus().instruments();
    Ok(View(instruments.get(call.actor()?, id).await?))
}
