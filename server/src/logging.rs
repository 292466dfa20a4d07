//! Log lines on standard error, so that standard output holds nothing but results.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// A filter of log lines that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("`{text}` is not a filter of log lines, such as `info,cactus_core=debug`")]
pub struct FilterError {
    text: String,
}

/// Starts to log. A second call changes nothing.
///
/// # Errors
/// [`FilterError`].
pub fn start(format: LogFormat, filter: &str) -> Result<(), FilterError> {
    let parsed = EnvFilter::try_new(filter).map_err(|_| FilterError { text: filter.to_owned() })?;
    let lines = tracing_subscriber::fmt().with_env_filter(parsed).with_writer(stderr);
    let lines = lines.with_ansi(stderr().is_terminal());
    let started = match format {
        LogFormat::Pretty => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    // An embedding program that has a subscriber of its own keeps it.
    drop(started);
    Ok(())
}
