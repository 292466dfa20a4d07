//! Who sees what: an adviser their clients, a manager the team's, a portal client the household.

use cactus_server::api::Endpoint;
use cactus_server::routes::table;
use reqwest::Method;
use serde_json::{Value, json};

use crate::office::{File, Firm, Office};
use crate::site::{Site, answer, refused, settings};

async fn open() -> (Firm, Firm, Site) {
    let office = Office::open().await;
    let site = Site::open(office.cactus.clone(), settings()).await;
    (office.saguaro, office.mesquite, site)
}

/// All that somebody sees of clients and what is theirs must be exactly these files.
async fn assert_sees(site: &Site, email: &str, files: &[File]) {
    let token = site.token(email).await;
    for list in ["clients", "portfolios", "accounts", "reports"] {
        let id = |file: &File| match list {
            "clients" => file.client.to_string(),
            "portfolios" => file.portfolio.to_string(),
            "accounts" => file.account.to_string(),
            _ => file.report.to_string(),
        };
        let mut expected: Vec<String> = files.iter().map(id).collect();
        let mut seen = site.get(&token, &format!("/api/v1/{list}")).await.ids();
        expected.sort();
        seen.sort();
        assert_eq!(seen, expected, "{list} of {email}");
    }
    let seen = site.get(&token, "/api/v1/transactions").await.ids();
    assert_eq!(seen.len(), 2 * files.len(), "transactions of {email}");
}

#[tokio::test]
async fn everybody_sees_what_is_theirs_and_nothing_else() {
    let (firm, _, site) = open().await;
    let Firm { carla, carl, dora, zack, .. } = firm;
    assert_sees(&site, &firm.email("ben"), &[carla, carl, dora]).await;
    assert_sees(&site, &firm.email("zoe"), &[zack]).await;
    assert_sees(&site, &firm.email("mia"), &[carla, carl, dora]).await;
    assert_sees(&site, &firm.email("jo"), &[]).await;
    assert_sees(&site, &firm.email("ada"), &[carla, carl, dora, zack]).await;
    assert_sees(&site, &firm.email("uma"), &[carla, carl, dora, zack]).await;
    assert_sees(&site, &firm.email("carla"), &[carla, carl]).await;
}

#[tokio::test]
async fn a_list_is_read_page_by_page_in_a_stable_order() {
    let (firm, _, site) = open().await;
    let token = site.token(&firm.email("ada")).await;
    let whole = site.get(&token, "/api/v1/clients").await.ids();
    let mut read = Vec::new();
    let mut path = "/api/v1/clients?limit=3".to_owned();
    loop {
        let page = site.get(&token, &path).await;
        read.extend(page.ids());
        let Some(next) = page.json()["next"].as_str().map(str::to_owned) else { break };
        path = format!("/api/v1/clients?limit=3&after={next}");
    }
    assert_eq!((read.len(), &read), (4, &whole));
}

/// Every path of the table that names a row, with the id of that row in this firm.
fn row_paths(firm: &Firm) -> Vec<(Endpoint, String)> {
    let id = |name: &str| match name {
        "user_id" => firm.ben.to_string(),
        "client_id" => firm.carla.client.to_string(),
        "household_id" => firm.household.to_string(),
        "portfolio_id" => firm.carla.portfolio.to_string(),
        "account_id" => firm.carla.account.to_string(),
        "instrument_id" => firm.instrument.to_string(),
        "taxonomy_key" | "benchmark_key" => firm.domain.to_owned(),
        "transaction_id" => firm.carla.transaction.to_string(),
        "report_id" => firm.carla.report.to_string(),
        other => panic!("no row of this test goes by `{other}`"),
    };
    let table = table().into_iter().filter(|e| e.path.contains('{') && !e.path.contains("{*"));
    table
        .map(|endpoint| {
            let name = endpoint.path.split(['{', '}']).nth(1).unwrap().to_owned();
            let path = endpoint.path.replace(&format!("{{{name}}}"), &id(&name));
            let query = match endpoint.operation {
                "get_valuation" | "list_levels" => "?as_of=2024-06-28",
                // What the test replaced before.
                "delete_taxonomy" | "delete_benchmark" => "?version=2",
                "get_performance" => "?period=YTD&as_of=2024-06-28",
                "download_report" => "?format=json&language=en",
                _ => "",
            };
            (endpoint, path + query)
        })
        .collect()
}

/// What a row is replaced by.
fn replacement(operation: &str) -> Value {
    match operation {
        "update_client" => json!({
            "version": 1,
            "client": {
                "first_name": "X", "last_name": "Y", "email": "x@y.example",
                "risk_profile": "low", "status": "prospect",
            },
        }),
        "update_portfolio" => json!({ "version": 1, "name": "X", "lot_method": "average" }),
        "update_account" => json!({ "version": 1, "name": "X", "opened_on": "2024-01-02" }),
        "put_taxonomy" => json!({ "version": 1, "name": "X", "nodes": [], "assignments": [] }),
        "put_benchmark" => {
            json!({ "version": 1, "name": "X", "source": { "kind": "index", "currency": "USD" } })
        }
        other => panic!("`{other}` has no sample here: add one"),
    }
}

