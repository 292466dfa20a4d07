//! What can go wrong in a store.

use super::CursorError;
use crate::error::{Coded, Details, ErrorKind};
use crate::model::{ModelError, Version};

/// What can go wrong in a store; the same for every backend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A key or a value that must be unique is taken, such as `client.email`.
    #[error("`{what}` is already taken")]
    Conflict {
        /// The row and field, such as `client.email`.
        what: &'static str,
    },
    /// The row has moved on since the change was based on it.
    #[error("the {what} has been changed since version {based_on}")]
    Stale {
        /// The row, such as `client`.
        what: &'static str,
        /// The version the change was based on.
        based_on: Version,
    },
    /// The row to change is not there.
    #[error("no such {what}")]
    Missing {
        /// The row, such as `client`.
        what: &'static str,
    },
    /// A row refers to one that is not there, or to another firm's.
    #[error("the {what} does not exist")]
    Dangling {
        /// The field that refers, such as `client.household`.
        what: &'static str,
    },
    /// The row breaks a rule that none of its fields can keep alone.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A page was asked for after a cursor that its list did not give.
    #[error(transparent)]
    Cursor(#[from] CursorError),
    /// A unit of work made by `read` was asked to write.
    #[error("the unit of work is for reading only")]
    ReadOnly,
    /// A stored row breaks the domain's rules.
    #[error("the stored {what} cannot be read: {reason}")]
    Corrupt {
        /// The row, such as `client`.
        what: &'static str,
        /// What is wrong with it, without its values.
        reason: String,
    },
    /// Others held the store for too long; trying again may help.
    #[error("the store is busy")]
    Busy,
    /// The backend failed.
    #[error("the store failed")]
    Backend(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl StoreError {
    /// Wraps an error of the backend.
    pub fn backend(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Backend(error.into())
    }

    /// The refusal of an update to `version`, which is not the one after the stored version.
    #[must_use]
    pub fn stale(what: &'static str, version: Version) -> Self {
        Self::Stale { what, based_on: version.previous() }
    }
}

impl Coded for StoreError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Conflict { .. } | Self::Stale { .. } => ErrorKind::Conflict,
            Self::Missing { .. } => ErrorKind::NotFound,
            Self::Dangling { .. } | Self::Cursor(_) => ErrorKind::Invalid,
            Self::Model(error) => error.kind(),
            Self::ReadOnly | Self::Corrupt { .. } => ErrorKind::Internal,
            Self::Busy | Self::Backend(_) => ErrorKind::Unavailable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "store.conflict",
            Self::Stale { .. } => "store.stale",
            Self::Missing { .. } => "not_found",
            Self::Dangling { .. } => "store.dangling",
            Self::Model(error) => error.code(),
            Self::Cursor(error) => error.code(),
            Self::ReadOnly => "store.read_only",
            Self::Corrupt { .. } => "store.corrupt",
            Self::Busy => "store.busy",
            Self::Backend(_) => "store.backend",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::Conflict { what } | Self::Missing { what } | Self::Dangling { what } => {
                Details::from([("what", (*what).to_owned())])
            }
            Self::Stale { what, based_on } => {
                Details::from([("what", (*what).to_owned()), ("based_on", based_on.to_string())])
            }
            Self::Corrupt { what, reason } => {
                Details::from([("what", (*what).to_owned()), ("reason", reason.clone())])
            }
            Self::Model(error) => error.details(),
            Self::Cursor(error) => error.details(),
            Self::ReadOnly | Self::Busy | Self::Backend(_) => Details::new(),
        }
    }
}
