//! One table of endpoints, and what is made of it: the router, the OpenAPI document, the permission matrix.
//!
//! An [`Endpoint`] names a method, a path, an operation, who may call it, and a handler. The handler is an
//! async function whose arguments say what it takes ([`Json`], [`Query`], [`Path`], [`Form`]) and whose
//! result says what it gives, so the schemas in the document are those of the types really read and written.
//!
//! A handler parses nothing and decides nothing: it names the actor, makes one call to a service, and returns
//! the view.

mod call;
mod endpoint;
mod handler;
mod input;
mod json;
pub mod matrix;
pub mod openapi;
mod output;
pub mod problem;
mod router;
mod schemas;

pub use call::Call;
pub use endpoint::{Access, Endpoint};
pub use handler::Handler;
pub use input::{Form, Input, Json, Path, Query};
pub use output::{Asset, Created, NoContent, Output, Redirect, View};
pub use problem::Problem;
pub use router::Router;
