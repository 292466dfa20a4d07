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
