//! Errors of the border, and the way of every error into Python.

use cactus_core::error::{Coded, Details};
use cactus_core::{Error, ErrorKind};
use pyo3::prelude::*;

/// What can go wrong between Python and the engine.
#[derive(Debug, thiserror::Error)]
pub enum BindingError {
    /// A command that cannot be read.
    #[error("{reason}")]
    Malformed {
        /// Where in the command.
        path: String,
        /// What is wrong there.
        reason: String,
    },
    /// No operation goes by this name.
    #[error("there is no operation `{name}`")]
    UnknownOperation {
        /// The name.
        name: String,
    },
    /// A view that cannot be written.
    #[error("a result cannot be written: {source}")]
    Unwritable {
        /// Why.
        source: serde_json::Error,
    },
    /// The book was opened in another process.
    #[error("this book was opened before the process was forked; open it again in this one")]
    OtherProcess,
    /// The system gives no threads to work with.
    #[error("the runtime cannot be started: {source}")]
    NoRuntime {
        /// Why.
        source: std::io::Error,
    },
}

impl Coded for BindingError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Malformed { .. } | Self::UnknownOperation { .. } | Self::OtherProcess => {
                ErrorKind::Invalid
            }
            Self::Unwritable { .. } => ErrorKind::Internal,
            Self::NoRuntime { .. } => ErrorKind::Unavailable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "binding.malformed_command",
            Self::UnknownOperation { .. } => "binding.unknown_operation",
            Self::Unwritable { .. } => "binding.unwritable_view",
            Self::OtherProcess => "binding.other_process",
            Self::NoRuntime { .. } => "binding.no_runtime",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::Malformed { path, .. } => Details::from([("path", path.clone())]),
            Self::UnknownOperation { name } => Details::from([("name", name.clone())]),
            _ => Details::new(),
        }
    }
}

/// The exception of `cactus.errors` for an error of the engine.
pub fn exception(py: Python<'_>, error: &Error) -> PyErr {
    let build = || {
        let class = py.import("cactus.errors")?.getattr(class_of(error.kind()))?;
        class.call1((error.to_string(), error.code(), error.details().clone()))
    };
    build().map_or_else(|failure| failure, PyErr::from_value)
}

fn class_of(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Invalid => "InvalidError",
        ErrorKind::Unauthenticated => "UnauthenticatedError",
        ErrorKind::Forbidden => "ForbiddenError",
        ErrorKind::NotFound => "NotFoundError",
        ErrorKind::Conflict => "ConflictError",
        ErrorKind::Range => "RangeError",
        ErrorKind::Unavailable => "UnavailableError",
        _ => "InternalError",
    }
}
