//! Whether a value is what a schema of the OpenAPI document says, as far as our schemas go.

use serde_json::Value;

/// What is wrong with the value, with the path to it; nothing if it fits.
pub fn misfit(document: &Value, schema: &Value, value: &Value, path: &str) -> Option<String> {
    let wrong = |what: &str| Some(format!("{path}: {what}: {value}"));
    if let Some(target) = schema["$ref"].as_str() {
        let target = document.pointer(target.trim_start_matches('#')).unwrap();
        if let Some(misfit) = misfit(document, target, value, path) {
            return Some(misfit);
        }
    }
    for (name, enough) in [("anyOf", 1..=usize::MAX), ("oneOf", 1..=1)] {
        let Some(alternatives) = schema[name].as_array() else { continue };
        let misfits = alternatives.iter().filter_map(|one| misfit(document, one, value, path));
        let misfits: Vec<String> = misfits.collect();
        if !enough.contains(&(alternatives.len() - misfits.len())) {
            return wrong(&format!("{name}: {misfits:?}"));
        }
    }
    if schema.get("const").is_some_and(|only| only != value) {
        return wrong("another constant");
    }
    if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
        return wrong("not one of the values");
    }
    let kinds = match &schema["type"] {
        Value::String(kind) => vec![kind.as_str()],
        Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is_a(kind, value)) {
        return wrong(&format!("not {kinds:?}"));
    }
    match value {
        Value::Object(_) => field_misfit(document, schema, value, path),
        Value::Array(items) => items.iter().enumerate().find_map(|(n, item)| {
            misfit(document, schema.get("items")?, item, &format!("{path}/{n}"))
        }),
        _ => None,
    }
}

fn field_misfit(document: &Value, schema: &Value, value: &Value, path: &str) -> Option<String> {
    let required = schema["required"].as_array().into_iter().flatten();
    for name in required.map(|name| name.as_str().unwrap()) {
        if value.get(name).is_none() {
            return Some(format!("{path}: `{name}` is missing: {value}"));
        }
    }
    value.as_object().unwrap().iter().find_map(|(name, field)| {
        let path = format!("{path}/{name}");
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => Some(format!("{path} is not known")),
            (Value::Null, Value::Null | Value::Bool(true)) => None,
            (Value::Null, others) => misfit(document, others, field, &path),
            (known, _) => misfit(document, known, field, &path),
        }
    })
}

fn is_a(kind: &str, value: &Value) -> bool {
    match kind {
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "object" => value.is_object(),
        "string" => value.is_string(),
        other => panic!("`{other}` is no type of JSON Schema"),
    }
}
