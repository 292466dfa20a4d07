//! Books as they were known.

use serde_json::{Value, json};

use crate::error::Coded as _;
use crate::exchange::{Book, Evaluation, EvaluationRequest, MeasureAnswer};

/// A purchase recorded in time; a split and a sale recorded late; a fee booked by mistake and taken back.
fn document() -> Value {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    let booked = |date: &str, event: Value, recorded_at: &str| json!({ "account": "main", "date": date, "event": event, "recorded_at": recorded_at });
    let mut fee =
        booked("2024-01-03", json!({ "kind": "fee", "amount": usd("9") }), "2024-01-04T09:00:00Z");
    fee["reference"] = json!("F-1");
    json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": "USD" },
        "instruments": [
            { "symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "raw" }
        ],
        "splits": [{
            "instrument": "ACME", "date": "2024-01-04", "new": 2, "old": 1, "recorded_at": "2024-02-01T09:00:00Z",
        }],
        "accounts": [{ "key": "main" }],
        "transactions": [
            { "account": "main", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("1000") } },
            booked("2024-01-02", json!({
                "kind": "buy", "instrument": "ACME", "quantity": "10", "price": usd("100") }), "2024-01-03T09:00:00Z"),
            fee,
            booked("2024-01-03", json!({ "kind": "void", "transaction": "F-1" }), "2024-01-31T23:59:59.999999Z"),
            booked("2024-01-05", json!({
                "kind": "sell", "instrument": "ACME", "quantity": "15", "price": usd("60") }), "2024-02-05T09:00:00Z"),
        ],
        "prices": [{ "instrument": "ACME", "points": [["2024-01-02", "100"], ["2024-01-05", "60"]] }],
    })
}

fn book() -> Book {
    Book::parse(document().to_string().as_bytes()).unwrap()
}

fn known(until: Option<&str>) -> Evaluation {
    let mut request = EvaluationRequest::default();
    request.options.known_on = until.map(|text| text.parse().unwrap());
    book().evaluate(&request).unwrap()
}

fn figures(until: Option<&str>) -> [String; 4] {
    let found = known(until);
    ["closing_value", "net_flows", "fees", "realised_gain"].map(|key| match &found.figures[key] {
        MeasureAnswer::Value(text) => text.clone(),
        MeasureAnswer::Undefined(code) => (*code).to_owned(),
    })
}

#[test]
fn a_book_is_evaluated_as_it_was_known() {
    // Only the deposit says nothing, and was known ever since.
    assert_eq!(figures(Some("2024-01-02")), ["1000", "1000", "0", "0"]);
    // Ten units at 60.
    assert_eq!(figures(Some("2024-01-03")), ["600", "1000", "0", "0"]);
    assert_eq!(figures(Some("2024-01-30")), ["591", "1000", "9", "0"]);
    // A day is known to its last microsecond, and a moment no longer than it is.
    assert_eq!(figures(Some("2024-01-31")), ["600", "1000", "0", "0"]);
    assert_eq!(figures(Some("2024-01-31T23:59:59.999998Z")), ["591", "1000", "9", "0"]);
    assert_eq!(figures(Some("2024-02-04")), ["1200", "1000", "0", "0"]);
    assert_eq!(figures(Some("2024-02-05")), ["1200", "1000", "0", "150"]);
    assert_eq!(figures(None), figures(Some("2024-02-05")));
    assert_eq!((known(Some("2024-02-04")).realised.len(), known(None).realised.len()), (0, 1));
}

#[test]
fn a_query_may_ask_what_was_known() {
    let query = br#"{"as_of":"2024-01-05","columns":["quantity"],"known_on":"2024-02-04",
        "scope":[{"by":"instrument","keys":["ACME"]}]}"#;
    let answer = book().answer(&Book::parse_query(query).unwrap()).unwrap();
    assert_eq!(answer.rows[0].figures["quantity"], MeasureAnswer::Value("20".to_owned()));
    let wrong = Book::parse_query(br#"{"as_of":"2024-01-05","columns":[],"known_on":"then"}"#);
    let error = wrong.unwrap_err();
    assert_eq!(
        (error.code(), error.details()["pointer"].as_str()),
        ("exchange.malformed", "/known_on")
    );
}

#[test]
fn what_was_known_must_hold_together_too() {
    let mut document = document();
    document["transactions"][1]["recorded_at"] = json!("2024-03-01T09:00:00Z");
    let book = Book::parse(document.to_string().as_bytes()).unwrap();
    let mut request = EvaluationRequest::default();
    book.evaluate(&request).unwrap();
    request.options.known_on = Some("2024-02-29".parse().unwrap());
    let error = book.evaluate(&request).unwrap_err();
    assert_eq!(error.code(), "ledger.oversold");
    let said = error.to_string();
    assert!(
        said.starts_with("at `/transactions/4`: as the record was known on 2024-02-29, "),
        "{said}"
    );
}
