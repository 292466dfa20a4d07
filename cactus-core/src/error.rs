//! One error at the top, built from the typed errors of every module.
//!
//! Each module has its own enum with named fields. Whatever crosses the facade becomes an [`Error`], which
//! keeps the typed error as its source and adds what a server or a binding needs: a [`ErrorKind`] for the
//! broad reaction, a stable [`Error::code`] for programs, and named [`Error::details`].

use std::collections::BTreeMap;
use std::fmt;

/// The broad sort of an error: how a caller should react.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
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

/// Named facts about an error, all as text: `held` → `10`, `asked` → `15`.
pub type Details = BTreeMap<&'static str, String>;

/// What every module's error enum tells the top.
pub trait Coded: std::error::Error + Send + Sync + 'static {
    /// The broad sort.
    fn kind(&self) -> ErrorKind;

    /// A stable code, `module.what_is_wrong`. Codes are never reused and never change their meaning.
    fn code(&self) -> &'static str;

    /// The facts of the case; none unless an error has some.
    fn details(&self) -> Details {
        Details::new()
    }
}

/// An error of the engine.
///
/// ```
/// use cactus_core::{Error, ErrorKind, money::Currency};
///
/// let error: Error = "EURO".parse::<Currency>().unwrap_err().into();
/// assert_eq!(error.kind(), ErrorKind::Invalid);
/// assert_eq!(error.code(), "money.unknown_currency");
/// assert_eq!(error.to_string(), "unknown currency `EURO`");
/// ```
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    code: &'static str,
    details: Details,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl Error {
    /// The broad sort.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The stable code, `module.what_is_wrong`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Named facts of the case.
    #[must_use]
    pub fn details(&self) -> &Details {
        &self.details
    }

    /// Adds a fact, for a caller that knows more than the module that failed (the field, the line).
    #[must_use]
    pub fn with_detail(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.details.insert(name, value.to_string());
        self
    }

    /// The typed error behind this one, if it is an `E`.
    #[must_use]
    pub fn downcast_ref<E: Coded>(&self) -> Option<&E> {
        self.source.downcast_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}

impl<E: Coded> From<E> for Error {
    fn from(error: E) -> Self {
        Self {
            kind: error.kind(),
            code: error.code(),
            details: error.details(),
            source: Box::new(error),
        }
    }
}
