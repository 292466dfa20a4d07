//! The OpenAPI document, made from the table.

use std::collections::BTreeSet;

use http::StatusCode;
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::problem;
use super::schemas::Schemas;
use super::{Access, Endpoint};

/// The OpenAPI 3.1 document of a table.
#[must_use]
pub fn document(table: &[Endpoint]) -> Value {
    let mut schemas = Schemas::new();
    let problem = schemas.written::<problem::Document>();
    let mut paths = Map::new();
    // The document cannot describe a parameter that spans several segments of a path.
    for endpoint in table.iter().filter(|e| !e.path.contains("{*")) {
        let mut operation = Operation::new(endpoint, &mut schemas);
        (endpoint.describe)(&mut operation);
        let described = operation.described();
        let methods = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        if let Some(methods) = methods.as_object_mut() {
            methods.insert(endpoint.method.as_str().to_lowercase(), described);
        }
    }
    let mut paths = Value::Object(paths);
    let schemas = schemas.merge_into(&mut paths);
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Cactus",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Clients, portfolios, transactions, valuation, returns and reports of an \
                advisory firm. Ids, dates and decimals are strings. Lists are read page by page: pass the \
                `next` of one page as `after` for the next. A row out of reach does not exist.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
            },
            "responses": {
                "Problem": {
                    "description": "What went wrong.",
                    "content": { problem::MEDIA_TYPE: { "schema": problem } },
                },
            },
        },
    });
    // Whether maps keep the order of insertion is a feature that any crate of a build can turn on.
    document.sort_all_objects();
    document
}

/// One operation while it is being described.
#[derive(Debug)]
pub struct Operation<'a> {
    endpoint: &'a Endpoint,
    schemas: &'a mut Schemas,
    parameters: Vec<Value>,
    body: Option<Value>,
    answer: Option<(StatusCode, Value)>,
}

impl<'a> Operation<'a> {
    fn new(endpoint: &'a Endpoint, schemas: &'a mut Schemas) -> Self {
        Self { endpoint, schemas, parameters: Vec::new(), body: None, answer: None }
    }

    /// Takes the id that the path names.
    pub fn path_parameter<T: JsonSchema>(&mut self) {
        let names = self.endpoint.path.split(['{', '}']).skip(1).step_by(2);
        let schema = self.schemas.read::<T>();
        for name in names {
            self.parameters.push(json!({
                "name": name,
                "in": "path",
                "required": true,
                "schema": schema,
            }));
        }
    }

    /// Takes the fields of `T` from the query.
    pub fn query_parameters<T: JsonSchema>(&mut self) {
        let schema = self.schemas.read_inline::<T>();
        let required = schema.get("required").cloned().unwrap_or_default();
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let mut schema = not_null(property);
            let description = schema
                .as_object_mut()
                .and_then(|schema| schema.remove("description"))
                .unwrap_or_default();
            let is_required = required
                .as_array()
                .is_some_and(|required| required.iter().any(|field| field == name));
            self.parameters.push(json!({
                "name": name,
                "in": "query",
                "required": is_required,
                "description": description,
                "schema": schema,
            }));
        }
    }

    /// Takes a `T` as its body.
    pub fn body<T: JsonSchema>(&mut self, media_type: &str) {
        let schema = self.schemas.read::<T>();
        self.body = Some(json!({
            "required": true,
            "content": { media_type: { "schema": schema } },
        }));
    }

    /// Gives a `T`.
    pub fn answer<T: JsonSchema>(&mut self, status: StatusCode) {
        let schema = self.schemas.written::<T>();
        self.answer_as(status, json!({ "application/json": { "schema": schema } }));
    }

    /// Gives something in one of these media types.
    pub fn answer_as(&mut self, status: StatusCode, content: Value) {
        let description = status.canonical_reason().unwrap_or_default();
        let answer = json!({ "description": description, "content": content });
        self.answer = Some((status, answer));
    }

    /// Gives nothing.
    pub fn empty_answer(&mut self, status: StatusCode) {
        let description = status.canonical_reason().unwrap_or_default();
        self.answer = Some((status, json!({ "description": description })));
    }

    /// What can go wrong by the endpoint's own nature; `default` stands for the rest.
    fn problems(&self) -> BTreeSet<StatusCode> {
        let takes_body = self.body.is_some();
        let named = !self.parameters.is_empty();
        let of_row = self.endpoint.path.contains('{');
        let access = self.endpoint.access;
        [
            (named || takes_body, StatusCode::BAD_REQUEST),
            (access != Access::Public, StatusCode::UNAUTHORIZED),
            (matches!(access, Access::Needs(_)), StatusCode::FORBIDDEN),
            (of_row, StatusCode::NOT_FOUND),
            (takes_body, StatusCode::REQUEST_TIMEOUT),
            (takes_body && access != Access::Public, StatusCode::CONFLICT),
            (takes_body, StatusCode::PAYLOAD_TOO_LARGE),
            (takes_body, StatusCode::UNSUPPORTED_MEDIA_TYPE),
            (named || takes_body, StatusCode::UNPROCESSABLE_ENTITY),
        ]
        .into_iter()
        .filter_map(|(can, status)| can.then_some(status))
        .collect()
    }

    fn described(self) -> Value {
        let endpoint = self.endpoint;
        let problems = self.problems();
        let mut responses = Map::new();
        if let Some((status, answer)) = self.answer {
            responses.insert(status.as_u16().to_string(), answer);
        }
        let problem = json!({ "$ref": "#/components/responses/Problem" });
        for status in problems {
            responses.insert(status.as_u16().to_string(), problem.clone());
        }
        responses.insert("default".to_owned(), problem);
        let mut operation = json!({
            "operationId": endpoint.operation,
            "summary": endpoint.summary,
            "tags": [endpoint.tag()],
            "security": match endpoint.access {
                Access::Public => json!([]),
                Access::SignedIn | Access::Needs(_) => json!([{ "bearer": [] }]),
            },
            "responses": responses,
        });
        if let Some(fields) = operation.as_object_mut() {
            if let Access::Needs(permission) = endpoint.access {
                fields.insert("x-permission".to_owned(), json!(permission));
            }
            if !self.parameters.is_empty() {
                fields.insert("parameters".to_owned(), self.parameters.into());
            }
            if let Some(body) = self.body {
                fields.insert("requestBody".to_owned(), body);
            }
        }
        operation
    }
}

/// The schema without null: a parameter of the query is there or not.
fn not_null(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(types) = schema.get_mut("type")
        && let Some([only, null]) = types.as_array().map(Vec::as_slice)
        && null == "null"
    {
        *types = only.clone();
    }
    let alternatives = schema.get("anyOf").and_then(Value::as_array);
    if let Some([only, null]) = alternatives.map(Vec::as_slice)
        && null.get("type").is_some_and(|kind| kind == "null")
    {
        let mut only = only.clone();
        if let (Some(fields), Some(description)) = (only.as_object_mut(), schema.get("description"))
        {
            fields.insert("description".to_owned(), description.clone());
        }
        return only;
    }
    schema
}
