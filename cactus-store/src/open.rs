//! Opening a store by its address.

use std::sync::Arc;

use cactus_core::error::{Coded, Details, ErrorKind};
use cactus_core::ports::Store;

/// An address that cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No backend goes by this address, or it was not compiled in.
    #[error("`{address}` is not the address of a store; known are {known}")]
    UnknownAddress {
        /// What was given.
        address: String,
        /// The forms that are compiled in.
        known: String,
    },
    /// The SQLite file cannot be opened.
    #[cfg(feature = "sqlite")]
    #[error(transparent)]
    Sqlite(#[from] crate::sqlite::OpenError),
}

impl Coded for OpenError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::UnknownAddress { .. } => ErrorKind::Invalid,
            #[cfg(feature = "sqlite")]
            Self::Sqlite(error) => error.kind(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::UnknownAddress { .. } => "store.unknown_address",
            #[cfg(feature = "sqlite")]
            Self::Sqlite(error) => error.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::UnknownAddress { address, .. } => Details::from([("address", address.clone())]),
            #[cfg(feature = "sqlite")]
            Self::Sqlite(error) => error.details(),
        }
    }
}

const KNOWN: &[&str] = &[
    #[cfg(feature = "memory")]
    "`memory:`",
    #[cfg(feature = "sqlite")]
    "`sqlite:PATH`",
];

/// Opens the store at an address: `memory:` for one that lasts as long as the program, `sqlite:PATH` for a
/// file, which is made if it is not there.
///
/// # Errors
/// [`OpenError`].
pub async fn open(address: &str) -> Result<Arc<dyn Store>, OpenError> {
    #[cfg(feature = "memory")]
    if address == "memory:" {
        return Ok(Arc::new(crate::memory::MemoryStore::new()));
    }
    #[cfg(feature = "sqlite")]
    if let Some(path) = address.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
        let options = crate::sqlite::SqliteOptions::default();
        return Ok(Arc::new(crate::sqlite::SqliteStore::open(path, options).await?));
    }
    Err(OpenError::UnknownAddress { address: address.to_owned(), known: KNOWN.join(", ") })
}
