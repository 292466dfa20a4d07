//! Benchmarks.

use serde_json::{Value, json};

use super::{document, parse};
use crate::error::Coded as _;
use crate::exchange::{BenchmarkContent, Blended};
use crate::performance::Rebalancing;

fn benchmarks() -> Value {
    json!([
        {
            "key": "world", "name": "World shares", "currency": "USD",
            "index": [["2024-01-02", "100"], ["2024-01-03", "101.5"]],
        },
        { "key": "acme", "name": "Acme", "instrument": "ACME" },
        {
            "key": "sixty-forty", "name": "Sixty to forty", "rebalance": "monthly",
            "blend": [
                { "benchmark": "world", "weight": "0.6" },
                { "instrument": "ACME", "weight": "0.4" },
            ],
        },
    ])
}

fn with_benchmarks(benchmarks: Value) -> Value {
    let mut document = document();
    document["benchmarks"] = benchmarks;
    document
}

#[test]
fn an_index_an_instrument_and_a_blend_are_read() {
    let book = parse(&with_benchmarks(benchmarks())).unwrap();
    let [index, instrument, blend] = book.benchmarks.as_slice() else { panic!() };
    assert!(matches!(&index.content, BenchmarkContent::Index { levels, .. } if levels.len() == 2));
    assert!(matches!(&instrument.content, BenchmarkContent::Instrument(_)));
    let BenchmarkContent::Blend { parts, rebalance } = &blend.content else { panic!() };
    assert_eq!(*rebalance, Rebalancing::Monthly);
    assert_eq!(parts[0].of, Blended::Benchmark("world".parse().unwrap()));
    assert_eq!(parts[1].weight.to_string(), "0.4");
    assert_eq!(serde_json::to_value(&book.benchmarks).unwrap(), benchmarks());
}

#[test]
fn what_is_no_benchmark_is_told_with_its_place() {
    let refused = |pointer: &str, value: Value, told: &str, code: &str| {
        let mut changed = benchmarks();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        match changed.pointer_mut(parent).unwrap() {
            Value::Array(items) => items[field.parse::<usize>().unwrap()] = value,
            parent => parent[field] = value,
        }
        let error = parse(&with_benchmarks(changed)).unwrap_err();
        let told = format!("/benchmarks{told}");
        assert_eq!((error.pointer(), error.code()), (Some(told.as_str()), code), "{error}");
    };
    let malformed = "exchange.malformed";
    // Two contents, none, half of one.
    refused("/0/instrument", json!("ACME"), "/0", malformed);
    refused("/1", json!({ "key": "none", "name": "None" }), "/1", malformed);
    refused("/0/currency", Value::Null, "/0", malformed);
    refused("/1/rebalance", json!("daily"), "/1", malformed);
    refused("/2/rebalance", json!("weekly"), "/2/rebalance", malformed);
    refused("/1/x", json!(1), "/1/x", malformed);
    refused("/2/blend/0/instrument", json!("ACME"), "/2/blend/0", malformed);
    refused("/2/blend/1/x", json!(1), "/2/blend/1/x", malformed);
    refused("/1/key", json!("world"), "/1/key", "exchange.repeated");
    refused("/1/instrument", json!("ACNE"), "/1/instrument", "exchange.unknown");
    refused("/2/blend/1/instrument", json!("ACNE"), "/2/blend/1/instrument", "exchange.unknown");
    // A benchmark further down, or itself: no circle can be written.
    let own = "/2/blend/0/benchmark";
    refused(own, json!("sixty-forty"), own, "exchange.unknown");
    refused("/0/index", json!([]), "/0/index", "exchange.no_content");
    refused("/2/blend", json!([]), "/2/blend", "exchange.no_content");
    refused("/0/index/1/0", json!("2024-01-02"), "/0/index/1/0", "exchange.out_of_order");
    refused("/0/index/1/1", json!("0"), "/0/index/1/1", "exchange.level");
    refused("/2/blend/1/weight", json!("0"), "/2/blend/1/weight", "exchange.share");
    refused("/2/blend/1/weight", json!("0.39999"), "/2/blend", "exchange.not_whole");
    let mut thirds = benchmarks();
    let third = json!({ "instrument": "ACME", "weight": "0.333333" });
    thirds[2]["blend"] = json!([third, third, third]);
    assert!(parse(&with_benchmarks(thirds)).is_ok());
}
