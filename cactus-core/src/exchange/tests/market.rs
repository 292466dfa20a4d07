//! Several sources of prices, several tables of rates, and prices by day.

use serde_json::{Value, json};

use super::{document, parse, with};
use crate::error::Coded as _;
use crate::exchange::{Book, Point};

/// The points of the one series of `ACME` that figures use.
fn chosen(book: &Book) -> Vec<(String, String)> {
    let chosen = book.chosen_prices();
    assert_eq!(chosen.len(), 1);
    let text = |Point(day, price): &Point| (day.to_string(), price.to_string());
    chosen[0].points.iter().map(text).collect()
}

fn texts(points: &[(&str, &str)]) -> Vec<(String, String)> {
    points.iter().map(|(day, price)| ((*day).to_owned(), (*price).to_owned())).collect()
}

/// The document with prices of its own, of an exchange and of a broker.
fn two_sources(preferred: Value) -> Value {
    let mut document = document();
    for (source, price) in [("Exchange", "101"), ("Broker", "99")] {
        let series =
            json!({ "instrument": "ACME", "source": source, "points": [["2024-01-03", price]] });
        document["prices"].as_array_mut().unwrap().push(series);
    }
    document["settings"]["price_source"] = preferred;
    document
}

#[test]
fn the_preferred_source_counts_and_else_the_first() {
    let first = parse(&two_sources(json!([]))).unwrap();
    assert_eq!(chosen(&first), texts(&[("2024-01-03", "100.5"), ("2024-01-04", "0")]));
    let broker = parse(&two_sources(json!(["Broker", "Exchange"]))).unwrap();
    assert_eq!(chosen(&broker), texts(&[("2024-01-03", "99")]));
    assert_eq!(broker.price_series().len(), 3);
    // A source that has no prices of the instrument is passed over.
    let mut other = two_sources(json!(["Vendor", "Exchange"]));
    let instruments = other["instruments"].as_array_mut().unwrap();
    let mut second = instruments[0].clone();
    second["symbol"] = json!("OTHER");
    instruments.push(second);
    other["quotes"] =
        json!([{ "date": "2024-01-03", "source": "Vendor", "prices": { "OTHER": "7" } }]);
    let book = parse(&other).unwrap();
    let sources: Vec<_> =
        book.chosen_prices().iter().map(|series| series.source.unwrap().to_string()).collect();
    assert_eq!(sources, ["Exchange", "Vendor"]);
}

#[test]
fn prices_by_day_are_points_of_the_series() {
    let mut both = document();
    both["quotes"] = json!([
        { "date": "2024-01-08", "prices": { "ACME": "103" } },
        { "date": "2024-01-05", "prices": { "ACME": "102" } },
    ]);
    let book = parse(&both).unwrap();
    let expected = [
        ("2024-01-03", "100.5"),
        ("2024-01-04", "0"),
        ("2024-01-05", "102"),
        ("2024-01-08", "103"),
    ];
    assert_eq!(chosen(&book), texts(&expected));
    // The same series, written as one.
    let mut points = document();
    points["prices"][0]["points"] = json!(expected);
    assert_eq!(parse(&points).unwrap().price_series(), book.price_series());
}

#[test]
fn one_table_of_rates_counts() {
    let table = json!({
        "base": "EUR", "quote": "USD", "table": "ecb", "points": [["2024-01-03", "1.08"]],
    });
    let rates = |document: &Value| {
        let book = parse(document).unwrap();
        let rates: Vec<_> =
            book.chosen_rates().map(|entry| entry.points[0].1.to_string()).collect();
        rates
    };
    let mut two = with("/rates/1", table);
    assert_eq!(rates(&two), ["1.0919"]);
    two["settings"]["rate_table"] = json!("ecb");
    assert_eq!(rates(&two), ["1.08"]);
}

#[test]
fn what_is_given_twice_or_leads_nowhere_is_told_with_its_place() {
    let refused = |document: &Value, pointer: &str, code: &str| {
        let error = parse(document).unwrap_err();
        assert_eq!((error.pointer(), error.code()), (Some(pointer), code), "{error}");
    };
    let quote = |prices: Value| json!({ "date": "2024-01-04", "prices": prices });
    let quoted = |quotes: Vec<Value>| {
        let mut document = document();
        document["quotes"] = json!(quotes);
        document
    };
    // A day of the series, a day of another quote, a symbol twice in one object.
    let given = quoted(vec![quote(json!({ "ACME": "1" }))]);
    refused(&given, "/quotes/0/prices/ACME", "exchange.repeated");
    let mut later = quote(json!({ "ACME": "1" }));
    later["date"] = json!("2024-01-05");
    refused(&quoted(vec![later.clone(), later]), "/quotes/1/prices/ACME", "exchange.repeated");
    let twice = quoted(vec![json!({ "date": "2024-01-05", "prices": "TWICE" })]).to_string();
    let twice = twice.replace("\"TWICE\"", r#"{"ACME":"1","ACME":"2"}"#);
    let error = Book::parse(twice.as_bytes()).unwrap_err();
    assert_eq!(error.pointer(), Some("/quotes/0/prices/ACME"));
    // By another source, the day is another one.
    let mut other = quote(json!({ "ACME": "1" }));
    other["source"] = json!("Broker");
    assert!(parse(&quoted(vec![other])).is_ok());
    let unknown = quoted(vec![quote(json!({ "A/B": "1" }))]);
    refused(&unknown, "/quotes/0/prices/A~1B", "exchange.unknown");
    let negative = quoted(vec![quote(json!({ "ACME": "-1" }))]);
    refused(&negative, "/quotes/0/prices/ACME", "exchange.negative_price");
    refused(&two_sources(json!(["Vendor"])), "/settings/price_source/0", "exchange.unknown");
    let doubled = two_sources(json!(["Broker", "Broker"]));
    refused(&doubled, "/settings/price_source/1", "exchange.repeated");
    refused(
        &with("/settings/rate_table", json!("ecb")),
        "/settings/rate_table",
        "exchange.unknown",
    );
    let table = json!({ "base": "EUR", "quote": "USD", "table": "ecb", "points": [] });
    let mut twice = with("/rates/1", table.clone());
    twice["rates"].as_array_mut().unwrap().push(table);
    refused(&twice, "/rates/2", "exchange.repeated");
}
