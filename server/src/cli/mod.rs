//! The `cactus` command.
//!
//! A subcommand is a file here: its arguments, with examples, and its `run`. Results go to standard output,
//! everything else to standard error.

mod book;
mod demo;
mod evaluate;
mod import;
mod openapi;
mod output;
mod progress;
mod report;
mod serve;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Common, ConfigError, Layers, SettingsError};
use crate::logging::{self, FilterError};

pub use output::say;
pub use progress::Progress;

const EXIT_CODES: &str = "\
Settings come from flags, else from environment variables (`CACTUS_BOOK` for `--book`), else from the
configuration file (`book = \"…\"`), else from a default.

Exit codes:
  0  done
  1  not done; the message says why
  2  wrong arguments or settings";

/// Wealth management for advisory firms: one book, one binary.
#[derive(Debug, Parser)]
#[command(name = "cactus", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand)]
    Book(book::Book),
    Demo(demo::Demo),
    Evaluate(evaluate::Evaluate),
    Serve(serve::Serve),
    Import(import::Import),
    Openapi(openapi::Openapi),
    Report(report::Report),
    #[command(subcommand)]
    User(user::User),
}

impl Command {
    /// The lines that are logged unless somebody says otherwise: a server tells what it does, a command
    /// only what is wrong.
    const fn log_filter(&self) -> &'static str {
        match self {
            Self::Serve(_) => "info",
            Self::Book(_)
            | Self::Demo(_)
            | Self::Evaluate(_)
            | Self::Import(_)
            | Self::Openapi(_)
            | Self::Report(_)
            | Self::User(_) => "warn",
        }
    }

    async fn run(self, context: Context) -> anyhow::Result<()> {
        match self {
            Self::Book(command) => command.run(),
            Self::Demo(command) => command.run(context).await,
            Self::Evaluate(command) => command.run(),
            Self::Serve(command) => command.run(context).await,
            Self::Import(command) => command.run(context).await,
            Self::Openapi(_) => openapi::Openapi::run(),
            Self::Report(command) => command.run(context).await,
            Self::User(command) => command.run(context).await,
        }
    }
}

/// What every subcommand needs.
#[derive(Debug)]
pub struct Context {
    /// The file of the book.
    pub book: PathBuf,
    /// What the environment and the file say.
    pub layers: Layers,
}

/// Arguments that are fine one by one and cannot be meant together.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct UsageError(pub String);

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::is_unheard(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", output::explain(&error));
            ExitCode::from(if is_wrong_usage(&error) { 2 } else { 1 })
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let layers = cli.common.layers()?;
    let filter = cli.common.log_filter(&layers, cli.command.log_filter())?;
    logging::start(cli.common.log_format(&layers)?, &filter)?;
    if matches!(cli.command, Command::Demo(_)) && cli.common.book.is_some() {
        let reason = "the demo has a book of its own; name its folder with `--dir`";
        return Err(UsageError(reason.to_owned()).into());
    }
    let book = cli.common.book(&layers)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(cli.command.run(Context { book, layers }))
}

fn is_wrong_usage(error: &anyhow::Error) -> bool {
    error.is::<ConfigError>()
        || error.is::<SettingsError>()
        || error.is::<FilterError>()
        || error.is::<UsageError>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
