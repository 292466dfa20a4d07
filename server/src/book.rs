//! The book that a command works on.

use std::path::Path;
use std::sync::Arc;

use cactus_core::Cactus;
use cactus_core::services::Outside;
use cactus_store::sqlite::{OpenError, SqliteOptions, SqliteStore};
use cactus_store::system::{Argon2Passwords, SystemClock, SystemEntropy, UuidV7};

/// The engine over the book in this file, which is made if it is not there.
///
/// # Errors
/// [`OpenError`].
pub async fn open(path: &Path) -> Result<Cactus, OpenError> {
    let store = SqliteStore::open(path, SqliteOptions::default()).await?;
    Ok(Cactus::new(Outside {
        store: Arc::new(store),
        clock: Arc::new(SystemClock),
        ids: Arc::new(UuidV7),
        entropy: Arc::new(SystemEntropy),
        passwords: Arc::new(Argon2Passwords::default()),
    }))
}
