//! What is refused, and where.

mod accounts;
mod benchmarks;
mod evaluation;
mod known_on;
mod market;
mod taxonomies;

use serde_json::{Value, json};

use super::{Book, ExchangeError, MAX_BYTES};
use crate::error::Coded as _;

/// A document with one of everything.
fn document() -> Value {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    json!({
        "format": "cactus-book/1",
        "settings": { "name": "Saguaro", "base_currency": "USD", "as_of": "2024-02-29" },
        "instruments": [
            { "symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "raw",
              "sector": "Tools", "region": "Europe" },
        ],
        "households": [{ "key": "garcia", "name": "García family" }],
        "clients": [
            {
                "email": "ana@example.org", "first_name": "Ana", "last_name": "García", "household": "garcia",
                "risk_profile": "medium", "status": "active_investor",
                "portfolios": [{
                    "name": "Growth", "base_currency": "USD", "lot_method": "fifo", "opened_on": "2024-01-02",
                    "accounts": [
                        { "key": "a1", "name": "Custody", "opened_on": "2024-01-02", "currencies": ["USD"] },
                        { "key": "a2", "name": "Cash", "opened_on": "2024-01-02", "closed_on": "2024-12-31" },
                    ],
                }],
            },
            {
                "email": "eva@example.org", "first_name": "Eva", "last_name": "Ruiz",
                "risk_profile": "low", "status": "prospect", "referred_by": "ana@example.org",
            },
        ],
        "splits": [{ "instrument": "ACME", "date": "2024-06-10", "new": 10, "old": 1 }],
        "transactions": [
            { "account": "a1", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("1000") } },
            {
                "account": "a1", "date": "2024-01-03", "time": "09:30", "reference": "B-1",
                "event": { "kind": "buy", "instrument": "ACME", "quantity": "3", "price": usd("100.5") },
                "charges": [{ "kind": "fee", "amount": usd("1") }],
            },
            {
                "account": "a1", "date": "2024-01-04",
                "event": { "kind": "cash_transfer", "to": "a2", "amount": usd("50") },
            },
            {
                "account": "a1", "date": "2024-01-05", "memo": "half",
                "event": { "kind": "sell", "instrument": "ACME", "quantity": "1.5", "consideration": usd("160") },
            },
        ],
        "prices": [{ "instrument": "ACME", "points": [["2024-01-03", "100.5"], ["2024-01-04", "0"]] }],
        "rates": [{ "base": "EUR", "quote": "USD", "points": [["2024-01-03", "1.0919"], ["2024-01-04", "1.09"]] }],
    })
}

fn parse(document: &Value) -> Result<Book, ExchangeError> {
    Book::parse(document.to_string().as_bytes())
}

/// The document with another value at the place, which is added if there was none.
fn with(pointer: &str, value: Value) -> Value {
    let mut document = document();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Array(items) => items.insert(name.parse().unwrap(), value),
        parent => parent[name] = value,
    }
    document
}

#[test]
fn a_document_with_one_of_everything_is_read() {
    let book = parse(&document()).unwrap();
    assert_eq!(book.portfolios()[0].accounts.len(), 2);
    assert_eq!(book.transactions[1].charges.len(), 1);
    assert_eq!(book.prices[0].points[0].1.to_string(), "100.5");
    insta::assert_json_snapshot!(book);
}

/// Changes the value at a place, or adds one, and expects to be told of just that place.
fn refused(pointer: &str, value: Value, code: &str) {
    let mut changed = document();
    match changed.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => changed = with(pointer, value),
    }
    let error = parse(&changed).unwrap_err();
    assert_eq!(error.pointer(), Some(pointer), "{error}");
    assert_eq!(error.code(), code, "{error}");
}

#[test]
fn a_value_that_cannot_be_is_told_with_its_place() {
    let opened = "/clients/0/portfolios/0/accounts/1/opened_on";
    refused("/x", json!(1), "exchange.malformed");
    refused("/settings/base_currency", json!("EURO"), "exchange.malformed");
    refused("/instruments/0/isin", json!("US0378331006"), "exchange.malformed");
    refused(opened, json!("2024-02-30"), "exchange.malformed");
    refused("/prices/0/points/1/1", json!(1.5), "exchange.malformed");
    refused("/prices/0/points/1/1", json!("-1"), "exchange.negative_price");
    refused("/prices/0/points/1/0", json!("2024-01-03"), "exchange.out_of_order");
    refused("/rates/0/points/0/1", json!("0"), "money.impossible_rate");
    refused("/rates/0/quote", json!("GBp"), "exchange.minor_unit");
}

