//! Books, evaluated.

use serde_json::json;

use crate::error::Coded as _;
use crate::exchange::{Book, Evaluation, EvaluationRequest, MeasureAnswer};

/// Two accounts of a script, one instrument in dollars and one in euros, an index to compare with.
fn book() -> Book {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    let eur = |amount: &str| json!({ "amount": amount, "currency": "EUR" });
    let document = json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": "USD", "lot_pool": "account" },
        "instruments": [
            { "symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "raw" },
            { "symbol": "OLE", "name": "Olé", "class": "fund", "currency": "EUR", "price_basis": "raw" }
        ],
        "accounts": [{ "key": "main" }, { "key": "shared", "owner_share": "0.5" }],
        "transactions": [
            { "account": "main", "date": "2023-01-02", "event": { "kind": "deposit", "amount": usd("1000") } },
            { "account": "main", "date": "2023-01-02", "event": {
                "kind": "buy", "instrument": "ACME", "quantity": "10", "price": usd("50") } },
            { "account": "shared", "date": "2023-01-02", "event": { "kind": "deposit", "amount": eur("100") } },
            { "account": "shared", "date": "2023-01-02", "event": {
                "kind": "buy", "instrument": "OLE", "quantity": "2", "price": eur("40") } },
            { "account": "main", "date": "2024-01-03", "event": {
                "kind": "sell", "instrument": "ACME", "quantity": "4", "price": usd("60") } }
        ],
        "prices": [
            { "instrument": "ACME", "points": [["2023-01-02", "50"], ["2024-01-02", "55"], ["2024-01-03", "60"]] },
            { "instrument": "OLE", "points": [["2023-01-02", "40"], ["2024-01-02", "44"]] }
        ],
        "rates": [{ "base": "EUR", "quote": "USD", "points": [["2023-01-02", "1.1"], ["2024-01-02", "1.2"]] }],
        "benchmarks": [{ "key": "world", "name": "World", "currency": "USD",
            "index": [["2023-01-01", "100"], ["2023-01-02", "100"], ["2024-01-02", "105"], ["2024-01-03", "110"]] }],
        "taxonomies": [{ "key": "region", "name": "Region", "nodes": [{ "key": "eu", "name": "Europe" }],
            "assignments": [{ "instrument": "OLE", "node": "eu", "weight": "0.75" }] }]
    });
    Book::parse(document.to_string().as_bytes()).unwrap()
}

fn evaluate(scope: &[&str], change: impl Fn(&mut EvaluationRequest)) -> Evaluation {
    let scope = scope.iter().map(|text| text.parse().unwrap()).collect();
    let mut request = EvaluationRequest { scope, ..EvaluationRequest::default() };
    change(&mut request);
    book().evaluate(&request).unwrap()
}

fn value(found: &Evaluation, key: &str) -> String {
    match &found.figures[key] {
        MeasureAnswer::Value(text) => text.clone(),
        MeasureAnswer::Undefined(code) => (*code).to_owned(),
    }
}

#[test]
fn a_book_is_evaluated_from_its_first_to_its_last_day() {
    let found = evaluate(&[], |_| {});
    assert_eq!(
        (found.from.to_string(), found.to.to_string()),
        ("2023-01-01".into(), "2024-01-03".into())
    );
    // 6 × 60 + 740 dollars, and (2 × 44 + 20) × 1.2.
    assert_eq!(value(&found, "closing_value"), "1229.6");
    assert_eq!(value(&found, "net_flows"), "1110");
    assert_eq!(value(&found, "realised_gain"), "40");
    assert_eq!(value(&found, "realised_gain_long_term"), "40");
    assert_eq!(value(&found, "realised_gain_short_term"), "0");
    // 6 × 10 dollars, and 88 × 1.2 − 80 × 1.1; 20 euros gained 0.1 each.
    assert_eq!(value(&found, "unrealised_gain"), "77.6");
    assert_eq!(value(&found, "currency_gains"), "2");
    assert_eq!(value(&found, "quantity"), "undefined.several_instruments");
    let symbols: Vec<_> = found.positions.iter().map(|row| row.instrument.as_str()).collect();
    assert_eq!(symbols, ["ACME", "OLE", "cash:EUR", "cash:USD"]);
    assert_eq!(found.lots.len(), 2);
    let [sale] = &found.realised[..] else { panic!("one sale") };
    assert_eq!((sale.account.as_str(), sale.holding_period), ("main", "long"));
    let warnings: Vec<_> = found.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(warnings, ["warning.carried_price"]);
    assert!(found.series.is_none() && found.gaps.is_empty());
}

