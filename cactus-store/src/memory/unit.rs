//! Units of work on a state of the store.

use std::sync::Arc;

use async_lock::MutexGuardArc;
use async_trait::async_trait;
use cactus_core::ports::{
    Accounts, Audit, Benchmarks, Clients, Directory, Events, Firms, Households, Instruments,
    Market, Portfolios, Reports, Sessions, StoreError, Taxonomies, Transactions, UnitOfWork, Users,
};

use super::Shared;
use super::state::State;

pub(super) struct MemoryUnit {
    state: State,
    target: Option<Target>,
}

/// Where the state of a writing unit goes when it is committed, and its turn to write until then.
struct Target {
    shared: Arc<Shared>,
    _turn: MutexGuardArc<()>,
}

impl MemoryUnit {
    pub(super) fn reading(state: State) -> Self {
        Self { state, target: None }
    }

    pub(super) fn writing(shared: Arc<Shared>, turn: MutexGuardArc<()>) -> Self {
        Self { state: shared.snapshot(), target: Some(Target { shared, _turn: turn }) }
    }
}

/// The unit's rows, which every repository reads and writes.
pub(super) struct Rows<'a>(&'a mut MemoryUnit);

impl Rows<'_> {
    pub(super) fn state(&self) -> &State {
        &self.0.state
    }

    /// Makes a change; if it fails, nothing of it is kept.
    pub(super) fn change<T>(
        &mut self,
        change: impl FnOnce(&mut State) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.0.target.is_none() {
            return Err(StoreError::ReadOnly);
        }
        let mut state = self.0.state.clone();
        let done = change(&mut state)?;
        self.0.state = state;
        Ok(done)
    }
}

macro_rules! repositories {
    ($($accessor:ident: $repository:ident,)+) => {
        #[async_trait]
        impl UnitOfWork for MemoryUnit {
            $(
                fn $accessor(&mut self) -> Box<dyn $repository + '_> {
                    Box::new(Rows(self))
                }
            )+

            async fn commit(self: Box<Self>) -> Result<(), StoreError> {
                let Self { state, target } = *self;
                if let Some(target) = target {
                    target.shared.replace(state);
                }
                Ok(())
            }
        }
    };
}

repositories! {
    firms: Firms,
    users: Users,
    clients: Clients,
    households: Households,
    portfolios: Portfolios,
    accounts: Accounts,
    instruments: Instruments,
    taxonomies: Taxonomies,
    benchmarks: Benchmarks,
    transactions: Transactions,
    market: Market,
    reports: Reports,
    events: Events,
    audit: Audit,
    directory: Directory,
    sessions: Sessions,
}
