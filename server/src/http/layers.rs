//! What lies around every request, from the outside in.

use std::any::Any;
use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use hyper::body::Incoming;
use tower::{Service, ServiceBuilder};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;
use tracing::field::Empty;
use warp::{Filter, Rejection};

use super::request_id::{REQUEST_ID, RandomId, drop_unfit};
use super::{Limits, Origin, Proxies};
use crate::api::problem::{Problem, documented};

/// The filter as a service, with everything around it.
pub fn layered<F, R>(
    filter: F,
    limits: &Limits,
    proxies: Proxies,
) -> impl Service<
    Request<Incoming>,
    Response = Response<
        impl hyper::body::Body<
            Data = Bytes,
            Error = impl Into<Box<dyn std::error::Error + Send + Sync>> + use<F, R>,
        > + Send
        + use<F, R>,
    >,
    Error = Infallible,
    Future = impl Send + use<F, R>,
> + Clone
+ Send
+ use<F, R>
where
    F: Filter<Extract = (R,), Error = Rejection> + Clone + Send + Sync + 'static,
    F::Future: Send,
    R: warp::Reply + 'static,
{
    ServiceBuilder::new()
        .map_request(move |request| proxies.note(request))
        .map_request(drop_unfit)
        .layer(SetRequestIdLayer::new(REQUEST_ID, RandomId))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span::<Incoming>)
                .on_request(())
                .on_response(answered)
                .on_failure(()),
        )
        .layer(unless_set(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(unless_set(X_FRAME_OPTIONS, "DENY"))
        .layer(unless_set(REFERRER_POLICY, "no-referrer"))
        .layer(unless_set(CACHE_CONTROL, "no-store"))
        .layer(unless_set(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"))
        .layer(CompressionLayer::new())
        .map_response(documented)
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits.request_time))
        .service(warp::service(filter))
}

fn unless_set(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// The route is filled in when it is known. Neither the path nor the query is logged: they are the client's
/// text, and what is secret there would stay in the logs.
fn span<B>(request: &Request<B>) -> Span {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let origin = request.extensions().get::<Origin>().map(|origin| origin.0);
    tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        route = Empty,
        user = Empty,
        origin = origin.map(tracing::field::display),
    )
}

fn answered<B>(response: &Response<B>, latency: Duration, span: &Span) {
    let _entered = span.enter();
    let status = response.status();
    // To the microsecond: the rest is noise.
    let latency_ms = (latency.as_secs_f64() * 1e6).round() / 1e3;
    if status.is_server_error() {
        tracing::error!(status = status.as_u16(), latency_ms, "answered");
    } else {
        tracing::info!(status = status.as_u16(), latency_ms, "answered");
    }
}

fn panicked(panic: Box<dyn Any + Send>) -> Response<String> {
    let what = panic
        .downcast_ref::<&'static str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    tracing::error!(panic = what, "a request panicked");
    Problem::internal().into_response().map(|_| String::new())
}
