//! The schemas of the OpenAPI document: one collection of what is read and what is written.
//!
//! A type may be read in more forms than it is written in: a trade takes a price or a consideration and always
//! gives a consideration. The two sides are generated apart. Where they differ, the document has both, the one
//! that is read under the name with `Input` at its end; where they agree, it has one. That unknown fields are
//! refused is no difference: what is written has none.

use std::collections::BTreeSet;

use cactus_core::views::describe_plainly;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

/// Where references to schemas lead in the document.
const PLACE: &str = "#/components/schemas/";

/// Where those of the reading side lead until it is known whether they share a schema with the writing side.
const READING: &str = "#/components/reading/";

/// The two sides.
#[derive(Debug)]
pub(super) struct Schemas {
    reading: SchemaGenerator,
    writing: SchemaGenerator,
}

impl Schemas {
    pub(super) fn new() -> Self {
        let settings = |path: &str| {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.meta_schema = None;
                settings.definitions_path =
                    path.trim_start_matches('#').trim_end_matches('/').to_owned().into();
            })
        };
        Self {
            reading: settings(READING).for_deserialize().into_generator(),
            writing: settings(PLACE).for_serialize().into_generator(),
        }
    }

    /// The schema of something that is read.
    pub(super) fn read<T: JsonSchema>(&mut self) -> Value {
        self.reading.subschema_for::<T>().to_value()
    }

    /// The same, never as a reference.
    pub(super) fn read_inline<T: JsonSchema>(&mut self) -> Value {
        T::json_schema(&mut self.reading).to_value()
    }

    /// The schema of something that is written.
    pub(super) fn written<T: JsonSchema>(&mut self) -> Value {
        self.writing.subschema_for::<T>().to_value()
    }

    /// All schemas by name, after the references in `document` have been made to lead to them.
    pub(super) fn merge_into(mut self, document: &mut Value) -> Map<String, Value> {
        let mut merged = self.writing.take_definitions(true);
        let reading = self.reading.take_definitions(true);
        let apart = differing(&reading, &merged);
        let name = |name: &str| {
            if apart.contains(name) { format!("{name}Input") } else { name.to_owned() }
        };
        lead(document, &name);
        for (known, mut schema) in reading {
            lead(&mut schema, &name);
            merged.insert(name(&known), schema);
        }
        merged.values_mut().for_each(describe_plainly);
        merged
    }
}

/// The names that both sides have and that stand for different things, be it only somewhere inside.
fn differing(reading: &Map<String, Value>, writing: &Map<String, Value>) -> BTreeSet<String> {
    let same = |read: &Value, written: &Value| {
        let (mut read, mut written) = (read.clone(), written.clone());
        lead(&mut read, &str::to_owned);
        open(&mut read);
        open(&mut written);
        read == written
    };
    let both: Vec<(&String, &Value, bool)> = reading
        .iter()
        .filter_map(|(name, read)| Some((name, read, same(read, writing.get(name)?))))
        .collect();
    let mut apart: BTreeSet<String> =
        both.iter().filter(|(.., same)| !same).map(|(name, ..)| (*name).clone()).collect();
    loop {
        let before = apart.len();
        for (name, read, _) in &both {
            if refers_to_one_of(read, &apart) {
                apart.insert((*name).clone());
            }
        }
        if apart.len() == before {
            return apart;
        }
    }
}

fn refers_to_one_of(schema: &Value, names: &BTreeSet<String>) -> bool {
    match schema {
        Value::String(text) => text.strip_prefix(READING).is_some_and(|name| names.contains(name)),
        Value::Array(values) => values.iter().any(|value| refers_to_one_of(value, names)),
        Value::Object(fields) => fields.values().any(|value| refers_to_one_of(value, names)),
        _ => false,
    }
}

/// Forgets that unknown fields are refused.
fn open(schema: &mut Value) {
    match schema {
        Value::Array(values) => values.iter_mut().for_each(open),
        Value::Object(fields) => {
            if fields.get("additionalProperties") == Some(&Value::Bool(false)) {
                fields.remove("additionalProperties");
            }
            fields.values_mut().for_each(open);
        }
        _ => {}
    }
}

/// Makes the references of the reading side lead to the place of all schemas.
fn lead(value: &mut Value, name: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => {
            if let Some(known) = text.strip_prefix(READING) {
                *text = format!("{PLACE}{}", name(known));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| lead(value, name)),
        Value::Object(fields) => fields.values_mut().for_each(|value| lead(value, name)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    /// Read with or without its [`Leaf::note`], written with it.
    ///
    /// ```
    /// let leaf = Leaf { note: None };
    /// ```
    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Leaf {
        note: Option<String>,
    }

    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Branch {
        leaf: Leaf,
    }

    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Stone {
        weight: u8,
    }

    fn merged(describe: impl FnOnce(&mut Schemas) -> Value) -> (Value, Map<String, Value>) {
        let mut schemas = Schemas::new();
        let mut document = describe(&mut schemas);
        let merged = schemas.merge_into(&mut document);
        (document, merged)
    }

    #[test]
    fn what_differs_on_the_two_sides_has_two_names_all_the_way_up() {
        let (document, schemas) =
            merged(|schemas| json!([schemas.read::<Branch>(), schemas.written::<Branch>()]));
        let expected = json!([
            { "$ref": "#/components/schemas/BranchInput" },
            { "$ref": "#/components/schemas/Branch" },
        ]);
        assert_eq!(document, expected);
        let names: Vec<&str> = schemas.keys().map(String::as_str).collect();
        assert_eq!(names, ["Branch", "BranchInput", "Leaf", "LeafInput"]);
        assert_eq!(schemas["Leaf"]["required"], json!(["note"]));
        assert_eq!(schemas["LeafInput"].get("required"), None);
        let description = &schemas["Leaf"]["description"];
        assert_eq!(description, "Read with or without its `Leaf::note`, written with it.");
        let leaf = &schemas["BranchInput"]["properties"]["leaf"];
        assert_eq!(*leaf, json!({ "$ref": "#/components/schemas/LeafInput" }));
    }

    #[test]
    fn what_is_the_same_or_only_on_one_side_keeps_its_name() {
        let (document, schemas) = merged(|schemas| {
            json!([schemas.read::<Stone>(), schemas.written::<Stone>(), schemas.read::<Leaf>()])
        });
        let stone = json!({ "$ref": "#/components/schemas/Stone" });
        assert_eq!((&document[0], &document[1]), (&stone, &stone));
        assert_eq!(document[2], json!({ "$ref": "#/components/schemas/Leaf" }));
        assert_eq!(schemas.len(), 2);
        assert_eq!(schemas["Stone"]["additionalProperties"], json!(false));
    }
}
