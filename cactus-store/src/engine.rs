//! The engine on a store, with the system's own clock, ids, entropy and passwords.

use std::sync::Arc;

use cactus_core::Cactus;
use cactus_core::ports::Store;
use cactus_core::services::Outside;

use crate::system::{Argon2Passwords, SystemClock, SystemEntropy, UuidV7};

/// The engine on this store, with the system's clock, ids and entropy, and argon2id passwords.
///
/// An application that wants one of them otherwise builds its own [`Outside`].
///
/// ```
/// # async fn example() -> Result<(), cactus_core::Error> {
/// let cactus = cactus_store::engine(cactus_store::open("memory:").await?);
/// cactus.ping().await?;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn engine(store: Arc<dyn Store>) -> Cactus {
    Cactus::new(Outside {
        store,
        clock: Arc::new(SystemClock),
        ids: Arc::new(UuidV7),
        entropy: Arc::new(SystemEntropy),
        passwords: Arc::new(Argon2Passwords::default()),
    })
}
