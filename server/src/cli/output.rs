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

/// The error with its causes, save those that the text before has told already.
pub fn explain(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !text.ends_with(&cause) {
            text = text + ": " + &cause;
        }
    }
    text
}

/// Whether a command was ended because nobody reads what it has to say, as by `cactus … | head -1`.
pub fn is_unheard(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("at `/rates/0`: {source}")]
    struct Told {
        source: io::Error,
    }

    #[test]
    fn a_cause_is_told_once() {
        let source = io::Error::other("it is zero");
        let error = anyhow::Error::new(Told { source }).context("cannot import `book.json`");
        assert_eq!(explain(&error), "cannot import `book.json`: at `/rates/0`: it is zero");
    }
}
