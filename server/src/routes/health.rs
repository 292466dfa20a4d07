//! Whether the server lives, and whether it can work.

use std::time::Duration;

use http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;

use crate::api::Access::Public;
use crate::api::{Call, Endpoint, Problem, View};

/// A store that takes longer is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/health/live", live).named("get_liveness", "The server runs", Public),
        Endpoint::get("/health/ready", ready).named(
            "get_readiness",
            "The server can work: its store answers",
            Public,
        ),
    ]
}

/// The state of the server.
#[derive(Debug, Serialize, JsonSchema)]
struct Health {
    /// `ok`; anything else comes as a problem.
    status: &'static str,
}

async fn live(_: Call) -> Result<View<Health>, Problem> {
    Ok(View(Health { status: "ok" }))
}

async fn ready(call: Call) -> Result<View<Health>, Problem> {
    match tokio::time::timeout(PATIENCE, call.app.cactus().ping()).await {
        Ok(answer) => answer?,
        Err(_) => {
            let problem = Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "server.not_ready",
                "the store does not answer",
            );
            return Err(problem.retry_after(1));
        }
    }
    Ok(View(Health { status: "ok" }))
}
