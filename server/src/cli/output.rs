//! Results, on standard output.

use std::fmt::Display;
use std::io::{self, Write as _, stdout};

/// Writes a line to standard output.
///
/// # Errors
/// If it cannot be written; of the kind [`io::ErrorKind::BrokenPipe`] if nobody reads it any more.
pub fn say(line: impl Display) -> io::Result<()> {
    writeln!(stdout(), "{line}")
}

/// Whether a command was ended because nobody reads what it has to say, as by `cactus … | head -1`.
pub fn is_unheard(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
