//! `cactus evaluate`: documents in, JSON out.

use std::io::Write as _;
use std::process::{Output, Stdio};

use serde_json::{Value, json};

use super::program::{cactus, complained, printed};

fn evaluate(args: &[&str], input: &str) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = cactus(home.path(), ["evaluate"]);
    let command = command.args(args).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn answers(output: &Output) -> Vec<Value> {
    let lines = printed(output);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_line_of_flows_gets_its_answer_also_after_one_that_is_refused() {
    // The second is the oil pump of Lorie and Savage.
    let input = r#"[{"date":"2023-01-01","amount":"-100"},{"date":"2024-01-01","amount":"107"}]
[{"date":"2021-01-01","amount":"-1600"},{"date":"2022-01-01","amount":"10000"},{"date":"2023-01-01","amount":"-10000"}]

[{"date":"2023-01-01","amount":-100}]
[{"date":"2023-01-01","amount":"-100"}]
"#;
    let output = evaluate(&["--flows", "-"], input);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("a document was refused"), "{}", complained(&output));
    let [one, several, refused, none] = &answers(&output)[..] else { panic!("four answers") };
    assert_eq!(one["outcome"], "one");
    assert_eq!(one["reason"], Value::Null);
    let rate: f64 = one["rates"][0].as_str().unwrap().parse().unwrap();
    assert!((rate - 0.07).abs() < 1e-14, "{rate}");
    assert_eq!(several["outcome"], "several");
    let rates = several["rates"].as_array().unwrap().iter();
    let rates: Vec<f64> = rates.map(|rate| rate.as_str().unwrap().parse().unwrap()).collect();
    assert!((rates[0] - 0.25).abs() < 1e-12 && (rates[1] - 4.0).abs() < 1e-12, "{rates:?}");
    assert_eq!(refused["error"]["code"], "exchange.malformed");
    assert_eq!(refused["error"]["details"]["pointer"], "/0/amount");
    assert_eq!(none["outcome"], "none");
}

#[test]
fn a_file_of_returns_gets_every_measure_that_is_listed() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("returns.json");
    let document = json!({
        "periods_per_year": 12,
        "start_date": "2023-12-31",
        "returns": [
            { "date": "2024-01-31", "value": "0.1" },
            { "date": "2024-02-29", "value": "-0.05" },
        ],
    });
    std::fs::write(&path, document.to_string()).unwrap();
    let output = evaluate(&["--returns", path.to_str().unwrap()], "");
    assert!(output.status.success(), "{}", complained(&output));
    let [measures] = &answers(&output)[..] else { panic!("one answer") };
    let total: f64 = measures["total_return"]["value"].as_str().unwrap().parse().unwrap();
    assert!((total - 0.045).abs() < 1e-15, "{total}");
    assert_eq!(measures["beta"]["undefined"], "undefined.no_benchmark");
    let list = answers(&evaluate(&["--list-measures"], ""));
    let listed = list[0]["measures"].as_array().unwrap();
    assert_eq!(listed.len(), measures.as_object().unwrap().len());
    for measure in listed {
        assert!(measures.get(measure["key"].as_str().unwrap()).is_some(), "{measure}");
        assert!(!measure["formula"].as_str().unwrap().is_empty());
    }
}

#[test]
fn one_thing_is_asked_at_a_time() {
    for args in [&[][..], &["--list-measures", "--flows", "-"][..]] {
        assert_eq!(evaluate(args, "").status.code(), Some(2), "{args:?}");
    }
    let missing = evaluate(&["--flows", "nowhere.json"], "");
    assert_eq!(missing.status.code(), Some(1));
    assert!(complained(&missing).contains("nowhere.json"));
}

/// A book of one account with one instrument.
fn book() -> Value {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": "USD" },
        "instruments": [
            { "symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "raw" }
        ],
        "accounts": [{ "key": "main" }],
        "transactions": [
            { "account": "main", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("1000") } },
            { "account": "main", "date": "2024-01-02", "event": {
                "kind": "buy", "instrument": "ACME", "quantity": "8", "price": usd("120") } },
            { "account": "main", "date": "2024-01-03", "event": {
                "kind": "sell", "instrument": "ACME", "quantity": "3", "price": usd("125") } },
        ],
        "prices": [{ "instrument": "ACME", "points": [["2024-01-02", "120"], ["2024-01-03", "125"]] }],
    })
}

