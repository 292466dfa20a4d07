//! One question for all figures, asked by people who see different things.

use serde_json::{Value, json};

use crate::office::{Firm, Office};
use crate::site::{Answer, Site, refused, settings};

async fn open() -> (Firm, Site) {
    let office = Office::open().await;
    let site = Site::open(office.cactus.clone(), settings()).await;
    (office.saguaro, site)
}

async fn ask(site: &Site, firm: &Firm, name: &str, body: &Value) -> Answer {
    let token = site.token(&firm.email(name)).await;
    site.post(&token, "/api/v1/query", body).await
}

/// The first figure of each row, by the name of its last group.
fn first_figures(table: &Value) -> Vec<(String, String)> {
    let rows = table["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let group = row["groups"].as_array().unwrap().last();
            let name = group.map_or("all", |group| group["name"].as_str().unwrap());
            let figure = row["cells"][0]["value"].as_str().unwrap();
            (name.to_owned(), figure.to_owned())
        })
        .collect()
}

#[tokio::test]
async fn everybody_asks_about_what_they_may_see() {
    let (firm, site) = open().await;
    let body =
        json!({ "as_of": "2024-06-28", "group_by": ["adviser"], "columns": ["market_value"] });
    // Each client has 5 units at 112.50 and 500 in cash.
    for (name, whole, advisers) in [("ada", "4250", 2), ("ben", "3187.5", 1), ("carla", "2125", 1)]
    {
        let table = ask(&site, &firm, name, &body).await;
        assert_eq!(table.status, 200, "{table:?}");
        let found = first_figures(&table.json());
        assert_eq!(found[0], ("all".to_owned(), whole.to_owned()), "{name}");
        assert_eq!(found.len(), 1 + advisers, "{name}: {found:?}");
    }
}

#[tokio::test]
async fn a_period_is_grouped_and_cut() {
    let (firm, site) = open().await;
    let body = json!({
        "from": "2024-01-30", "to": "2024-06-28", "currency": "USD",
        "scope": [{ "by": "client", "keys": [firm.carla.client] }],
        "group_by": ["instrument"],
        "columns": ["gain", "twr", "net_flows", "contribution"],
    });
    let table = ask(&site, &firm, "ben", &body).await.json();
    let found = first_figures(&table);
    let expected = [("all", "62.5"), ("Total Stock Market", "62.5"), ("USD", "0")];
    assert_eq!(found, expected.map(|(name, gain)| (name.to_owned(), gain.to_owned())));
    assert_eq!(table["columns"][1], json!({ "key": "twr", "unit": "fraction" }));
    assert_eq!(table["rows"][0]["cells"][2], json!({ "value": "1000" }));
    assert_eq!(table["gaps"], json!([]));
}

#[tokio::test]
async fn a_firm_sorts_and_compares_in_its_own_way() {
    let (firm, site) = open().await;
    let token = site.token(&firm.email("ada")).await;
    let levels = json!({ "levels": [
        { "date": "2024-01-31", "level": "4000" }, { "date": "2024-06-28", "level": "5000" },
    ]});
    let path = format!("/api/v1/benchmarks/{}/levels", firm.domain);
    assert_eq!(site.post(&token, &path, &levels).await.status, 204);
    let body = json!({
        "from": "2024-01-31", "to": "2024-06-28", "benchmark": firm.domain,
        "group_by": [format!("taxonomy:{}", firm.domain)], "columns": ["market_value", "benchmark_return"],
    });
    let table = ask(&site, &firm, "carla", &body).await.json();
    // Three quarters of ten units at 112.50 are American.
    let expected =
        [("all", "2125"), ("America", "843.75"), ("Unclassified", "281.25"), ("Cash", "1000")];
    assert_eq!(
        first_figures(&table),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    // 5000 over 4000.
    assert_eq!(table["rows"][0]["cells"][1], json!({ "value": "0.25" }));
}

#[tokio::test]
async fn what_cannot_be_asked_says_why() {
    let (firm, site) = open().await;
    let asked = |scope: Value, columns: Value| json!({ "as_of": "2024-06-28", "scope": scope, "columns": columns });
    let by_client = |id: Value| json!([{ "by": "client", "keys": [id] }]);
    // Zack is a client of another adviser: for Ben he does not exist.
    let body = asked(by_client(json!(firm.zack.client)), json!(["market_value"]));
    assert_eq!(ask(&site, &firm, "ben", &body).await.problem(), refused(422, "query.unknown_key"));
    assert_eq!(ask(&site, &firm, "ada", &body).await.status, 200);
    let body = asked(json!([]), json!(["colour"]));
    let problem = ask(&site, &firm, "ben", &body).await.json();
    assert!(problem["detail"].as_str().unwrap().contains("colour"), "{problem}");
    let body = asked(json!([]), json!(["twr"]));
    let problem = ask(&site, &firm, "ben", &body).await.json();
    assert!(problem["detail"].as_str().unwrap().contains("twr"), "{problem}");
}
