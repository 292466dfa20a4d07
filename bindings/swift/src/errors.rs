//! The one error of Swift, and the errors of the border.

use std::collections::HashMap;

use cactus_core::error::{Coded, Details};
use cactus_core::{Error, ErrorKind};

/// What the engine refuses or cannot do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum CactusError {
    /// The one case: read `kind` for the broad reaction and `code` for the exact one.
    #[error("{message}")]
    Failure {
        /// The broad sort.
        kind: Kind,
        /// The stable code, `module.what_is_wrong`.
        code: String,
        /// What is wrong, for people.
        message: String,
        /// Named facts of the case.
        details: HashMap<String, String>,
    },
}

/// The broad sort of an error: how a caller should react.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Kind {
    /// The input is wrong; the same call will fail again.
    Invalid,
    /// The caller is not known.
    Unauthenticated,
    /// The caller is known and may not do this.
    Forbidden,
    /// There is no such thing, or the caller may not know that there is.
    NotFound,
    /// The state has moved on, or the value is taken; read again, then decide.
    Conflict,
    /// A numeric limit was passed; nothing was rounded or wrapped in silence.
    Range,
    /// The store or another outside party failed; trying again may help.
    Unavailable,
    /// A defect: stored data that breaks the domain's rules, or a bug.
    Internal,
}

impl From<ErrorKind> for Kind {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Invalid => Self::Invalid,
            ErrorKind::Unauthenticated => Self::Unauthenticated,
            ErrorKind::Forbidden => Self::Forbidden,
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::Conflict => Self::Conflict,
            ErrorKind::Range => Self::Range,
            ErrorKind::Unavailable => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}

impl<E: Into<Error>> From<E> for CactusError {
    fn from(error: E) -> Self {
        let error = error.into();
        let details = error.details().iter();
        Self::Failure {
            kind: error.kind().into(),
            code: error.code().to_owned(),
            message: error.to_string(),
            details: details.map(|(name, fact)| ((*name).to_owned(), fact.clone())).collect(),
        }
    }
}

/// What can go wrong between Swift and the engine.
#[derive(Debug, thiserror::Error)]
pub enum BindingError {
    /// The system gives no threads to work with.
    #[error("the runtime cannot be started: {source}")]
    NoRuntime {
        /// Why.
        source: std::io::Error,
    },
    /// A number that is one or more is zero.
    #[error("`0` periods make no year")]
    NoPeriods,
    /// A call did not come to its end.
    #[error("a call has stopped short: {source}")]
    Stopped {
        /// Why.
        source: tokio::task::JoinError,
    },
}

impl Coded for BindingError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NoRuntime { .. } => ErrorKind::Unavailable,
            Self::NoPeriods => ErrorKind::Invalid,
            Self::Stopped { .. } => ErrorKind::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NoRuntime { .. } => "binding.no_runtime",
            Self::NoPeriods => "binding.no_periods",
            Self::Stopped { .. } => "binding.stopped",
        }
    }

    fn details(&self) -> Details {
        Details::new()
    }
}
