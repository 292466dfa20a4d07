//! Every endpoint as every built-in role: the table, the matrix and the services agree.

use std::collections::BTreeMap;

use cactus_core::permissions::Role;
use cactus_server::api::matrix::{allows, matrix};
use cactus_server::api::{Access, Endpoint, openapi};
use cactus_server::routes::table;
use serde_json::{Value, json};

use crate::office::{Firm, Office, PASSWORD};
use crate::schema::misfit;
use crate::site::{Answer, Site, answer, settings};

#[test]
fn the_matrix_is_the_one_that_was_agreed() {
    insta::assert_snapshot!(matrix(&table()));
}

/// The path of a row of Carla's, for an endpoint that reads one.
fn row_path(endpoint: &Endpoint, firm: &Firm) -> Option<String> {
    let (base, file) = ("/api/v1", firm.carla);
    Some(match endpoint.operation {
        "get_household" => format!("{base}/households/{}", firm.household),
        "get_instrument" => format!("{base}/instruments/{}", firm.instrument),
        "list_splits" => format!("{base}/instruments/{}/splits", firm.instrument),
        "get_taxonomy" => format!("{base}/taxonomies/{}", firm.domain),
        "get_benchmark" => format!("{base}/benchmarks/{}", firm.domain),
        "list_levels" => format!("{base}/benchmarks/{}/levels?as_of=2024-06-28", firm.domain),
        "get_user" => format!("{base}/users/{}", firm.ben),
        "get_client" => format!("{base}/clients/{}", file.client),
        "get_portfolio" => format!("{base}/portfolios/{}", file.portfolio),
        "get_account" => format!("{base}/accounts/{}", file.account),
        "get_transaction" => format!("{base}/transactions/{}", file.transaction),
        "get_report" => format!("{base}/reports/{}", file.report),
        "download_report" => {
            format!("{base}/reports/{}/download?format=markdown&language=es", file.report)
        }
        "get_valuation" => {
            format!("{base}/portfolios/{}/valuation?as_of=2024-06-28", file.portfolio)
        }
        "get_performance" => {
            let days = "start=2024-01-30&end=2024-06-28";
            format!("{base}/portfolios/{}/performance?{days}", file.portfolio)
        }
        _ => return None,
    })
}

fn client(name: &str, role: &str) -> Value {
    json!({
        "first_name": name, "last_name": "New", "email": format!("{name}-{role}@home.example"),
        "risk_profile": "low", "status": "prospect",
    })
}

/// A change of a row that is there, for an endpoint that makes one.
fn change(endpoint: &Endpoint, firm: &Firm, role: &str) -> Option<(String, Option<Value>)> {
    let file = firm.carla;
    Some(match endpoint.operation {
        "update_client" => {
            let body = json!({ "version": 1, "client": client("changed", role) });
            (format!("/api/v1/clients/{}", file.client), Some(body))
        }
        "update_account" => {
            let body = json!({
                "version": 1, "name": "Other", "owner_share": "0.5", "opened_on": "2024-01-02",
            });
            (format!("/api/v1/accounts/{}", file.account), Some(body))
        }
        "put_taxonomy" => {
            let body = json!({
                "version": 1, "name": "Themes", "nodes": [{ "key": "green", "name": "Green" }],
                "assignments": [{ "instrument": firm.instrument, "node": "green", "weight": "1" }],
            });
            (format!("/api/v1/taxonomies/{}", firm.domain), Some(body))
        }
        "put_benchmark" => {
            let source = json!({ "kind": "index", "currency": "EUR" });
            let body = json!({ "version": 1, "name": "Europe", "source": source });
            (format!("/api/v1/benchmarks/{}", firm.domain), Some(body))
        }
        "record_levels" => {
            let body = json!({ "levels": [{ "date": "2024-06-28", "level": "5460.48" }] });
            (format!("/api/v1/benchmarks/{}/levels", firm.domain), Some(body))
        }
        "delete_taxonomy" => (format!("/api/v1/taxonomies/{}?version=2", firm.domain), None),
        "delete_benchmark" => (format!("/api/v1/benchmarks/{}?version=2", firm.domain), None),
        "update_portfolio" => {
            let body = json!({ "version": 1, "name": "Other", "lot_method": "average" });
            (format!("/api/v1/portfolios/{}", file.portfolio), Some(body))
        }
        "add_split" => {
            // There is one split of an instrument on a day: each role has its own.
            let date = format!("2025-06-{:02}", role.len());
            let body = json!({ "date": date, "ratio": { "new": 2, "old": 1 } });
            (format!("/api/v1/instruments/{}/splits", firm.instrument), Some(body))
        }
        _ => return None,
    })
}