#[test]
fn a_name_that_leads_nowhere_is_told_with_its_place() {
    refused("/clients/1/referred_by", json!("eva@example.org"), "exchange.unknown");
    refused("/clients/1/household", json!("ruiz"), "exchange.unknown");
    refused("/transactions/0/account", json!("a3"), "exchange.unknown");
    refused("/transactions/2/event/to", json!("a3"), "exchange.unknown");
    refused("/transactions/3/event/instrument", json!("ACNE"), "exchange.unknown");
    refused("/prices/0/instrument", json!("ACNE"), "exchange.unknown");
    refused("/splits/0/instrument", json!("ACNE"), "exchange.unknown");
    let events = [
        (json!({ "kind": "rename", "instrument": "ACME", "into": "ACNE" }), "into"),
        (json!({ "kind": "void", "transaction": "B-2" }), "transaction"),
        (
            json!({
                "kind": "dividend_in_kind", "instrument": "ACME", "received": "ACNE", "quantity": "1",
                "value": { "amount": "1", "currency": "USD" },
            }),
            "received",
        ),
        (
            json!({
                "kind": "delivery_out", "instrument": "ACME", "quantity": "1",
                "value": { "amount": "1", "currency": "USD" },
                "lots": [{ "opened_by": "B-2", "quantity": "1" }],
            }),
            "lots",
        ),
    ];
    for (event, field) in events {
        let booking = json!({ "account": "a1", "date": "2024-01-05", "event": event });
        let error = parse(&with("/transactions/4", booking)).unwrap_err();
        assert_eq!(error.pointer(), Some(format!("/transactions/4/event/{field}").as_str()));
        assert_eq!(error.code(), "exchange.unknown", "{error}");
    }
}

#[test]
fn a_split_is_there_once_and_is_one() {
    let again = json!({ "instrument": "ACME", "date": "2024-06-10", "new": 2, "old": 1 });
    let error = parse(&with("/splits/1", again)).unwrap_err();
    assert_eq!((error.code(), error.pointer()), ("exchange.repeated", Some("/splits/1")));
    for (value, code) in [(json!(0), "exchange.malformed"), (json!("10"), "exchange.malformed")] {
        let error = parse(&with("/splits/0/new", value)).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (code, Some("/splits/0/new")));
    }
    let error = parse(&with("/splits/0/new", json!(1))).unwrap_err();
    assert_eq!((error.code(), error.pointer()), ("ledger.impossible_ratio", Some("/splits/0")));
    // The account booked another one of the same day.
    let split = json!({ "kind": "split", "instrument": "ACME", "ratio": { "new": 5, "old": 1 } });
    let booking = json!({ "account": "a1", "date": "2024-06-10", "event": split });
    let error = parse(&with("/transactions/4", booking)).unwrap_err();
    assert_eq!((error.code(), error.pointer()), ("ledger.split_differs", Some("/transactions/4")));
    assert!(error.to_string().contains("`ACME` was split 10 for 1 on 2024-06-10"), "{error}");
    // With it, what is sold later is counted in the new units.
    let sale = json!({
        "kind": "sell", "instrument": "ACME", "quantity": "15",
        "price": { "amount": "12", "currency": "USD" },
    });
    let booking = json!({ "account": "a1", "date": "2024-06-10", "event": sale });
    assert!(parse(&with("/transactions/4", booking.clone())).is_ok());
    let mut without = with("/transactions/4", booking);
    without["splits"] = json!([]);
    assert_eq!(parse(&without).unwrap_err().code(), "ledger.oversold");
}