#[tokio::test]
async fn a_row_of_another_firm_does_not_exist() {
    let (firm, other, site) = open().await;
    let token = site.token(&firm.email("ada")).await;
    let split = json!({ "date": "2025-06-10", "ratio": { "new": 2, "old": 1 } });
    let levels = json!({ "levels": [{ "date": "2024-06-28", "level": "100" }] });
    let (mut read, mut changed) = (0, 0);
    for ((endpoint, foreign), (_, own)) in row_paths(&other).into_iter().zip(row_paths(&firm)) {
        match endpoint.method.as_str() {
            "GET" => {
                let answer = site.get(&token, &foreign).await;
                assert_eq!(answer.problem(), refused(404, "not_found"), "{endpoint:?}");
                let answer = site.get(&token, &own).await;
                assert_eq!(answer.status, 200, "{endpoint:?}: {answer:?}");
                read += 1;
            }
            "PUT" => {
                let body = replacement(endpoint.operation);
                let answer = site.put(&token, &foreign, &body).await;
                assert_eq!(answer.problem(), refused(404, "not_found"), "{endpoint:?}");
                let answer = site.put(&token, &own, &body).await;
                assert_eq!(answer.status, 200, "{endpoint:?}: {answer:?}");
                changed += 1;
            }
            "POST" if endpoint.operation == "add_split" => {
                let answer = site.post(&token, &foreign, &split).await;
                assert_eq!(answer.problem(), refused(404, "not_found"), "{endpoint:?}");
                let answer = site.post(&token, &own, &split).await;
                assert_eq!(answer.status, 201, "{endpoint:?}: {answer:?}");
                changed += 1;
            }
            "POST" if endpoint.operation == "record_levels" => {
                let answer = site.post(&token, &foreign, &levels).await;
                assert_eq!(answer.problem(), refused(404, "not_found"), "{endpoint:?}");
                let answer = site.post(&token, &own, &levels).await;
                assert_eq!(answer.status, 204, "{endpoint:?}: {answer:?}");
                changed += 1;
            }
            "DELETE" => {
                let gone = answer(site.with(&token, Method::DELETE, &foreign)).await;
                assert_eq!(gone.problem(), refused(404, "not_found"), "{endpoint:?}");
                let gone = answer(site.with(&token, Method::DELETE, &own)).await;
                assert_eq!(gone.status, 204, "{endpoint:?}: {gone:?}");
                changed += 1;
            }
            method => panic!("{method} of a row is not in this test"),
        }
    }
    assert!(read >= 12 && changed >= 3, "{read} {changed}");
}

#[tokio::test]
async fn an_id_of_another_firm_in_a_body_is_no_way_in() {
    let (firm, other, site) = open().await;
    let token = site.token(&firm.email("ada")).await;
    let event = json!({ "kind": "deposit", "amount": { "amount": "1", "currency": "USD" } });
    let bodies = [
        (
            "portfolios",
            json!({
                "client": other.carla.client, "name": "X", "base_currency": "USD",
                "lot_method": "fifo", "opened_on": "2024-01-02",
            }),
        ),
        (
            "accounts",
            json!({
                "portfolio": other.carla.portfolio, "name": "X", "opened_on": "2024-01-02",
            }),
        ),
        (
            "transactions",
            json!({ "transactions": [
                { "account": other.carla.account, "date": "2024-02-01", "event": event },
            ]}),
        ),
        (
            "reports",
            json!({
                "portfolio": other.carla.portfolio, "issued_on": "2024-07-01",
                "period": { "period": "YTD", "as_of": "2024-06-28" },
            }),
        ),
        (
            "market/prices",
            json!({
                "instrument": other.instrument, "prices": [{ "date": "2024-02-01", "price": "1" }],
            }),
        ),
        (
            "clients",
            json!({
                "first_name": "X", "last_name": "Y", "email": "x@y.example", "risk_profile": "low",
                "status": "prospect", "household": other.household,
            }),
        ),
        (
            "users",
            json!({
                "email": "x@y.example", "name": "X", "role": "adviser", "manager": other.ben,
            }),
        ),
    ];
    for (path, body) in bodies {
        let answer = site.post(&token, &format!("/api/v1/{path}"), &body).await;
        assert_eq!(answer.problem(), refused(404, "not_found"), "{path}");
    }
}

/// The reads of what everybody in a firm shares.
const SHARED: [&str; 5] =
    ["get_instrument", "list_splits", "get_taxonomy", "get_benchmark", "list_levels"];

#[tokio::test]
async fn a_row_of_a_colleague_does_not_exist_either() {
    let (firm, _, site) = open().await;
    let token = site.token(&firm.email("zoe")).await;
    for (endpoint, path) in row_paths(&firm).iter().filter(|(e, _)| e.method == "GET") {
        let answer = site.get(&token, path).await;
        if SHARED.contains(&endpoint.operation) {
            assert_eq!(answer.status, 200);
        } else {
            assert_eq!(answer.problem(), refused(404, "not_found"), "{endpoint:?}");
        }
    }
}

#[tokio::test]
async fn a_stale_version_is_a_conflict() {
    let (firm, _, site) = open().await;
    let token = site.token(&firm.email("ben")).await;
    let path = format!("/api/v1/portfolios/{}", firm.dora.portfolio);
    let rename = |version: u64| json!({ "version": version, "name": "Calm", "lot_method": "fifo" });
    let first = site.put(&token, &path, &rename(1)).await;
    assert_eq!((first.status, first.json()["version"].as_u64()), (200, Some(2)));
    let again = site.put(&token, &path, &rename(1)).await;
    assert_eq!(again.status, 409, "{}", again.json());
    assert_eq!(site.get(&token, &path).await.json()["version"], 2);
}
