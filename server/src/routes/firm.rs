//! The firm itself.

use cactus_core::permissions::Permission::FirmRead;
use cactus_core::views::FirmView;

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Problem, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::get("/api/v1/firm", get).named("get_firm", "The caller's firm", Needs(FirmRead))]
}

async fn get(call: Call) -> Result<View<FirmView>, Problem> {
    let firms = call.app.cactus().firms();
    Ok(View(firms.get(call.actor()?).await?))
}
