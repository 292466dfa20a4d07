//! An entry of the table.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use cactus_core::permissions::Permission;
use http::Method;

use super::openapi::Operation;
use super::{Call, Handler, Problem};

/// Who may call an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Whoever has signed in.
    SignedIn,
    /// Whoever has signed in and holds the permission. The service behind the handler asks for it; the table
    /// only says so, and a test calls every endpoint as every role to prove that the two agree.
    Needs(Permission),
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::SignedIn => f.write_str("signed in"),
            Self::Needs(permission) => permission.fmt(f),
        }
    }
}

pub(super) type Answer =
    Pin<Box<dyn Future<Output = Result<warp::reply::Response, Problem>> + Send>>;
type Run = Arc<dyn Fn(Call) -> Answer + Send + Sync>;

/// An entry of the table.
#[derive(Clone)]
pub struct Endpoint {
    /// The HTTP method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// The name of the operation, unique in the table.
    pub operation: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Who may call it.
    pub access: Access,
    pub(super) run: Run,
    pub(super) describe: fn(&mut Operation<'_>),
}

impl Endpoint {
    /// An entry with the GET method.
    pub fn get<I, H: Handler<I>>(path: &'static str, handler: H) -> Draft {
        Draft::new(Method::GET, path, handler)
    }

    /// An entry with the POST method.
    pub fn post<I, H: Handler<I>>(path: &'static str, handler: H) -> Draft {
        Draft::new(Method::POST, path, handler)
    }

    /// An entry with the PUT method.
    pub fn put<I, H: Handler<I>>(path: &'static str, handler: H) -> Draft {
        Draft::new(Method::PUT, path, handler)
    }

    /// An entry with the DELETE method.
    pub fn delete<I, H: Handler<I>>(path: &'static str, handler: H) -> Draft {
        Draft::new(Method::DELETE, path, handler)
    }
}

impl Endpoint {
    /// The resource it belongs to.
    pub(super) fn tag(&self) -> &'static str {
        self.path
            .strip_prefix("/api/v1/")
            .and_then(|path| path.split('/').next())
            .unwrap_or("server")
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.method, self.path, self.access)
    }
}

/// An entry without a name.
pub struct Draft {
    method: Method,
    path: &'static str,
    run: Run,
    describe: fn(&mut Operation<'_>),
}

impl Draft {
    fn new<I, H: Handler<I>>(method: Method, path: &'static str, handler: H) -> Self {
        Self { method, path, run: Arc::new(move |call| handler.run(call)), describe: H::describe }
    }

    /// The entry, with its name, what it does in a line, and who may call it.
    pub fn named(self, operation: &'static str, summary: &'static str, access: Access) -> Endpoint {
        Endpoint {
            method: self.method,
            path: self.path,
            operation,
            summary,
            access,
            run: self.run,
            describe: self.describe,
        }
    }
}
