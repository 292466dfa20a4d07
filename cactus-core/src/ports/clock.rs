//! Time, identity and chance, which the engine never takes by itself.

use crate::ids::Id;
use crate::time::Timestamp;
use uuid::Uuid;

/// The time.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// New identities.
pub trait IdGenerator: Send + Sync + std::fmt::Debug {
    /// A UUID (version 7) that no earlier call gave and that sorts after all of them.
    fn next_uuid(&self) -> Uuid;
}

impl dyn IdGenerator + '_ {
    /// A new id of the kind.
    #[must_use]
    pub fn next<T: Id>(&self) -> T {
        T::from_uuid(self.next_uuid())
    }
}

/// Unguessable bytes, for tokens and salts.
pub trait Entropy: Send + Sync + std::fmt::Debug {
    /// Fills the buffer.
    ///
    /// # Errors
    /// What the system says when it has none to give; nothing secret may be made then.
    fn fill(&self, bytes: &mut [u8]) -> std::io::Result<()>;
}
