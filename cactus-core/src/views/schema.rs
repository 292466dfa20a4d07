//! What the JSON Schemas of our types say.

use serde_json::Value;

/// Leaves out of the descriptions of a schema what only a reader of Rust documentation can use: examples and links.
pub fn describe_plainly(schema: &mut Value) {
    match schema {
        Value::Array(values) => values.iter_mut().for_each(describe_plainly),
        Value::Object(fields) => {
            if let Some(Value::String(text)) = fields.get_mut("description") {
                let prose = text.split("\n\n```").next().unwrap_or_default();
                *text = prose.replace("[`", "`").replace("`]", "`");
            }
            fields.values_mut().for_each(describe_plainly);
        }
        _ => {}
    }
}
