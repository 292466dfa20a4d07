//! Accounts.

use cactus_core::ids::AccountId;
use cactus_core::permissions::Permission::{AccountsManage, AccountsRead};
use cactus_core::views::{AccountView, ListAccounts, OpenAccount, PageView, UpdateAccount};

use crate::api::Access::Needs;
use crate::api::{Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/accounts", list).named(
            "list_accounts",
            "The accounts in reach, in the order in which they were opened",
            Needs(AccountsRead),
        ),
        Endpoint::post("/api/v1/accounts", open).named(
            "open_account",
            "Opens an account in a portfolio",
            Needs(AccountsManage),
        ),
        Endpoint::get("/api/v1/accounts/{account_id}", get).named(
            "get_account",
            "An account",
            Needs(AccountsRead),
        ),
        Endpoint::put("/api/v1/accounts/{account_id}", update).named(
            "update_account",
            "Replaces what was written about an account, if nobody else has since and its record fits",
            Needs(AccountsManage),
        ),
    ]
}

async fn list(
    call: Call,
    Query(query): Query<ListAccounts>,
) -> Result<View<PageView<AccountView>>, Problem> {
    let accounts = call.app.cactus().accounts();
    Ok(View(accounts.list(call.actor()?, &query).await?))
}

async fn open(
    call: Call,
    Json(command): Json<OpenAccount>,
) -> Result<Created<AccountView>, Problem> {
    let accounts = call.app.cactus().accounts();
    Ok(Created(accounts.open(call.actor()?, command).await?))
}

async fn get(call: Call, Path(id): Path<AccountId>) -> Result<View<AccountView>, Problem> {
    let accounts = call.app.cactus().accounts();
    Ok(View(accounts.get(call.actor()?, id).await?))
}

async fn update(
    call: Call,
    Path(id): Path<AccountId>,
    Json(command): Json<UpdateAccount>,
) -> Result<View<AccountView>, Problem> {
    let accounts = call.app.cactus().accounts();
    Ok(View(accounts.update(call.actor()?, id, command).await?))
}
