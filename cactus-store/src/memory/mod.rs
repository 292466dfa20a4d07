//! The whole book in memory: for tests, notebooks and throw-away analyses.
//!
//! Rows live in ordered maps that share structure. A unit of work begins by taking all tables as they are and
//! ends by putting its own in their place; both cost nothing, however large the book. One unit writes at a
//! time, readers never wait, and no asynchronous runtime is needed.

mod accounts;
mod audit;
mod benchmarks;
mod clients;
mod directory;
mod events;
mod firms;
mod households;
mod instruments;
mod market;
mod portfolios;
mod reports;
mod sessions;
mod state;
mod table;
mod taxonomies;
mod transactions;
mod unit;
mod users;

use std::sync::{Arc, PoisonError, RwLock};

use async_lock::Mutex;
use async_trait::async_trait;
use cactus_core::ports::{Store, StoreError, UnitOfWork};

use state::State;
use unit::MemoryUnit;

/// A store that forgets everything when its last clone is dropped.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    committed: RwLock<State>,
    turn: Arc<Mutex<()>>,
}

impl Shared {
    // A panic while the lock is held cannot leave half a state behind: states are only ever swapped.
    fn snapshot(&self) -> State {
        self.committed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn replace(&self, state: State) {
        *self.committed.write().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(MemoryUnit::reading(self.shared.snapshot())))
    }

    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let turn = self.shared.turn.lock_arc().await;
        Ok(Box::new(MemoryUnit::writing(self.shared.clone(), turn)))
    }

    async fn ping(&self) -> Result<(), StoreError> {
        self.shared.snapshot();
        Ok(())
    }
}
