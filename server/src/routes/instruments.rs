//! Instruments.

use cactus_core::ids::InstrumentId;
use cactus_core::permissions::Permission::{MarketRead, MarketRecord};
use cactus_core::views::{
    AddSplit, CreateInstrument, InstrumentView, PageQuery, PageView, SplitView,
};

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
        Endpoint::get("/api/v1/instruments/{instrument_id}/splits", splits).named(
            "list_splits",
            "The splits of an instrument, by day",
            Needs(MarketRead),
        ),
        Endpoint::post("/api/v1/instruments/{instrument_id}/splits", add_split).named(
            "add_split",
            "Adds a split, which counts in every account that holds the instrument at the start of the day",
            Needs(MarketRecord),
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

async fn splits(call: Call, Path(id): Path<InstrumentId>) -> Result<View<Vec<SplitView>>, Problem> {
    let instruments = call.app.cactus().instruments();
    Ok(View(instruments.splits(call.actor()?, id).await?))
}

async fn add_split(
    call: Call,
    Path(id): Path<InstrumentId>,
    Json(command): Json<AddSplit>,
) -> Result<Created<SplitView>, Problem> {
    let instruments = call.app.cactus().instruments();
    Ok(Created(instruments.add_split(call.actor()?, id, command).await?))
}
