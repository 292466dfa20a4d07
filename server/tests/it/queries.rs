//! One question for all figures, asked by people who see different things.

use cactus_core::money::Decimal;
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
async fn the_last_point_of_a_series_is_the_answer() {
    let (firm, site) = open().await;
    let query = json!({
        "from": "2024-01-30", "to": "2024-06-28",
        "group_by": ["asset_class"], "columns": ["closing_value", "twr"],
    });
    let table = ask(&site, &firm, "ben", &query).await.json();
    let token = site.token(&firm.email("ben")).await;
    let body = json!({ "query": query, "every": "month" });
    let series = site.post(&token, "/api/v1/query/series", &body).await.json();
    let ends = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-28"];
    assert_eq!(series["dates"], json!(ends));
    assert_eq!((&series["columns"], &series["currency"]), (&table["columns"], &table["currency"]));
    let (rows, points) = (table["rows"].as_array().unwrap(), series["rows"].as_array().unwrap());
    assert_eq!(rows.len(), points.len());
    for row in rows {
        let points = points.iter().find(|points| points["groups"] == row["groups"]).unwrap();
        assert_eq!(points["points"][5], row["cells"]);
    }
    let body = json!({ "query": { "as_of": "2024-06-28", "columns": ["cost"] }, "every": "day" });
    let answer = site.post(&token, "/api/v1/query/series", &body).await;
    assert_eq!(answer.problem(), refused(422, "query.span"));
}

#[tokio::test]
async fn figures_say_what_they_were_computed_from() {
    let (firm, site) = open().await;
    let token = site.token(&firm.email("carla")).await;
    let query = json!({
        "from": "2024-01-30", "to": "2024-06-28",
        "columns": ["closing_value", "net_flows", "cost"],
    });
    let cells = ask(&site, &firm, "carla", &query).await.json()["rows"][0]["cells"].clone();
    let trail = async |column: Value| {
        let body = json!({ "query": query, "column": column });
        let answer = site.post(&token, "/api/v1/query/trail", &body).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    };
    let number = |value: &Value| value.as_str().unwrap().parse::<Decimal>().unwrap();
    let sum = |rows: &Value, of: fn(&Value) -> &Value| -> Decimal {
        rows.as_array().unwrap().iter().map(|row| number(of(row))).sum()
    };
    let all = trail(Value::Null).await;
    assert_eq!(number(&all["positions"][0]["price"]["value"]["amount"]), Decimal::new(1_125, 1));
    assert_eq!(all["positions"][0]["price_date"], "2024-06-28");
    // Nothing was converted.
    assert_eq!(all["positions"][0]["rate"], Value::Null);
    let value = |row| sum(row, |row| row.pointer("/value/value/amount").unwrap());
    assert_eq!(value(&all["positions"]) + value(&all["cash"]), number(&cells[0]["value"]));
    let flows = sum(&all["flows"], |row| row.pointer("/amount/amount").unwrap());
    assert_eq!(flows, number(&cells[1]["value"]));
    let cost = sum(&all["lots"], |row| row.pointer("/cost/value/amount").unwrap());
    assert_eq!(cost, number(&cells[2]["value"]));
    let last = all["days"].as_array().unwrap().last().unwrap();
    assert_eq!(number(last.pointer("/value/value/amount").unwrap()), number(&cells[0]["value"]));
    let of_cost = trail(json!("cost")).await;
    assert_eq!((&of_cost["lots"], &of_cost["flows"]), (&all["lots"], &json!([])));
    // What is out of reach leaves no trail.
    let mut query = query.clone();
    query["scope"] = json!([{ "by": "client", "keys": [firm.zack.client] }]);
    let answer = site.post(&token, "/api/v1/query/trail", &json!({ "query": query })).await;
    assert_eq!(answer.problem(), refused(422, "query.unknown_key"));
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
