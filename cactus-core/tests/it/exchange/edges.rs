//! Amounts near the edge, from a document to its figures: exact, or refused by name. Expected figures are by hand.

use cactus_core::error::Error;
use cactus_core::exchange::{Book, Evaluation, EvaluationRequest, MeasureAnswer};
use serde_json::{Value, json};

/// The largest amount that there is, of 29 digits.
const LARGEST: &str = "79228162514264337593543950335";
/// The smallest, with 28 decimals.
const SMALLEST: &str = "0.0000000000000000000000000001";

/// `"12.50 USD"` on the wire.
fn money(text: &str) -> Value {
    let (amount, currency) = text.split_once(' ').unwrap();
    json!({ "amount": amount, "currency": currency })
}

/// An event of the share.
fn trade(kind: &str, quantity: &str, price: &str) -> Value {
    json!({ "kind": kind, "instrument": "X", "quantity": quantity, "price": money(price) })
}

fn deposit(amount: &str) -> Value {
    json!({ "kind": "deposit", "amount": money(amount) })
}

/// A book in the base currency with one instrument in its own, whose price on 2 and 3 January is given.
fn book(base: &str, instrument: &str, prices: [&str; 2], events: &[Value]) -> Value {
    let row = |event: &Value| json!({ "account": "main", "date": "2024-01-02", "event": event });
    let [first, last] = prices;
    json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": base },
        "instruments": [
            { "symbol": "X", "name": "X", "class": "other", "currency": instrument, "price_basis": "raw" }
        ],
        "accounts": [{ "key": "main", "may_be_short": true }],
        "transactions": events.iter().map(row).collect::<Vec<_>>(),
        "prices": [{ "instrument": "X", "points": [["2024-01-02", first], ["2024-01-03", last]] }],
    })
}

fn evaluate(document: &Value) -> Evaluation {
    let book = Book::parse(document.to_string().as_bytes()).unwrap();
    book.evaluate(&EvaluationRequest::default()).unwrap()
}

/// Figures as texts, or the codes of the reasons why there are none.
fn figures<const N: usize>(found: &Evaluation, keys: [&str; N]) -> [String; N] {
    keys.map(|key| match &found.figures[key] {
        MeasureAnswer::Value(text) => text.clone(),
        MeasureAnswer::Undefined(code) => (*code).to_owned(),
    })
}

/// Whether the document is refused with this code at this place, when it is read or when it is evaluated.
fn is_refused(document: &Value, code: &str, pointer: &str) {
    let book = Book::parse(document.to_string().as_bytes()).map_err(Error::from);
    let error = book.and_then(|book| book.evaluate(&EvaluationRequest::default())).unwrap_err();
    let place = error.details().get("pointer").cloned().unwrap_or_default();
    assert_eq!((error.code(), place.as_str()), (code, pointer), "{error}");
}

#[test]
fn a_millionth_of_a_millionth_of_a_unit_has_its_price() {
    let events = [
        deposit("10 USD"),
        trade("buy", "0.000000000001", "1000000000000 USD"),
        trade("sell", "0.0000000000005", "1500000000000 USD"),
    ];
    let found = evaluate(&book("USD", "USD", ["1000000000000", "1500000000000"], &events));
    // 10 − 1 + 0.75 in cash and half of 1.5 in units; 0.75 − 0.5 either way.
    assert_eq!(figures(&found, ["closing_value", "cost"]), ["10.5", "0.5"]);
    assert_eq!(figures(&found, ["realised_gain", "unrealised_gain"]), ["0.25", "0.25"]);
    assert_eq!(found.lots[0].quantity, "0.0000000000005");
}

#[test]
fn a_million_millions_keep_their_cents() {
    let bought = json!({ "kind": "buy", "instrument": "X", "quantity": "3",
        "consideration": money("999999999999.99 USD") });
    let events = [deposit("1000000000000.01 USD"), bought];
    let found = evaluate(&book("USD", "USD", ["333333333333.33", "333333333333.35"], &events));
    // 3 × 333,333,333,333.35 and two cents.
    assert_eq!(figures(&found, ["closing_value"]), ["1000000000000.07"]);
    assert_eq!(figures(&found, ["cost", "unrealised_gain"]), ["999999999999.99", "0.06"]);
    assert_eq!(figures(&found, ["net_flows"]), ["1000000000000.01"]);
}

#[test]
fn yen_have_no_decimals_and_need_none() {
    let events = [
        deposit("1000000000000 JPY"),
        trade("buy", "7", "142857142857 JPY"),
        trade("sell", "3", "142857142858 JPY"),
    ];
    let mut document = book("JPY", "JPY", ["142857142857", "142857142858"], &events);
    let found = evaluate(&document);
    assert_eq!(figures(&found, ["closing_value"]), ["1000000000007"]);
    assert_eq!(figures(&found, ["realised_gain", "unrealised_gain"]), ["3", "4"]);
    assert_eq!(found.realised[0].proceeds.to_string(), "428571428574 JPY");
    // The same in dollars, at 0.0067 for a yen.
    document["settings"]["base_currency"] = json!("USD");
    let rates = [["2024-01-02", "0.0067"], ["2024-01-03", "0.0067"]];
    document["rates"] = json!([{ "base": "JPY", "quote": "USD", "points": rates }]);
    let found = evaluate(&document);
    assert_eq!(figures(&found, ["closing_value"]), ["6700000000.0469"]);
    assert_eq!(figures(&found, ["realised_gain", "currency_gains"]), ["0.0201", "0"]);
}

