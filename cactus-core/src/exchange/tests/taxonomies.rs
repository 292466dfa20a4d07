//! Taxonomies.

use serde_json::{Value, json};

use super::{document, parse};
use crate::error::Coded as _;
use crate::exchange::Ids;
use crate::ids::{Id as _, InstrumentId};

fn regions() -> Value {
    json!([{
        "key": "region", "name": "Region",
        "nodes": [
            { "key": "de", "name": "Germany", "parent": "eu" },
            { "key": "eu", "name": "Europe" },
        ],
        "assignments": [
            { "instrument": "ACME", "node": "de", "weight": "0.6" },
            { "instrument": "ACME", "node": "eu", "weight": "0.3" },
        ],
    }])
}

fn with_taxonomies(taxonomies: Value) -> Value {
    let mut document = document();
    document["taxonomies"] = taxonomies;
    document
}

#[test]
fn a_tree_with_shares_is_read_and_written() {
    let book = parse(&with_taxonomies(regions())).unwrap();
    assert_eq!(serde_json::to_value(&book.taxonomies).unwrap(), regions());
    let id = InstrumentId::from_uuid(uuid::Uuid::from_u128(7));
    let ids = Ids { instruments: [("ACME".parse().unwrap(), id)].into(), ..Ids::default() };
    let [region]: [_; 1] = book.taxonomies(&ids).unwrap().try_into().unwrap();
    let share = |key: &str| region.weights(&key.parse().unwrap())[&id].to_string();
    assert_eq!((share("eu"), share("de")), ("0.9".to_owned(), "0.6".to_owned()));
    assert_eq!(region.unclassified(id).to_string(), "0.1");
    let nobody = book.taxonomies(&Ids::default()).unwrap_err();
    assert_eq!(nobody.pointer(), Some("/taxonomies/0/assignments/0/instrument"));
}

#[test]
fn what_is_no_taxonomy_is_told_with_its_place() {
    let refused = |pointer: &str, value: Value, code: &str| {
        let mut changed = with_taxonomies(regions());
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[field] = value;
        let error = parse(&changed).unwrap_err();
        assert_eq!((error.pointer(), error.code()), (Some(pointer), code), "{error}");
        assert!(!error.to_string().contains("ins_"), "{error}");
    };
    let (nodes, assigned) = ("/taxonomies/0/nodes", "/taxonomies/0/assignments");
    refused(&format!("{nodes}/1/key"), json!("de"), "taxonomy.duplicate_node");
    refused(&format!("{nodes}/0/parent"), json!("asia"), "taxonomy.unknown_parent");
    refused(&format!("{nodes}/1/x"), json!("asia"), "exchange.malformed");
    refused(&format!("{assigned}/0/node"), json!("asia"), "taxonomy.unknown_node");
    refused(&format!("{assigned}/1/weight"), json!("0.5"), "taxonomy.weight");
    refused(&format!("{assigned}/0/weight"), json!("0"), "taxonomy.weight");
    refused(&format!("{assigned}/0/weight"), json!("1.1"), "taxonomy.weight");
    refused(&format!("{assigned}/1/instrument"), json!("ACNE"), "exchange.unknown");
    let mut circle = with_taxonomies(regions());
    circle["taxonomies"][0]["nodes"][1]["parent"] = json!("de");
    let error = parse(&circle).unwrap_err();
    assert_eq!(
        (error.pointer(), error.code()),
        (Some("/taxonomies/0/nodes/0/parent"), "taxonomy.circle")
    );
    let mut twice = with_taxonomies(regions());
    let second = twice["taxonomies"][0].clone();
    twice["taxonomies"].as_array_mut().unwrap().push(second);
    assert_eq!(parse(&twice).unwrap_err().pointer(), Some("/taxonomies/1/key"));
}
