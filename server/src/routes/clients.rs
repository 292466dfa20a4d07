//! Clients.

use cactus_core::ids::ClientId;
use cactus_core::permissions::Permission::{ClientsCreate, ClientsRead, ClientsUpdate};
use cactus_core::views::{ClientFields, ClientView, ListClients, PageView, UpdateClient};

use crate::api::Access::Needs;
use crate::api::{Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/clients", list).named(
            "list_clients",
            "The clients in reach, in the order in which they were added",
            Needs(ClientsRead),
        ),
        Endpoint::post("/api/v1/clients", create).named(
            "create_client",
            "Adds a client",
            Needs(ClientsCreate),
        ),
        Endpoint::get("/api/v1/clients/{client_id}", get).named(
            "get_client",
            "A client",
            Needs(ClientsRead),
        ),
        Endpoint::put("/api/v1/clients/{client_id}", update).named(
            "update_client",
            "Replaces what was written about a client, if nobody else has since",
            Needs(ClientsUpdate),
        ),
    ]
}

async fn list(
    call: Call,
    Query(query): Query<ListClients>,
) -> Result<View<PageView<ClientView>>, Problem> {
    let clients = call.app.cactus().clients();
    Ok(View(clients.list(call.actor()?, &query).await?))
}

async fn create(
    call: Call,
    Json(fields): Json<ClientFields>,
) -> Result<Created<ClientView>, Problem> {
    let clients = call.app.cactus().clients();
    Ok(Created(clients.create(call.actor()?, fields).await?))
}

async fn get(call: Call, Path(id): Path<ClientId>) -> Result<View<ClientView>, Problem> {
    let clients = call.app.cactus().clients();
    Ok(View(clients.get(call.actor()?, id).await?))
}

async fn update(
    call: Call,
    Path(id): Path<ClientId>,
    Json(command): Json<UpdateClient>,
) -> Result<View<ClientView>, Problem> {
    let clients = call.app.cactus().clients();
    Ok(View(clients.update(call.actor()?, id, command).await?))
}
