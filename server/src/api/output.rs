//! What a handler gives.

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use warp::reply::Response;

use super::Problem;
use super::openapi::Operation;

/// A value that a handler gives.
pub trait Output: Sized + Send + 'static {
    /// Writes it out.
    ///
    /// # Errors
    /// A [`Problem`] with status 500 for a value that cannot be written.
    fn into_response(self) -> Result<Response, Problem>;

    /// Adds it to the description of the operation.
    fn describe(operation: &mut Operation<'_>);
}

/// A view, as JSON, with status 200.
#[derive(Debug, Clone)]
pub struct View<T>(pub T);

impl<T: Serialize + JsonSchema + Send + 'static> Output for View<T> {
    fn into_response(self) -> Result<Response, Problem> {
        json(StatusCode::OK, &self.0)
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.answer::<T>(StatusCode::OK);
    }
}

/// The view of something new, as JSON, with status 201.
#[derive(Debug, Clone)]
pub struct Created<T>(pub T);

impl<T: Serialize + JsonSchema + Send + 'static> Output for Created<T> {
    fn into_response(self) -> Result<Response, Problem> {
        json(StatusCode::CREATED, &self.0)
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.answer::<T>(StatusCode::CREATED);
    }
}

/// Nothing, with status 204.
#[derive(Debug, Clone, Copy)]
pub struct NoContent;

impl Output for NoContent {
    fn into_response(self) -> Result<Response, Problem> {
        let mut response = Response::default();
        *response.status_mut() = StatusCode::NO_CONTENT;
        Ok(response)
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.empty_answer(StatusCode::NO_CONTENT);
    }
}

fn json<T: Serialize>(status: StatusCode, value: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(|error| {
        tracing::error!(%error, "a view could not be written");
        Problem::internal()
    })?;
    let mut response = Response::new(Bytes::from(body).into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// Bytes of some media type, with status 200.
#[derive(Debug, Clone)]
pub struct Asset {
    media_type: String,
    bytes: Bytes,
    policy: Option<&'static str>,
    file_name: Option<String>,
}

impl Asset {
    /// Bytes of this media type.
    pub fn new(media_type: &str, bytes: impl Into<Bytes>) -> Self {
        Self {
            media_type: media_type.to_owned(),
            bytes: bytes.into(),
            policy: None,
            file_name: None,
        }
    }

    /// With a content security policy that lets a page work.
    #[must_use]
    pub fn with_policy(mut self, policy: &'static str) -> Self {
        self.policy = Some(policy);
        self
    }

    /// To be saved as a file of this name, which holds no quotes.
    #[must_use]
    pub fn to_save_as(mut self, name: &str) -> Self {
        self.file_name = Some(name.to_owned());
        self
    }
}

impl Output for Asset {
    fn into_response(self) -> Result<Response, Problem> {
        let media_type = header(self.media_type)?;
        let mut response = Response::new(self.bytes.into());
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, media_type);
        if let Some(policy) = self.policy {
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
        }
        if let Some(name) = self.file_name {
            let disposition = header(format!("attachment; filename=\"{name}\""))?;
            headers.insert(CONTENT_DISPOSITION, disposition);
        }
        Ok(response)
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.answer_as(StatusCode::OK, serde_json::json!({ "*/*": {} }));
    }
}

fn header(text: String) -> Result<HeaderValue, Problem> {
    HeaderValue::try_from(text).map_err(|error| {
        tracing::error!(%error, "a text is no header");
        Problem::internal()
    })
}

/// The way to another path of this server, with status 308.
#[derive(Debug, Clone, Copy)]
pub struct Redirect(&'static str);

impl Redirect {
    /// The way there.
    #[must_use]
    pub const fn to(path: &'static str) -> Self {
        Self(path)
    }
}

impl Output for Redirect {
    fn into_response(self) -> Result<Response, Problem> {
        let mut response = Response::default();
        *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
        let headers = response.headers_mut();
        headers.insert(LOCATION, HeaderValue::from_static(self.0));
        Ok(response)
    }

    fn describe(operation: &mut Operation<'_>) {
        operation.empty_answer(StatusCode::PERMANENT_REDIRECT);
    }
}
