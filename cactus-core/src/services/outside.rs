//! The outside that the engine is built on.

use std::sync::Arc;

use crate::ports::{Clock, Entropy, IdGenerator, Passwords, Store};

/// The outside that an engine is built on. All parts are needed, and none has a default in here: which clock
/// and which chance a result depends on is for the application to say.
#[derive(Debug, Clone)]
pub struct Outside {
    /// Where the rows are kept.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identities.
    pub ids: Arc<dyn IdGenerator>,
    /// Unguessable bytes for tokens.
    pub entropy: Arc<dyn Entropy>,
    /// Hashing and checking of passwords.
    pub passwords: Arc<dyn Passwords>,
}

impl Outside {
    pub(super) fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    pub(super) fn ids(&self) -> &dyn IdGenerator {
        self.ids.as_ref()
    }

    pub(super) fn entropy(&self) -> &dyn Entropy {
        self.entropy.as_ref()
    }

    pub(super) fn passwords(&self) -> &dyn Passwords {
        self.passwords.as_ref()
    }
}
