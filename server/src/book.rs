//! The book that a command works on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cactus_core::Cactus;
use cactus_core::error::{Error, ErrorKind};
use cactus_core::model::Email;
use cactus_core::permissions::Actor;
use cactus_core::services::Outside;
use cactus_store::sqlite::{OpenError, SqliteOptions, SqliteStore};
use cactus_store::system::{Argon2Passwords, SystemClock, SystemEntropy, UuidV7};

/// What is still at work when a command ends is given this long.
const CLOSING: Duration = Duration::from_secs(2);

/// The engine over the book in a file.
#[derive(Debug)]
pub struct Book {
    cactus: Cactus,
    store: SqliteStore,
}

/// A book that a command cannot work on.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// There is no such file.
    #[error(
        "there is no book `{}`; name one with `--book`, or start one with `cactus user add --new-firm`",
        path.display()
    )]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be opened as a book.
    #[error("the book `{}` cannot be used", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: OpenError,
    },
    /// Nobody signs in with the address.
    #[error("nobody in this book signs in as `{email}`")]
    Nobody {
        /// The address.
        email: Email,
    },
    /// The engine refuses.
    #[error(transparent)]
    Engine(#[from] Error),
}

impl Book {
    /// Opens the book in this file.
    ///
    /// # Errors
    /// [`BookError::Missing`], [`BookError::Open`].
    pub async fn open(path: &Path) -> Result<Self, BookError> {
        if !path.try_exists().unwrap_or(true) {
            return Err(BookError::Missing { path: path.to_owned() });
        }
        Self::open_or_create(path).await
    }

    /// Opens the book in this file, which is made if it is not there.
    ///
    /// # Errors
    /// [`BookError::Open`].
    pub async fn open_or_create(path: &Path) -> Result<Self, BookError> {
        let store = SqliteStore::open(path, SqliteOptions::default()).await;
        let store = store.map_err(|source| BookError::Open { path: path.to_owned(), source })?;
        let cactus = Cactus::new(Outside {
            store: Arc::new(store.clone()),
            clock: Arc::new(SystemClock),
            ids: Arc::new(UuidV7),
            entropy: Arc::new(SystemEntropy),
            passwords: Arc::new(Argon2Passwords::default()),
        });
        Ok(Self { cactus, store })
    }

    /// The engine.
    #[must_use]
    pub const fn cactus(&self) -> &Cactus {
        &self.cactus
    }

    /// The person with this address as an actor: whoever has the book in their hands acts for anybody in it.
    ///
    /// # Errors
    /// [`BookError::Nobody`], [`BookError::Engine`].
    pub async fn actor(&self, email: &Email) -> Result<Actor, BookError> {
        self.cactus.access().assume(email).await.map_err(|error| match error.kind() {
            ErrorKind::NotFound => BookError::Nobody { email: email.clone() },
            _ => error.into(),
        })
    }

    /// Closes the book, so that it is one file again that can be copied. A book that is left open loses nothing.
    pub async fn close(self) {
        drop(self.cactus);
        let _ = tokio::time::timeout(CLOSING, self.store.close()).await;
    }
}
