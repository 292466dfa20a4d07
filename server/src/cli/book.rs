//! `cactus book`: the format of the portable book.

use cactus_core::exchange::book_schema;
use clap::{Args, Subcommand};

use super::output::say;

const EXAMPLES: &str = "\
Examples:
  Keep it for a validator or an editor:
    cactus book schema > cactus-book-1.schema.json";

/// Tells about the format of the portable book (cactus-book/1).
#[derive(Debug, Subcommand)]
pub enum Book {
    Schema(Schema),
}

/// Prints the JSON Schema of the format.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Schema {}

impl Book {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Schema(_) => say(format_args!("{:#}", book_schema()))?,
        }
        Ok(())
    }
}