/// A request that the role can make of the endpoint if it may, as a path and a body.
fn sample(endpoint: &Endpoint, firm: &Firm, role: &str) -> (String, Option<Value>) {
    if let Some(path) = row_path(endpoint, firm) {
        return (path, None);
    }
    if let Some(change) = change(endpoint, firm, role) {
        return change;
    }
    let file = firm.carla;
    let usd = json!({ "amount": "1", "currency": "USD" });
    let body = match endpoint.operation {
        "add_user" => json!({
            "email": format!("by-{role}@saguaro.example"), "name": "New", "role": "auditor",
        }),
        "create_client" => client("new", role),
        "create_household" => json!({ "name": "New" }),
        "open_portfolio" => json!({
            "client": file.client, "name": "New", "base_currency": "EUR", "lot_method": "fifo",
            "opened_on": "2024-01-02",
        }),
        "open_account" => json!({
            "portfolio": file.portfolio, "name": "New", "opened_on": "2024-01-02",
        }),
        "create_instrument" => json!({
            "symbol": "NEW", "name": "New", "class": "equity", "currency": "USD",
            "price_basis": "raw",
        }),
        "record_prices" => json!({
            "instrument": firm.instrument, "prices": [{ "date": "2024-06-27", "price": "110" }],
        }),
        "record_rates" => json!({ "rates": [{
            "date": "2024-06-27", "rate": { "base": "EUR", "quote": "USD", "rate": "1.07" },
        }]}),
        "record_transactions" => json!({ "transactions": [{
            "account": file.account, "date": "2024-02-01",
            "event": { "kind": "deposit", "amount": usd },
        }]}),
        "query" => json!({
            "as_of": "2024-06-28", "group_by": ["client", "asset_class"], "columns": ["market_value", "weight"],
        }),
        "query_series" => json!({
            "query": { "from": "2024-01-31", "to": "2024-06-28", "columns": ["gain"] }, "every": "month",
        }),
        "query_trail" => json!({
            "query": { "as_of": "2024-06-28", "columns": ["market_value"] }, "column": "market_value",
        }),
        "generate_statement" => json!({
            "portfolio": file.portfolio, "issued_on": "2024-07-01",
            "period": { "period": "YTD", "as_of": "2024-06-28" },
        }),
        other if endpoint.path.contains('{') => panic!("`{other}` has no sample here: add one"),
        _ => return (endpoint.path.to_owned(), None),
    };
    (endpoint.path.to_owned(), Some(body))
}

async fn call(site: &Site, endpoint: &Endpoint, firm: &Firm, role: &str, token: &str) -> Answer {
    let (path, body) = sample(endpoint, firm, role);
    let request = site.with(token, endpoint.method.clone(), &path);
    answer(match &body {
        Some(body) => request.json(body),
        None => request,
    })
    .await
}

/// Who holds each role. Carla's file is in reach of all of them but for the senior and the junior adviser,
/// who look after nobody.
fn holders() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("god", "god"),
        ("admin", "ada"),
        ("manager", "mia"),
        ("senior_adviser", "sam"),
        ("adviser", "ben"),
        ("junior_adviser", "jo"),
        ("auditor", "uma"),
        ("client", "carla"),
    ])
}

