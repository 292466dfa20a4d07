//! What a handler takes: values read from the path, the query or the body.

use std::str::FromStr;

use cactus_core::error::Coded;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::openapi::Operation;
use super::{Call, Problem, json};

/// A value that a handler takes.
pub trait Input: Sized + Send + 'static {
    /// Reads it.
    ///
    /// # Errors
    /// A [`Problem`] that says what is wrong with the request.
    fn take(call: &Call) -> Result<Self, Problem>;

    /// Adds it to the description of the operation.
    fn describe(operation: &mut Operation<'_>);
}

/// The one id or key in the path, which stands for a parameter in braces.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: FromStr<Err: Coded> + JsonSchema + Send + 'static> Input for Path<T> {
    fn take(call: &Call) -> Result<Self, Problem> {
        let text = call.parameters.first().map(|(_, value)| value.as_str());
        let id = text.unwrap_or_default().parse();
        id.map(Self).map_err(|error: T::Err| {
            let problem = Problem::from(cactus_core::Error::from(error));
            problem.with_status(StatusCode::BAD_REQUEST)
        })
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.path_parameter::<T>();
    }
}

/// The query as a struct of optional fields.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send + 'static> Input for Query<T> {
    fn take(call: &Call) -> Result<Self, Problem> {
        serde_urlencoded::from_str(&call.query).map(Self).map_err(|error| {
            Problem::new(StatusCode::BAD_REQUEST, "request.query", error.to_string())
        })
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.query_parameters::<T>();
    }
}

/// The body as JSON.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send + 'static> Input for Json<T> {
    fn take(call: &Call) -> Result<Self, Problem> {
        require_media_type(call, "application/json")?;
        json::read(&call.body).map(Self)
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.body::<T>("application/json");
    }
}

/// The body as an HTML form.
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + JsonSchema + Send + 'static> Input for Form<T> {
    fn take(call: &Call) -> Result<Self, Problem> {
        require_media_type(call, "application/x-www-form-urlencoded")?;
        serde_urlencoded::from_bytes(&call.body).map(Self).map_err(|error| {
            Problem::new(StatusCode::BAD_REQUEST, "request.form", error.to_string())
        })
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.body::<T>("application/x-www-form-urlencoded");
    }
}

fn require_media_type(call: &Call, wanted: &'static str) -> Result<(), Problem> {
    let given =
        call.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(wanted) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "request.media_type",
        format!("the body must be `{wanted}`"),
    ))
}