#[test]
fn bookings_that_do_not_fit_are_told_in_the_names_of_the_book() {
    let cases = [
        (
            "/transactions/3/event/quantity",
            json!("3.5"),
            "3.5 of `ACME` sold on 2024-01-05, 3 held",
        ),
        (
            "/transactions/1/date",
            json!("2023-12-29"),
            "the account `a1` was not open on 2023-12-29",
        ),
        (
            "/transactions/2/event/amount/amount",
            json!("0"),
            "the amount of a booking must be above zero",
        ),
        ("/transactions/2/event/to", json!("a1"), "a transfer needs two accounts"),
        (
            "/transactions/1/event/price/currency",
            json!("EUR"),
            "a charge in USD on a booking in EUR",
        ),
        (
            "/transactions/3/event/consideration/currency",
            json!("EUR"),
            "`ACME` is traded in USD, not in EUR",
        ),
    ];
    for (place, value, reason) in cases {
        let mut changed = document();
        *changed.pointer_mut(place).unwrap() = value;
        let error = parse(&changed).unwrap_err();
        let pointer: Vec<_> = place.split('/').take(3).collect();
        let expected = format!("at `{}`: {reason}", pointer.join("/"));
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_repeated_name_is_told_with_its_place() {
    let accounts = "/clients/0/portfolios/0/accounts/1";
    refused("/clients/1/email", json!("ana@example.org"), "exchange.repeated");
    refused(&format!("{accounts}/key"), json!("a1"), "exchange.repeated");
    refused(&format!("{accounts}/name"), json!("Custody"), "exchange.repeated");
    let lists = [
        ("instruments", "/symbol"),
        ("households", "/key"),
        ("prices", "/instrument"),
        ("rates", ""),
        ("transactions", "/reference"),
    ];
    for (list, field) in lists {
        let mut doubled = document();
        let entry = doubled[list].as_array().unwrap().get(1).or(doubled[list].get(0));
        let entry = entry.unwrap().clone();
        doubled[list].as_array_mut().unwrap().push(entry);
        let last = doubled[list].as_array().unwrap().len() - 1;
        let error = parse(&doubled).unwrap_err();
        assert_eq!(error.pointer().unwrap(), format!("/{list}/{last}{field}"));
        assert_eq!(error.code(), "exchange.repeated", "{error}");
    }
}

#[test]
fn equal_bookings_without_a_reference_are_two_and_keep_their_names() {
    let mut doubled = document();
    let deposit = doubled["transactions"][0].clone();
    doubled["transactions"].as_array_mut().unwrap().push(deposit);
    let references = parse(&doubled).unwrap().references().unwrap();
    assert!(references[0].as_str().ends_with("-1") && references[4].as_str().ends_with("-2"));
    assert_eq!(references[..4], parse(&document()).unwrap().references().unwrap());
    assert_eq!(references[1].as_str(), "B-1");
    // Computed in Python from the JSON text of date, event and charges. It is part of the format: with another
    // one, every book of before would be booked a second time.
    let digest = "dc4c96469fe5cb8dca337ac9e3078fe4dddb0d03f0b42ccc51ad094fd8fa50c5";
    assert_eq!(references[0].as_str(), format!("book-{digest}-1"));
}

#[test]
fn other_formats_and_other_sizes_are_refused_first() {
    for format in [json!("cactus-book/2"), json!(null)] {
        let mut later = with("/format", format);
        later["settings"] = json!({ "unknown": true });
        let error = parse(&later).unwrap_err();
        assert_eq!(error.code(), "exchange.unknown_format");
    }
    let error = Book::parse(&vec![b' '; MAX_BYTES + 1]).unwrap_err();
    assert_eq!(error.code(), "exchange.too_large");
    let error = Book::parse(b"{\n  \"format\": \"cactus-book/1\",\n  oops").unwrap_err();
    assert!(matches!(error, ExchangeError::Malformed { line: 3, column: 3, .. }), "{error}");
    let twice = document().to_string().replace("{\"clients\"", "{\"rates\":[],\"clients\"");
    assert_eq!(Book::parse(twice.as_bytes()).unwrap_err().code(), "exchange.malformed");
}

#[test]
fn the_books_of_the_guide_are_some() {
    let guide = include_str!("../../../../docs/guides/portable-book.md");
    let blocks = guide.split("```json\n").skip(1).filter_map(|rest| rest.split_once("```"));
    let [whole, taxonomies, benchmarks, script]: [Value; 4] = blocks
        .map(|(block, _)| serde_json::from_str(block).unwrap())
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let book = parse(&whole).unwrap();
    assert_eq!((book.transactions.len(), book.rates.len()), (3, 1));
    let mut sorted = whole.clone();
    sorted["taxonomies"] = taxonomies;
    sorted["benchmarks"] = benchmarks;
    let sorted = parse(&sorted).unwrap();
    assert_eq!((sorted.taxonomies.len(), sorted.benchmarks.len()), (1, 3));
    assert_eq!(parse(&script).unwrap().portfolios().len(), 2);
    // The example of a refusal there.
    let mut document = whole;
    document["transactions"].as_array_mut().unwrap().push(json!({
        "account": "ana-custody", "date": "2024-01-04",
        "event": {
            "kind": "sell", "instrument": "ACME", "quantity": "9",
            "price": { "amount": "121", "currency": "USD" },
        },
    }));
    let refused = parse(&document).unwrap_err();
    let (_, told) = guide.split_once("error: cannot import `book.json`: ").unwrap();
    assert_eq!(Some(refused.to_string().as_str()), told.lines().next());
}