#[test]
fn a_book_is_evaluated_for_programs_and_for_people() {
    let document = book().to_string();
    let output =
        evaluate(&["-", "--from", "2024-01-01", "--to", "2024-01-03", "--daily"], &document);
    let [found] = &answers(&output)[..] else { panic!("one answer") };
    let figures = &found["figures"];
    assert_eq!(figures["closing_value"], json!({ "value": "1040" }));
    assert_eq!(figures["realised_gain"], json!({ "value": "15" }));
    assert_eq!(figures["unrealised_gain"], json!({ "value": "25" }));
    assert_eq!(figures["beta"], json!({ "undefined": "undefined.no_benchmark" }));
    assert_eq!(found["positions"][0]["instrument"], "ACME");
    assert_eq!(found["series"].as_array().unwrap().len(), 3);
    let output = evaluate(&["-", "--scope", "instrument:ACME", "--format", "table"], &document);
    let text = printed(&output);
    let is_value = |line: &str| line.split_whitespace().eq(["closing_value", "625.00"]);
    assert!(text.lines().any(is_value), "{text}");
}

#[test]
fn a_question_about_a_book_is_answered_by_a_table() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("query.json");
    let query = json!({
        "as_of": "2024-01-03", "group_by": ["asset_class"], "columns": ["market_value", "weight"],
    });
    std::fs::write(&path, query.to_string()).unwrap();
    let output = evaluate(&["-", "--query", path.to_str().unwrap()], &book().to_string());
    let [table] = &answers(&output)[..] else { panic!("one answer") };
    let values: Vec<_> = table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["figures"]["market_value"])
        .collect();
    assert_eq!(
        values,
        [&json!({ "value": "1040" }), &json!({ "value": "625" }), &json!({ "value": "415" })]
    );
    let listed = evaluate(&["--list-columns"], "");
    let [listed] = &answers(&listed)[..] else { panic!("one list") };
    assert!(
        listed["columns"].as_array().unwrap().iter().any(|column| column["key"] == "contribution")
    );
}

#[test]
fn a_book_is_evaluated_as_it_was_known() {
    let mut book = book();
    book["transactions"][2]["recorded_at"] = json!("2024-01-08T12:00:00Z");
    let closing = |args: &[&str]| {
        let output = evaluate(args, &book.to_string());
        let [found] = &answers(&output)[..] else { panic!("one answer") };
        (found["figures"]["quantity"].clone(), found["figures"]["realised_gain"].clone())
    };
    let scope = ["-", "--scope", "instrument:ACME"];
    let figures = |units: &str, gain: &str| (json!({ "value": units }), json!({ "value": gain }));
    assert_eq!(closing(&scope), figures("5", "15"));
    assert_eq!(closing(&[&scope[..], &["--known-on", "2024-01-07"]].concat()), figures("8", "0"));
    assert_eq!(closing(&[&scope[..], &["--known-on", "2024-01-08"]].concat()), figures("5", "15"));
    let moment = "2024-01-08T11:59:59Z";
    assert_eq!(closing(&[&scope[..], &["--known-on", moment]].concat()), figures("8", "0"));
    assert_eq!(evaluate(&["-", "--known-on", "then"], "").status.code(), Some(2));
}

#[test]
fn a_book_that_is_wrong_is_refused_with_its_place_and_nothing_is_printed() {
    let mut wrong = book();
    wrong["transactions"][2]["event"]["quantity"] = json!("9");
    let output = evaluate(&["-"], &wrong.to_string());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(complained(&output).contains("/transactions/2"), "{}", complained(&output));
    let mut wrong = book();
    wrong["colour"] = json!("red");
    let output = evaluate(&["-"], &wrong.to_string());
    assert!(complained(&output).contains("/colour"), "{}", complained(&output));
    for (arguments, said) in [
        (&["-", "--scope", "account:none"][..], "there is no account `none`"),
        (&["-", "--from", "2024-02-01", "--to", "2024-01-01"], "ends before it starts"),
    ] {
        let output = evaluate(arguments, &book().to_string());
        assert_eq!(output.status.code(), Some(1));
        assert!(complained(&output).contains(said), "{}", complained(&output));
    }
    assert_eq!(evaluate(&["--from", "2024-02-01", "--list-measures"], "").status.code(), Some(2));
}
