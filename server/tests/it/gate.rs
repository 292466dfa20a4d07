//! A store that can be made to keep everybody waiting, or to fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use cactus_core::ports::{Store, StoreError, UnitOfWork};
use cactus_store::memory::MemoryStore;
use tokio::sync::watch;

/// The gate in front of a memory store.
#[derive(Debug, Clone)]
pub struct Gate {
    open: watch::Sender<bool>,
    waiting: watch::Sender<bool>,
    broken: Arc<AtomicBool>,
}

#[derive(Debug)]
struct Gated {
    gate: Gate,
    store: MemoryStore,
}

impl Gate {
    /// An open gate, and the store behind it.
    pub fn new() -> (Self, Arc<dyn Store>) {
        let gate = Self {
            open: watch::Sender::new(true),
            waiting: watch::Sender::new(false),
            broken: Arc::default(),
        };
        let gated = Gated { gate: gate.clone(), store: MemoryStore::new() };
        (gate, Arc::new(gated))
    }

    /// Keeps everybody waiting from now on.
    pub fn close(&self) {
        self.open.send_replace(false);
    }

    /// Lets everybody through.
    pub fn open(&self) {
        self.open.send_replace(true);
    }

    /// Turns everybody away with an error from now on.
    pub fn break_down(&self) {
        self.broken.store(true, Ordering::SeqCst);
    }

    /// Ready once somebody waits.
    pub async fn reached(&self) {
        self.waiting.subscribe().wait_for(|waiting| *waiting).await.unwrap();
    }

    async fn pass(&self) -> Result<(), StoreError> {
        let mut open = self.open.subscribe();
        if !*open.borrow() {
            self.waiting.send_replace(true);
        }
        open.wait_for(|open| *open).await.unwrap();
        if self.broken.load(Ordering::SeqCst) {
            return Err(StoreError::backend(std::io::Error::other("the disk is on fire")));
        }
        Ok(())
    }
}

#[async_trait]
impl Store for Gated {
    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.gate.pass().await?;
        self.store.read().await
    }

    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.gate.pass().await?;
        self.store.begin().await
    }

    async fn ping(&self) -> Result<(), StoreError> {
        self.gate.pass().await?;
        self.store.ping().await
    }
}
