//! Errors as clients see them: RFC 9457 problem documents with the engine's stable codes.

use std::collections::BTreeMap;

use bytes::Bytes;
use cactus_core::ErrorKind;
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body_util::{Either, Full};
use schemars::JsonSchema;
use serde::Serialize;

use crate::http::REQUEST_ID;

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error as a client sees it, with the headers that go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    document: Document,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// A problem document: what went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct Document {
    /// A URI for the sort of problem, made of the code.
    #[serde(rename = "type")]
    sort: String,
    /// What the status means.
    title: &'static str,
    /// The HTTP status.
    #[serde(with = "status_number")]
    #[schemars(with = "u16")]
    status: StatusCode,
    /// What went wrong this time, for people.
    detail: String,
    /// A stable code for programs, `module.what_is_wrong`.
    code: &'static str,
    /// Named facts of the case, all as text.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default)]
    details: BTreeMap<&'static str, String>,
    /// Where in the request's body the problem is: a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// The id of the request, as in the `x-request-id` header and in the server's logs.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
}

mod status_number {
    use http::StatusCode;

    pub(super) fn serialize<S: serde::Serializer>(
        status: &StatusCode,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(status.as_u16())
    }
}

impl Problem {
    /// A problem of the server's own. The detail is text for people: lower case, no full stop.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        let document = Document {
            sort: format!("urn:cactus:problem:{code}"),
            title: title(status),
            status,
            detail: detail.into(),
            code,
            details: BTreeMap::new(),
            pointer: None,
            instance: None,
        };
        Self(Box::new(Parts { document, headers: Vec::new() }))
    }

    /// What a client is told of a defect; the log holds the rest.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "server.internal",
            "the server made a mistake; the log tells more under the id of this request",
        )
    }

    /// The caller is not known: why, as the code and in words.
    #[must_use]
    pub fn unauthenticated(code: &'static str, detail: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, detail).challenge()
    }

    /// There is no access token where one is needed.
    #[must_use]
    pub fn no_token() -> Self {
        Self::unauthenticated("auth.missing", "an access token is needed")
    }

    /// There is nothing at the path.
    #[must_use]
    pub fn no_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, "route.unknown", "there is nothing at this path")
    }

    /// The same problem under another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.0.document.status = status;
        self.0.document.title = title(status);
        self
    }

    /// Adds a named fact.
    #[must_use]
    pub fn with_detail(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.0.document.details.insert(name, value.to_string());
        self
    }

    /// Says where in the body the problem is.
    #[must_use]
    pub fn at(mut self, pointer: String) -> Self {
        self.0.document.pointer = Some(pointer);
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// Says after how many seconds it makes sense to try again.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.with_header(RETRY_AFTER, HeaderValue::from(seconds))
    }

    fn challenge(self) -> Self {
        self.with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"cactus\""))
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.0.document.status
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.0.document.code
    }

    /// What goes into the body, without the id of the request.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.0.document
    }

    /// An answer that carries the problem; `documented` writes it out, because only there the id of the
    /// request is known.
    #[must_use]
    pub fn into_response(self) -> warp::reply::Response {
        let mut response = warp::reply::Response::default();
        *response.status_mut() = self.status();
        response.extensions_mut().insert(self);
        response
    }

    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::SERVICE_UNAVAILABLE => Self::new(
                status,
                "server.timeout",
                "the answer took too long; nothing is known to have been changed",
            )
            .retry_after(1),
            StatusCode::INTERNAL_SERVER_ERROR => Self::internal(),
            _ => Self::new(status, "request.refused", "the request was refused"),
        }
    }
}

impl From<cactus_core::Error> for Problem {
    fn from(error: cactus_core::Error) -> Self {
        let status = match error.kind() {
            ErrorKind::Invalid | ErrorKind::Range => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
            ErrorKind::Forbidden => StatusCode::FORBIDDEN,
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Conflict => StatusCode::CONFLICT,
            ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        if status.is_server_error() {
            tracing::error!(code = error.code(), error = %Chain(&error), "a service failed");
        }
        let mut problem = match status {
            StatusCode::INTERNAL_SERVER_ERROR => return Self::internal(),
            StatusCode::SERVICE_UNAVAILABLE => {
                return Self::new(status, error.code(), "the store cannot be reached now")
                    .retry_after(1);
            }
            _ => Self::new(status, error.code(), error.to_string()),
        };
        problem.0.document.details = error.details().clone();
        if status == StatusCode::UNAUTHORIZED { problem.challenge() } else { problem }
    }
}

fn title(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Error")
}

/// An error with all its causes, for the log.
pub(crate) struct Chain<'a>(pub(crate) &'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// The answer with its problem, if it has one, written out as a document. Errors that no handler made, such
/// as a timeout, get one too.
pub(crate) fn documented<B>(mut response: Response<B>) -> Response<Either<B, Full<Bytes>>> {
    let carried = response.extensions_mut().remove::<Problem>();
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let Some(problem) = carried.or_else(|| failed.then(|| Problem::of_status(status))) else {
        return response.map(Either::Left);
    };
    let Parts { mut document, headers } = *problem.0;
    document.instance =
        response.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).map(str::to_owned);
    let document = serde_json::to_vec(&document).unwrap_or_default();
    let (mut head, _) = response.into_parts();
    head.headers.extend(headers);
    head.headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    head.headers.remove(http::header::CONTENT_LENGTH);
    Response::from_parts(head, Either::Right(Full::from(document)))
}
