//! What can go wrong when a book is opened.

use cactus_core::error::{Coded, Details, ErrorKind};
use sqlx::error::DatabaseError;

use super::refusal::is_busy;

/// Why a file cannot be opened as a book.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The file cannot be created.
    #[error("the book cannot be created")]
    Create(#[source] std::io::Error),
    /// The file is something else: not a database, or the database of another program.
    #[error("the file is not a book of Cactus")]
    NotABook,
    /// The file was written by a later release, whose schema this one does not know.
    #[error("the book has schema {found}, this program knows schemas up to {known}")]
    NewerSchema {
        /// The number of the schema in the file.
        found: i64,
        /// The number of the latest schema that the program knows.
        known: i64,
    },
    /// The file lies where processes cannot share memory, such as on a network drive.
    #[error("the book lies on a drive that cannot keep it safely")]
    NoSharedMemory,
    /// The file cannot be written.
    #[error("the book is read-only")]
    ReadOnly,
    /// Others held the file for too long; trying again may help.
    #[error("the book is busy")]
    Busy,
    /// The database failed.
    #[error("the book cannot be opened")]
    Backend(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// `SQLITE_NOTADB`.
const NOT_A_DATABASE: i32 = 26;
/// `SQLITE_READONLY`, the lowest byte of its extended codes.
const READ_ONLY: i32 = 8;

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        if is_busy(&error) {
            return Self::Busy;
        }
        let code = error.as_database_error().and_then(DatabaseError::code);
        match code.and_then(|code| code.parse::<i32>().ok()) {
            Some(NOT_A_DATABASE) => Self::NotABook,
            Some(code) if code & 0xff == READ_ONLY => Self::ReadOnly,
            _ => Self::Backend(error.into()),
        }
    }
}

impl Coded for OpenError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotABook | Self::NewerSchema { .. } | Self::NoSharedMemory => ErrorKind::Invalid,
            Self::Create(_) | Self::ReadOnly | Self::Busy | Self::Backend(_) => {
                ErrorKind::Unavailable
            }
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Create(_) => "sqlite.create",
            Self::NotABook => "sqlite.not_a_book",
            Self::NewerSchema { .. } => "sqlite.newer_schema",
            Self::NoSharedMemory => "sqlite.no_shared_memory",
            Self::ReadOnly => "sqlite.read_only",
            Self::Busy => "sqlite.busy",
            Self::Backend(_) => "sqlite.backend",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::NewerSchema { found, known } => {
                Details::from([("found", found.to_string()), ("known", known.to_string())])
            }
            _ => Details::new(),
        }
    }
}
