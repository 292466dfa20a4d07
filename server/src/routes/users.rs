//! People of the firm.

use cactus_core::ids::UserId;
use cactus_core::permissions::Permission::{UsersManage, UsersRead};
use cactus_core::views::{AddUser, PageQuery, PageView, UserView};

use crate::api::Access::{Needs, SignedIn};
use crate::api::{Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/users/me", me).named("get_current_user", "The caller", SignedIn),
        Endpoint::get("/api/v1/users", list).named(
            "list_users",
            "The people in reach, in the order in which they were added",
            Needs(UsersRead),
        ),
        Endpoint::post("/api/v1/users", add).named(
            "add_user",
            "Adds a person to the firm",
            Needs(UsersManage),
        ),
        Endpoint::get("/api/v1/users/{user_id}", get).named(
            "get_user",
            "A person of the firm",
            Needs(UsersRead),
        ),
    ]
}

async fn me(call: Call) -> Result<View<UserView>, Problem> {
    let access = call.app.cactus().access();
    Ok(View(access.me(call.actor()?).await?))
}

async fn list(
    call: Call,
    Query(query): Query<PageQuery>,
) -> Result<View<PageView<UserView>>, Problem> {
    let users = call.app.cactus().users();
    Ok(View(users.list(call.actor()?, query).await?))
}

async fn add(call: Call, Json(command): Json<AddUser>) -> Result<Created<UserView>, Problem> {
    let (cactus, actor) = (call.app.cactus().clone(), call.actor()?.clone());
    let work = async move { cactus.users().add(&actor, command).await };
    Ok(Created(call.app.passwords().run(work).await?))
}

async fn get(call: Call, Path(id): Path<UserId>) -> Result<View<UserView>, Problem> {
    let users = call.app.cactus().users();
    Ok(View(users.get(call.actor()?, id).await?))
}
