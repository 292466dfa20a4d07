//! `cactus openapi`: the description of the API, without a server.

use clap::Args;

use super::output::say;
use crate::api::openapi;
use crate::routes;

const EXAMPLES: &str = "\
Examples:
  Keep it for a generator of clients:
    cactus openapi > openapi.json";

/// Prints the OpenAPI document of the server.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Openapi {}

impl Openapi {
    pub(super) fn run() -> anyhow::Result<()> {
        let document = openapi::document(&routes::table());
        say(format_args!("{document:#}"))?;
        Ok(())
    }
}
