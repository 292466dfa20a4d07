//! Requests that are wrong, and what is said about them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::office::{Firm, Office};
use crate::site::{Answer, Site, answer, refused, settings};

const CLIENTS: &str = "/api/v1/clients";

async fn open() -> (Firm, Site, String) {
    let office = Office::open().await;
    let site = Site::open(office.cactus.clone(), settings()).await;
    let token = site.token(&office.saguaro.email("ben")).await;
    (office.saguaro, site, token)
}

fn client() -> Value {
    json!({
        "first_name": "Nora", "last_name": "New", "email": "nora@home.example",
        "risk_profile": "low", "status": "prospect",
    })
}

async fn send(site: &Site, token: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = site.with(token, Method::POST, CLIENTS);
    answer(request.header("content-type", "application/json").body(body)).await
}

#[tokio::test]
async fn malformed_json_is_refused_where_it_breaks() {
    let (_, site, token) = open().await;
    let answer = send(&site, &token, "{\"first_name\": \"Nora\",\n \"last_name\" \"New\"}").await;
    assert_eq!(answer.problem(), refused(400, "request.json"));
    let problem = answer.json();
    assert_eq!(problem["details"], json!({ "line": "2", "column": "14" }), "{problem}");

    for body in ["", "[]", "{", "{}{}", "null", "\"\\ud800\""] {
        let answer = send(&site, &token, body).await;
        assert_eq!(answer.problem(), refused(400, "request.json"), "{body}");
    }
    let answer = send(&site, &token, "[".repeat(100_000)).await;
    assert_eq!(answer.problem(), refused(400, "request.json"));
    let answer = send(&site, &token, b"{\"first_name\": \"\xff\"}".to_vec()).await;
    assert_eq!(answer.problem(), refused(400, "request.json"));
}

#[tokio::test]
async fn a_wrong_field_is_pointed_at() {
    let (firm, site, token) = open().await;
    let refusal = async |field: &str, value: Value| {
        let mut body = client();
        body[field] = value;
        let answer = site.post(&token, CLIENTS, &body).await;
        assert_eq!(answer.problem(), refused(400, "request.json"), "{field}");
        answer.json()["pointer"].as_str().unwrap().to_owned()
    };
    assert_eq!(refusal("colour", json!("green")).await, "/colour");
    assert_eq!(refusal("first_name", json!(7)).await, "/first_name");
    assert_eq!(refusal("risk_profile", json!("reckless")).await, "/risk_profile");
    assert_eq!(refusal("email", json!("nobody")).await, "/email");
    assert_eq!(refusal("household", json!(firm.carla.client)).await, "/household");
    let amount = json!({ "amount": 12.5, "currency": "USD" });
    assert_eq!(refusal("savings_capacity", amount).await, "/savings_capacity/amount");
    let amount = json!({ "amount": "12.5", "currency": "XXQ" });
    assert_eq!(refusal("savings_capacity", amount).await, "/savings_capacity/currency");

    let mut missing = client();
    missing.as_object_mut().unwrap().remove("last_name");
    let problem = site.post(&token, CLIENTS, &missing).await.json();
    assert!(problem["detail"].as_str().unwrap().contains("`last_name`"), "{problem}");

    let event = json!({ "kind": "deposit", "amount": { "amount": "ten", "currency": "USD" } });
    let body = json!({ "transactions": [
        { "account": firm.carla.account, "date": "2024-02-01", "event": event },
    ]});
    let problem = site.post(&token, "/api/v1/transactions", &body).await.json();
    let pointer = problem["pointer"].as_str().unwrap();
    assert!(pointer.starts_with("/transactions/0/event"), "{problem}");
}

#[tokio::test]
async fn what_is_well_formed_and_still_cannot_be_is_unprocessable() {
    let (firm, site, token) = open().await;
    let amount = json!({ "amount": "1000000", "currency": "USD" });
    let withdrawal = json!({ "kind": "withdrawal", "amount": amount });
    let body = json!({ "transactions": [
        { "account": firm.carla.account, "date": "2023-02-01", "event": withdrawal },
    ]});
    let answer = site.post(&token, "/api/v1/transactions", &body).await;
    assert_eq!(answer.status, 422, "{}", answer.json());
    let answer = site.get(&token, &format!("{CLIENTS}?limit=0")).await;
    assert_eq!(answer.status, 422, "{}", answer.json());
}