#[tokio::test]
async fn every_role_may_do_what_the_table_says_and_nothing_else() {
    let holders = holders();
    let roles = Role::all_built_in();
    assert_eq!(roles.len(), holders.len());
    let (mut allowed, mut denied) = (0, 0);
    for role in roles {
        let office = Office::open().await;
        let firm = office.saguaro;
        let site = Site::open(office.cactus, settings()).await;
        let name = role.name().as_str();
        let token = site.token(&firm.email(holders[name])).await;
        let away = ["senior_adviser", "junior_adviser"].contains(&name);
        let table = table();
        let endpoints = table.iter().filter(|e| e.access != Access::Public);
        for endpoint in endpoints.filter(|e| e.operation != "logout") {
            let answer = call(&site, endpoint, &firm, name, &token).await;
            let told = String::from_utf8_lossy(&answer.body);
            if !allows(endpoint.access, &role) {
                assert_eq!(answer.status, 403, "{name}: {endpoint:?}: {told}");
                assert_eq!(answer.problem().1, "permission.not_held", "{name}: {endpoint:?}");
                denied += 1;
            } else if away && answer.status == 404 {
                // Allowed, but Carla is somebody else's client; an adviser sees no colleagues either.
                assert_eq!(answer.problem().1, "not_found", "{name}: {endpoint:?}");
            } else {
                assert!(answer.status < 300, "{name}: {endpoint:?}: {} {told}", answer.status);
                allowed += 1;
            }
        }
        let logout = site.post(&token, "/api/v1/auth/logout", &Value::Null).await;
        assert_eq!(logout.status, 204, "{name}");
    }
    assert!(allowed > 120 && denied > 30, "{allowed} allowed, {denied} denied");
}

/// The schema of a JSON body of a request or an answer.
fn json_schema(content: &Value) -> Option<&Value> {
    content.get("content")?.get("application/json")?.get("schema")
}

#[tokio::test]
async fn what_is_sent_and_answered_is_what_the_document_says() {
    let office = Office::open().await;
    let firm = office.saguaro;
    let site = Site::open(office.cactus, settings()).await;
    let token = site.token(&firm.email("god")).await;
    let (table, document) = (table(), openapi::document(&table()));
    let (mut sent, mut answered) = (0, 0);
    for endpoint in table.iter().filter(|e| e.access != Access::Public && e.operation != "logout") {
        let method = endpoint.method.as_str().to_lowercase();
        let operation = &document["paths"][endpoint.path][method];
        if let Some(schema) = json_schema(&operation["requestBody"]) {
            let (_, body) = sample(endpoint, &firm, "god");
            assert_eq!(misfit(&document, schema, &body.unwrap(), ""), None, "{endpoint:?}");
            sent += 1;
        }
        let answer = call(&site, endpoint, &firm, "god", &token).await;
        let told = &operation["responses"][answer.status.to_string()];
        assert!(!told.is_null(), "{endpoint:?} does not tell of {}", answer.status);
        if let Some(schema) = json_schema(told) {
            assert_eq!(misfit(&document, schema, &answer.json(), ""), None, "{endpoint:?}");
            answered += 1;
        }
    }
    assert!(sent >= 12 && answered >= 25, "{sent} sent, {answered} answered");

    let login = &document["paths"]["/api/v1/auth/login"]["post"]["responses"]["200"];
    let schema = json_schema(login).unwrap();
    let tokens = site.login(&firm.email("ben"), PASSWORD).await.json();
    assert_eq!(misfit(&document, schema, &tokens, ""), None);
    let problem = &document["components"]["schemas"]["Problem"];
    let wrong = site.post(&token, "/api/v1/clients", &json!({ "colour": 1 })).await.json();
    assert_eq!(misfit(&document, problem, &wrong, ""), None);
    assert!(misfit(&document, problem, &tokens, "").is_some());
}

#[tokio::test]
async fn nobody_gives_a_role_that_holds_more_than_their_own_and_nobody_makes_a_god() {
    let office = Office::open().await;
    let firm = office.saguaro;
    let site = Site::open(office.cactus, settings()).await;
    for name in ["ada", "god"] {
        let token = site.token(&firm.email(name)).await;
        let add = async |role: &str| {
            let email = format!("{role}-of-{name}@saguaro.example");
            let body = json!({ "email": email, "name": "New", "role": role });
            site.post(&token, "/api/v1/users", &body).await
        };
        assert_eq!(add("god").await.problem(), (403, "access.role_too_wide".to_owned()));
        assert_eq!(add("admin").await.status, 201);
        assert_eq!(add("emperor").await.problem(), (422, "access.unknown_role".to_owned()));
    }
}
