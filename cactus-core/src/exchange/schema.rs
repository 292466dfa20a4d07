//! The JSON Schema of the portable book.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Book;
use crate::views::describe_plainly;

const ID: &str = "urn:cactus-book:1";
const TITLE: &str = "A portable book, cactus-book/1";
const DESCRIPTION: &str = "A firm's record in one document. Lists that are left out are empty.";

/// The JSON Schema (draft 2020-12) of the documents that [`Book::parse`] reads, made of the types themselves.
///
/// It says which fields there are, which of them may be left out, and what form their values have. What no field can
/// promise alone, names that lead somewhere and a record that adds up, only [`Book::check`] tells.
#[must_use]
pub fn book_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Book>();
    for (field, text) in [("$id", ID), ("title", TITLE), ("description", DESCRIPTION)] {
        schema.insert(field.to_owned(), text.into());
    }
    let mut schema = schema.to_value();
    describe_plainly(&mut schema);
    schema
}