#[test]
fn scopes_shares_and_other_currencies() {
    let found = evaluate(&["account:shared"], |request| {
        request.options.owner_share = true;
        request.currency = Some("EUR".parse().unwrap());
    });
    assert_eq!(value(&found, "closing_value"), "54");
    let found = evaluate(&["taxonomy:region:eu"], |_| {});
    assert_eq!(value(&found, "market_value"), "79.2");
    let found = evaluate(&["instrument:ACME"], |_| {});
    assert_eq!((value(&found, "quantity"), value(&found, "price")), ("6".into(), "60".into()));
    let request = EvaluationRequest {
        scope: vec!["account:none".parse().unwrap()],
        ..EvaluationRequest::default()
    };
    let error = book().evaluate(&request).unwrap_err();
    assert_eq!(
        (error.code(), error.to_string()),
        ("query.unknown_key", "there is no account `none`".into())
    );
}

#[test]
fn an_index_is_compared_with() {
    let found = evaluate(&["account:main"], |request| {
        request.options.benchmark = Some("world".parse().unwrap())
    });
    let near = |key: &str, expected: f64| {
        let found: f64 = value(&found, key).parse().unwrap();
        assert!((found - expected).abs() < 1e-12, "{key}: {found}");
    };
    // 1,000 became 1,050 and then 1,100.
    near("twr", 0.1);
    near("benchmark_return", 0.1);
    near("excess_return", 0.0);
    near("beta", 1.0);
    assert_eq!(value(&evaluate(&[], |_| {}), "beta"), "undefined.no_benchmark");
    let request = EvaluationRequest {
        options: crate::query::QueryOptions {
            benchmark: Some("moon".parse().unwrap()),
            ..crate::query::QueryOptions::default()
        },
        ..EvaluationRequest::default()
    };
    assert_eq!(book().evaluate(&request).unwrap_err().code(), "query.unknown_benchmark");
}

#[test]
fn what_is_missing_is_named_as_in_the_book() {
    let found = evaluate(&[], |request| request.currency = Some("CHF".parse().unwrap()));
    assert_eq!(value(&found, "closing_value"), "undefined.missing_rate");
    let gap = found.gaps.first().unwrap();
    assert_eq!(
        (gap.from.unwrap().to_string(), gap.to.unwrap().to_string()),
        ("EUR".into(), "CHF".into())
    );
    let found = evaluate(&[], |request| request.to = Some("2024-06-30".parse().unwrap()));
    let symbols: Vec<_> = found.gaps.iter().filter_map(|gap| gap.instrument.clone()).collect();
    assert!(
        symbols.contains(&"ACME".to_owned()) && symbols.contains(&"OLE".to_owned()),
        "{symbols:?}"
    );
}

#[test]
fn a_query_is_answered_and_a_wrong_one_pointed_at() {
    let query = br#"{"as_of":"2024-01-03","group_by":["account","asset_class"],"columns":["market_value"]}"#;
    let answer = book().answer(&Book::parse_query(query).unwrap()).unwrap();
    insta::assert_json_snapshot!(answer);
    let wrong = Book::parse_query(br#"{"as_of":"2024-01-03","columns":["market_value","colour"]}"#);
    let error = wrong.unwrap_err();
    assert_eq!(error.code(), "exchange.malformed");
    assert!(error.to_string().contains("colour"), "{error}");
}

#[test]
fn a_book_that_holds_nothing_says_so() {
    let empty = br#"{"format":"cactus-book/1","settings":{"base_currency":"USD"}}"#;
    let found = Book::parse(empty).unwrap().evaluate(&EvaluationRequest::default()).unwrap();
    assert_eq!(value(&found, "closing_value"), "0");
    assert_eq!(value(&found, "twr"), "undefined.nothing_held");
    assert!(found.positions.is_empty() && found.lots.is_empty());
}

#[test]
fn a_contract_counts_a_hundredfold_and_a_split_in_every_account() {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    let document = json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": "USD" },
        "instruments": [
            { "symbol": "CALL", "name": "Call on Acme", "class": "option", "currency": "USD", "price_basis": "raw",
              "multiplier": "100", "matures_on": "2024-06-21" },
            { "symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "split_adjusted" }
        ],
        "splits": [{ "instrument": "ACME", "date": "2024-01-04", "new": 10, "old": 1 }],
        "accounts": [{ "key": "main" }],
        "transactions": [
            { "account": "main", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("2000") } },
            { "account": "main", "date": "2024-01-02", "time": "15:00", "event": {
                "kind": "buy", "instrument": "CALL", "quantity": "2", "price": usd("3.35") } },
            { "account": "main", "date": "2024-01-02", "time": "09:30", "event": {
                "kind": "buy", "instrument": "ACME", "quantity": "10", "price": usd("100") } }
        ],
        "prices": [
            { "instrument": "CALL", "points": [["2024-01-02", "3.35"], ["2024-01-05", "4"]] },
            { "instrument": "ACME", "points": [["2024-01-02", "10"], ["2024-01-05", "11"]] }
        ]
    });
    let book = Book::parse(document.to_string().as_bytes()).unwrap();
    let found = book.evaluate(&EvaluationRequest::default()).unwrap();
    // 2 × 4 × 100, 100 × 11, and 2000 − 670 − 1000 in cash.
    assert_eq!(value(&found, "closing_value"), "2230");
    assert_eq!(value(&found, "unrealised_gain"), "230");
}
