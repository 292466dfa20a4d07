//! Prices and exchange rates.

use cactus_core::permissions::Permission::MarketRecord;
use cactus_core::views::{RecordPrices, RecordRates};

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Json, NoContent, Problem};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/v1/market/prices", record_prices).named(
            "record_prices",
            "Keeps prices of an instrument; a price that exists for a day is replaced",
            Needs(MarketRecord),
        ),
        Endpoint::post("/api/v1/market/rates", record_rates).named(
            "record_rates",
            "Keeps exchange rates; a rate that exists for a pair and a day is replaced",
            Needs(MarketRecord),
        ),
    ]
}

async fn record_prices(
    call: Call,
    Json(command): Json<RecordPrices>,
) -> Result<NoContent, Problem> {
    let market = call.app.cactus().market();
    market.record_prices(call.actor()?, &command).await?;
    Ok(NoContent)
}

async fn record_rates(call: Call, Json(command): Json<RecordRates>) -> Result<NoContent, Problem> {
    let market = call.app.cactus().market();
    market.record_rates(call.actor()?, &command).await?;
    Ok(NoContent)
}
