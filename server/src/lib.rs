//! The thin server of Cactus, and the `cactus` binary.
//!
//! - [`http`]: the accept loop and what lies around every request
//! - [`api`]: the table of endpoints, and the router, the OpenAPI document and the permission matrix made of it
//! - [`routes`]: the endpoints, a file per resource
//! - [`auth`]: access tokens, the signing key, the brake on guessing
//! - [`config`]: settings from flags, environment and file
//! - [`cli`]: the subcommands of the binary
//! - [`demo`]: a small firm on real prices, for a first look
//!
//! A handler names the actor, makes one call to a service of [`cactus_core`], and returns its view. Rules,
//! rows and wire types of the domain live there, not here.

pub mod api;
mod app;
pub mod auth;
mod book;
pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
mod logging;
pub mod routes;
mod serving;
mod system;
mod workshop;

pub use app::App;
pub use serving::Server;
