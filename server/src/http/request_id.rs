//! One id per request, to find its lines in the logs.

use http::{HeaderName, HeaderValue, Request};
use tower_http::request_id::{MakeRequestId, RequestId};

/// The header that carries the id in, if the client has one, and out.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const LONGEST: usize = 64;

/// Drops an id that is not fit for a log line, so that one is made.
pub(super) fn drop_unfit<B>(mut request: Request<B>) -> Request<B> {
    let fit = |id: &HeaderValue| {
        let id = id.as_bytes();
        (1..=LONGEST).contains(&id.len())
            && id.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    if request.headers().get(REQUEST_ID).is_some_and(|id| !fit(id)) {
        request.headers_mut().remove(REQUEST_ID);
    }
    request
}

/// Makes ids of 128 random bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct RandomId;

impl MakeRequestId for RandomId {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let mut bits = [0; 16];
        crate::system::random(&mut bits).ok()?;
        let id = format!("{:032x}", u128::from_be_bytes(bits));
        HeaderValue::try_from(id).ok().map(RequestId::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(id: &str) -> bool {
        let request = Request::builder().header(REQUEST_ID, id).body(()).unwrap();
        drop_unfit(request).headers().contains_key(REQUEST_ID)
    }

    #[test]
    fn ids_fit_for_a_log_line_are_kept() {
        assert!(kept("7f3a-Order_12.b"));
        assert!(!kept("a b"));
        assert!(!kept("{\"level\":\"error\"}"));
        assert!(!kept(&"x".repeat(65)));
        assert!(!kept(""));
    }
}