#[tokio::test]
async fn a_wrong_query_or_path_is_refused() {
    let (firm, site, token) = open().await;
    for query in ["limit=many", "colour=green", "owner=ben", "limit=1&limit=2", "status=%ff"] {
        let answer = site.get(&token, &format!("{CLIENTS}?{query}")).await;
        assert_eq!(answer.problem(), refused(400, "request.query"), "{query}");
    }
    let valuation = format!("/api/v1/portfolios/{}/valuation", firm.carla.portfolio);
    for query in ["", "?as_of=yesterday", "?as_of=2024-02-30"] {
        let answer = site.get(&token, &format!("{valuation}{query}")).await;
        assert_eq!(answer.problem(), refused(400, "request.query"), "{query}");
    }
    let answer = site.get(&token, &format!("{CLIENTS}?after=nonsense")).await;
    assert_eq!(answer.status, 422, "{}", answer.json());
    for id in ["7", "cli_7", &firm.carla.portfolio.to_string(), "cli_%00"] {
        let answer = site.get(&token, &format!("{CLIENTS}/{id}")).await;
        assert_eq!(answer.problem(), refused(400, "id.malformed"), "{id}");
    }
}

#[tokio::test]
async fn a_body_of_another_media_type_is_refused() {
    let (_, site, token) = open().await;
    let request = site.with(&token, Method::POST, CLIENTS).body(client().to_string());
    assert_eq!(answer(request).await.problem(), refused(415, "request.media_type"));
    let request = site.with(&token, Method::POST, CLIENTS).body(client().to_string());
    let request = request.header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(answer(request).await.status, 201);
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_announced_or_not() {
    let (_, site, token) = open().await;
    let long = "x".repeat(2 * 1024 * 1024 + 1);
    let answer = send(&site, &token, long).await;
    assert_eq!(answer.problem(), refused(413, "request.too_long"));
    assert_eq!(answer.json()["details"]["limit"], "2097152");
    // Just as long as allowed: read to its end, and found not to be JSON.
    let answer = send(&site, &token, "x".repeat(2 * 1024 * 1024)).await;
    assert_eq!(answer.problem(), refused(400, "request.json"));
}

#[tokio::test]
async fn nothing_is_at_an_unknown_path_and_a_known_one_takes_its_methods() {
    let (firm, site, token) = open().await;
    let paths = ["/", "/api/v1", "/api/v1/nobody", "/api/v1/clients/", "/docs/none.js", "/../etc"];
    for path in paths {
        let answer = site.get(&token, path).await;
        assert_eq!(answer.problem(), refused(404, "route.unknown"), "{path}");
    }
    let one = format!("{CLIENTS}/{}", firm.carla.client);
    for (path, allowed) in
        [(CLIENTS, "GET, POST, HEAD"), (&one, "GET, PUT, HEAD"), ("/api/v1/auth/login", "POST")]
    {
        let answer = answer(site.with(&token, Method::DELETE, path)).await;
        assert_eq!(answer.problem(), refused(405, "route.method"), "{path}");
        assert_eq!(answer.header("allow"), Some(allowed));
    }
    let head = answer(site.with(&token, Method::HEAD, &one)).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[tokio::test]
async fn a_request_keeps_its_id_or_gets_one() {
    let (_, site, _) = open().await;
    let with = |id: &'static str| {
        let request = site.request(Method::GET, "/health/live");
        answer(request.header("x-request-id", id))
    };
    assert_eq!(with("order-66.b_1").await.header("x-request-id"), Some("order-66.b_1"));
    let made = site.get("", "/health/live").await;
    let made = made.header("x-request-id").unwrap();
    assert!(made.len() == 32 && made.bytes().all(|byte| byte.is_ascii_hexdigit()), "{made}");
    let unfit = with("{\"level\": \"error\"}").await;
    assert_ne!(unfit.header("x-request-id"), Some("{\"level\": \"error\"}"));
    let failed = answer(site.request(Method::GET, "/no").header("x-request-id", "mine")).await;
    assert_eq!(failed.json()["instance"], "mine");
}

#[tokio::test]
async fn every_answer_says_how_it_may_be_used() {
    let (_, site, token) = open().await;
    for path in ["/health/live", CLIENTS, "/no", "/docs/"] {
        let answer = site.get(&token, path).await;
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
    }
}
