//! From a request to its endpoint.

use std::sync::Arc;

use http::header::{ALLOW, AUTHORIZATION, CONNECTION, CONTENT_LENGTH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use warp::reply::Response;
use warp::{Buf, Filter, Rejection, Stream};

use super::call::Parameters;
use super::{Access, Call, Endpoint, Problem};
use crate::app::App;
use crate::auth::Caller;
use crate::http::{BodyError, Limits, Origin, read_body};

/// The table, ready to find an endpoint by path and method.
#[derive(Debug)]
pub struct Router {
    paths: matchit::Router<Vec<Endpoint>>,
}

/// The head of a request, as far as it decides what happens.
struct Head {
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
    origin: Option<Origin>,
}

impl Router {
    /// The router of a table.
    ///
    /// # Errors
    /// If two paths exclude each other.
    pub fn new(table: Vec<Endpoint>) -> Result<Self, matchit::InsertError> {
        let mut by_path: Vec<(&'static str, Vec<Endpoint>)> = Vec::new();
        for endpoint in table {
            match by_path.iter_mut().find(|(path, _)| *path == endpoint.path) {
                Some((_, endpoints)) => endpoints.push(endpoint),
                None => by_path.push((endpoint.path, vec![endpoint])),
            }
        }
        let mut paths = matchit::Router::new();
        for (path, endpoints) in by_path {
            paths.insert(path, endpoints)?;
        }
        Ok(Self { paths })
    }

    /// One filter for all paths: a tree of filters would try them one after the other.
    pub fn filter(
        self,
        app: Arc<App>,
    ) -> impl Filter<Extract = (Response,), Error = Rejection> + Clone {
        let router = Arc::new(self);
        let query = warp::query::raw().or(warp::any().map(String::new)).unify();
        warp::method()
            .and(warp::path::full())
            .and(query)
            .and(warp::header::headers_cloned())
            .and(warp::ext::optional::<Origin>())
            .and(warp::body::stream())
            .then(move |method, path: warp::path::FullPath, query, headers, origin, body| {
                let (router, app) = (Arc::clone(&router), Arc::clone(&app));
                async move {
                    let head =
                        Head { method, path: path.as_str().to_owned(), query, headers, origin };
                    router.answer(app, head, body).await.unwrap_or_else(Problem::into_response)
                }
            })
    }

    async fn answer<B: Buf>(
        &self,
        app: Arc<App>,
        head: Head,
        body: impl Stream<Item = Result<B, warp::Error>>,
    ) -> Result<Response, Problem> {
        let (endpoint, parameters) = self.find(&head.method, &head.path)?;
        tracing::Span::current().record("route", endpoint.path);
        let caller = match endpoint.access {
            Access::Public => None,
            Access::SignedIn | Access::Needs(_) => Some(known(&app, &head.headers).await?),
        };
        let announced =
            head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let Limits { body_bytes, body_time, .. } = *app.limits();
        let body = read_body(body, announced, body_bytes, body_time).await.map_err(unreadable)?;
        (endpoint.run)(Call {
            app,
            origin: head.origin.map(|origin| origin.0),
            caller,
            parameters,
            query: head.query,
            headers: head.headers,
            body,
        })
        .await
    }

    fn find(&self, method: &Method, path: &str) -> Result<(&Endpoint, Parameters), Problem> {
        let matched = self.paths.at(path).map_err(|_| Problem::no_path())?;
        // The head of an answer is that of GET; the connection leaves out the body.
        let wanted = if method == Method::HEAD { &Method::GET } else { method };
        let endpoint = matched
            .value
            .iter()
            .find(|endpoint| endpoint.method == *wanted)
            .ok_or_else(|| wrong_method(matched.value))?;
        let parameters = matched
            .params
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Ok((endpoint, parameters))
    }
}

async fn known(app: &App, headers: &HeaderMap) -> Result<Caller, Problem> {
    let caller = Caller::of(app, headers.get(AUTHORIZATION)).await?;
    let user = tracing::field::display(caller.actor.user());
    tracing::Span::current().record("user", user);
    Ok(caller)
}

fn unreadable(error: BodyError) -> Problem {
    match error {
        BodyError::TooLong { limit } => {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "request.too_long", error.to_string())
                .with_detail("limit", limit)
        }
        BodyError::Slow { .. } => {
            Problem::new(StatusCode::REQUEST_TIMEOUT, "request.slow", error.to_string())
                .with_header(CONNECTION, HeaderValue::from_static("close"))
        }
        BodyError::BrokenOff => {
            Problem::new(StatusCode::BAD_REQUEST, "request.broken_off", error.to_string())
        }
    }
}

fn wrong_method(endpoints: &[Endpoint]) -> Problem {
    let mut allowed: Vec<&str> = endpoints.iter().map(|e| e.method.as_str()).collect();
    if allowed.contains(&"GET") {
        allowed.push("HEAD");
    }
    let allowed = allowed.join(", ");
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "route.method",
        format!("this path takes {allowed}"),
    );
    match HeaderValue::try_from(allowed) {
        Ok(allowed) => problem.with_header(ALLOW, allowed),
        Err(_) => problem,
    }
}