#[test]
fn dinars_have_three_decimals() {
    let fee = json!({ "kind": "fee", "amount": money("0.001 KWD") });
    let mut document = book("USD", "KWD", ["1", "1"], &[deposit("999999999999.999 KWD"), fee]);
    let rates = [["2024-01-02", "3.25"], ["2024-01-03", "3.25"]];
    document["rates"] = json!([{ "base": "KWD", "quote": "USD", "points": rates }]);
    let found = evaluate(&document);
    // 999,999,999,999.998 × 3.25.
    assert_eq!(figures(&found, ["closing_value"]), ["3249999999999.9935"]);
    assert_eq!(figures(&found, ["net_flows", "fees"]), ["3249999999999.99675", "0.00325"]);
}

#[test]
fn all_bitcoin_less_a_satoshi() {
    let fee = json!({ "kind": "fee", "amount": money("0.00000001 BTC:8") });
    let mut document = book("BTC:8", "BTC:8", ["1", "1"], &[deposit("20999999.9769 BTC:8"), fee]);
    let found = evaluate(&document);
    assert_eq!(figures(&found, ["closing_value"]), ["20999999.97689999"]);
    assert_eq!(figures(&found, ["fees"]), ["0.00000001"]);
    // The same in dollars, at 100,000.
    document["settings"]["base_currency"] = json!("USD");
    let rates = [["2024-01-02", "100000"], ["2024-01-03", "100000"]];
    document["rates"] = json!([{ "base": "BTC:8", "quote": "USD", "points": rates }]);
    let found = evaluate(&document);
    assert_eq!(figures(&found, ["closing_value", "fees"]), ["2099999997689.999", "0.001"]);
}

#[test]
fn what_is_priced_in_pence_is_paid_in_pounds() {
    let events = [deposit("2000 GBP"), trade("buy", "100", "1234.56 GBp")];
    let found = evaluate(&book("GBP", "GBp", ["1234.56", "1234.57"], &events));
    assert_eq!(figures(&found, ["closing_value", "cost"]), ["2000.01", "1234.56"]);
    assert_eq!(figures(&found, ["unrealised_gain"]), ["0.01"]);
    // A hundred-millionth of a unit at a hundredth of a penny.
    let events = [deposit("1 GBP"), trade("buy", "0.00000001", "0.01 GBp")];
    let found = evaluate(&book("GBP", "GBp", ["0.01", "0.02"], &events));
    assert_eq!(figures(&found, ["closing_value", "cost"]), ["1.000000000001", "0.000000000001"]);
    // Cost keeps more decimals than the twelve that values are told with.
    let events = [deposit("1 GBP"), trade("buy", "0.000000000001", "0.01 GBp")];
    let found = evaluate(&book("GBP", "GBp", ["0.01", "0.02"], &events));
    assert_eq!(figures(&found, ["closing_value", "cost"]), ["1", "0.0000000000000001"]);
}

#[test]
fn the_largest_and_the_smallest_amount_are_kept_to_the_last_digit() {
    // What comes in is exact. A value is told to twelve decimals, or has a reason.
    for (amount, value) in [
        (LARGEST, "undefined.out_of_range"),
        ("79228162514264337.6", "undefined.out_of_range"),
        ("79228162514264337.59", "79228162514264337.59"),
        ("0.000000000001", "0.000000000001"),
        (SMALLEST, "0"),
    ] {
        for currency in ["USD", "JPY", "KWD", "BTC:8"] {
            let paid_in = deposit(&format!("{amount} {currency}"));
            let found = evaluate(&book(currency, currency, ["1", "1"], &[paid_in]));
            assert_eq!(figures(&found, ["net_flows", "closing_value"]), [amount, value]);
        }
    }
}

#[test]
fn what_has_more_digits_than_there_are_is_refused_where_it_stands() {
    for amount in ["79228162514264337593543950336", "0.00000000000000000000000000001"] {
        let document = book("USD", "USD", ["1", "1"], &[deposit(&format!("{amount} USD"))]);
        is_refused(&document, "exchange.malformed", "/transactions/0/event");
        let document = book("USD", "USD", ["1", amount], &[]);
        is_refused(&document, "exchange.malformed", "/prices/0/points/1/1");
    }
}

#[test]
fn a_balance_that_does_not_fit_is_refused() {
    // One past the largest, and one that would need 31 digits. No booking by itself is wrong.
    for more in ["1 USD", "0.01 USD"] {
        let events = [deposit(&format!("{LARGEST} USD")), deposit(more)];
        is_refused(&book("USD", "USD", ["1", "1"], &events), "money.out_of_range", "");
    }
}

#[test]
fn products_that_do_not_fit_are_refused_at_their_booking() {
    // 10^15 × 10^14, and 24 decimals by 12.
    for (quantity, price) in [
        ("1000000000000000", "100000000000000 USD"),
        ("0.000000000000000000000001", "0.000000000001 USD"),
    ] {
        let events = [deposit("1 USD"), trade("buy", quantity, price)];
        let document = book("USD", "USD", ["1", "1"], &events);
        is_refused(&document, "exchange.malformed", "/transactions/1/event");
    }
    // A hundredth of the smallest price in pence.
    let events = [deposit("1 GBP"), trade("buy", "1", &format!("{SMALLEST} GBp"))];
    let document = book("GBP", "GBp", ["1", "1"], &events);
    is_refused(&document, "exchange.malformed", "/transactions/1/event");
}

#[test]
fn a_value_that_does_not_fit_has_a_reason_in_place_of_a_number() {
    let units = json!({ "kind": "delivery_in", "instrument": "X", "quantity": LARGEST,
        "value": money("1 USD") });
    let found = evaluate(&book("USD", "USD", ["1", "2"], &[units]));
    let [closing, cost] = figures(&found, ["closing_value", "cost"]);
    assert_eq!(closing, "undefined.out_of_range");
    assert_eq!(cost, "1");
}
