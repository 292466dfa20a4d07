//! The OpenAPI document: current, and sound.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cactus_server::api::{Access, Endpoint, openapi};
use cactus_server::routes::table;
use serde_json::{Map, Value};

use crate::office::Office;
use crate::site::{Site, settings};

fn document() -> Value {
    openapi::document(&table())
}

/// The endpoints that the document describes: OpenAPI has no parameter over several segments of a path.
fn described() -> Vec<Endpoint> {
    table().into_iter().filter(|endpoint| !endpoint.path.contains("{*")).collect()
}

fn operation<'a>(document: &'a Value, endpoint: &Endpoint) -> &'a Value {
    &document["paths"][endpoint.path][endpoint.method.as_str().to_lowercase()]
}

/// Calls with every value in the document and the path to it.
fn visit(value: &Value, path: &str, each: &mut impl FnMut(&str, &Value)) {
    each(path, value);
    match value {
        Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(n, value)| visit(value, &format!("{path}/{n}"), each));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| visit(value, &format!("{path}/{name}"), each));
        }
        _ => {}
    }
}

#[tokio::test]
async fn the_document_in_the_repository_is_the_one_that_is_served() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let kept = std::fs::read_to_string(path).unwrap();
    let current = format!("{:#}\n", document());
    assert!(
        kept == current,
        "docs/openapi.json is not current; write it anew with \
         `cargo run --bin cactus -- openapi > docs/openapi.json`"
    );
    let site = Site::open(Office::open().await.cactus, settings()).await;
    let served = site.get("", "/openapi.json").await;
    assert_eq!(served.header("content-type"), Some("application/json"));
    assert_eq!(served.json(), document());
}

#[test]
fn every_endpoint_is_described_and_nothing_else() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut names = BTreeSet::new();
    for endpoint in described() {
        let operation = operation(&document, &endpoint);
        assert_eq!(operation["operationId"], endpoint.operation);
        assert!(names.insert(endpoint.operation), "two operations are `{}`", endpoint.operation);
        assert!(!operation["summary"].as_str().unwrap().is_empty());
        let is_public = endpoint.access == Access::Public;
        assert_eq!(operation["security"].as_array().unwrap().is_empty(), is_public);
        if let Access::Needs(permission) = endpoint.access {
            assert_eq!(operation["x-permission"], permission.as_str());
        }
        let in_path = endpoint.path.split(['{', '}']).skip(1).step_by(2);
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let of_path = parameters.filter(|parameter| parameter["in"] == "path");
        let of_path: Vec<&str> = of_path.map(|p| p["name"].as_str().unwrap()).collect();
        assert_eq!(of_path, in_path.collect::<Vec<_>>(), "{endpoint:?}");
    }
    let paths = document["paths"].as_object().unwrap();
    let operations: usize = paths.values().map(|methods| methods.as_object().unwrap().len()).sum();
    assert_eq!(operations, names.len());
}

#[test]
fn every_operation_has_one_good_answer_and_tells_its_problems() {
    let document = document();
    for endpoint in described() {
        let operation = operation(&document, &endpoint);
        let responses = operation["responses"].as_object().unwrap();
        let good = responses.keys().filter(|status| status.starts_with(['2', '3'])).count();
        assert_eq!(good, 1, "{endpoint:?}");
        for (status, response) in
            responses.iter().filter(|(status, _)| !status.starts_with(['2', '3']))
        {
            assert_eq!(response["$ref"], "#/components/responses/Problem", "{endpoint:?} {status}");
        }
        let tells = |status: &str| responses.contains_key(status);
        assert!(tells("default"), "{endpoint:?}");
        assert_eq!(tells("401"), endpoint.access != Access::Public, "{endpoint:?}");
        assert_eq!(tells("403"), matches!(endpoint.access, Access::Needs(_)), "{endpoint:?}");
        assert_eq!(tells("404"), endpoint.path.contains('{'), "{endpoint:?}");
        assert_eq!(tells("413"), !operation["requestBody"].is_null(), "{endpoint:?}");
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_of_use() {
    let document = document();
    let mut used = BTreeSet::new();
    visit(&document, "", &mut |path, value| {
        let Some(target) = value.get("$ref").and_then(Value::as_str) else { return };
        let pointer = target.strip_prefix('#').unwrap_or_else(|| panic!("{path}: {target}"));
        assert!(document.pointer(pointer).is_some(), "{path} refers to {target}");
        used.insert(target.to_owned());
    });
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(used.contains(&format!("#/components/schemas/{name}")), "nothing uses `{name}`");
    }
}

#[test]
fn schemas_are_sound() {
    let document = document();
    let kinds = ["array", "boolean", "integer", "null", "number", "object", "string"];
    visit(&document["components"]["schemas"], "", &mut |path, value| {
        let Some(schema) = value.as_object() else { return };
        if path.ends_with("/properties") {
            return;
        }
        if let Some(Value::String(kind)) = schema.get("type") {
            assert!(kinds.contains(&kind.as_str()), "{path}: {kind}");
        }
        if let (Some(required), Some(properties)) =
            (schema.get("required"), schema.get("properties"))
        {
            for name in required.as_array().unwrap() {
                let known = properties.get(name.as_str().unwrap()).is_some();
                assert!(known, "{path}: `{name}` is required and unknown");
            }
        }
    });
}

/// The schemas under their names, those that are read only as input under the name of the type.
fn sides(schemas: &Map<String, Value>) -> BTreeMap<&str, (&Value, &Value)> {
    let split = schemas.iter().filter_map(|(name, written)| {
        Some((name.as_str(), (schemas.get(&format!("{name}Input"))?, written)))
    });
    split.collect()
}

#[test]
fn a_type_that_is_read_otherwise_than_written_has_two_schemas() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let sides = sides(schemas);
    // A trade takes a price instead of a consideration, and always tells the consideration.
    let (read, written) = sides["Event"];
    assert!(read.to_string().contains("\"price\""), "{read}");
    assert!(!written.to_string().contains("\"price\""), "{written}");
    for (name, (read, written)) in sides {
        assert_ne!(read, written, "`{name}` is there twice");
    }
    // Two types of one name would be told apart by a number.
    for name in schemas.keys() {
        assert!(!name.ends_with(|last: char| last.is_ascii_digit()), "two types are `{name}`");
    }
}
