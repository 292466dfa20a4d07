//! Households.

use cactus_core::ids::HouseholdId;
use cactus_core::permissions::Permission::{HouseholdsManage, HouseholdsRead};
use cactus_core::views::{CreateHousehold, HouseholdView, PageQuery, PageView};

use crate::api::Access::Needs;
use crate::api::{Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/households", list).named(
            "list_households",
            "The households in reach, in the order in which they were added",
            Needs(HouseholdsRead),
        ),
        Endpoint::post("/api/v1/households", create).named(
            "create_household",
            "Adds a household",
            Needs(HouseholdsManage),
        ),
        Endpoint::get("/api/v1/households/{household_id}", get).named(
            "get_household",
            "A household",
            Needs(HouseholdsRead),
        ),
    ]
}

async fn list(
    call: Call,
    Query(query): Query<PageQuery>,
) -> Result<View<PageView<HouseholdView>>, Problem> {
    let households = call.app.cactus().households();
    Ok(View(households.list(call.actor()?, query).await?))
}

async fn create(
    call: Call,
    Json(command): Json<CreateHousehold>,
) -> Result<Created<HouseholdView>, Problem> {
    let households = call.app.cactus().households();
    Ok(Created(households.create(call.actor()?, command).await?))
}

async fn get(call: Call, Path(id): Path<HouseholdId>) -> Result<View<HouseholdView>, Problem> {
    let households = call.app.cactus().households();
    Ok(View(households.get(call.actor()?, id).await?))
}
