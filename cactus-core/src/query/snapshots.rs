//! Snapshots that are kept for the questions to come.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::QueryError;
use super::state::Snapshot;
use crate::ledger::{CostBasis, Scope};
use crate::money::Currency;
use crate::time::BusinessDate;

/// How many positions and balances are kept, of all snapshots together: some 80 MB.
const ROWS: usize = 500_000;
/// How many snapshots are kept.
const SNAPSHOTS: usize = 64;

/// All that a snapshot of one record and one market depends on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SnapshotOf {
    pub(super) date: BusinessDate,
    pub(super) currency: Currency,
    pub(super) basis: CostBasis,
    /// The accounts with their shares, and the charges that count.
    pub(super) scope: Scope,
}

/// The snapshots of one record and one market that were asked for last, as many as there is room for and at least
/// one.
///
/// The record and the market must be the same for all of them: whoever holds it sees to that.
#[derive(Debug, Default)]
pub(super) struct Snapshots {
    /// The last first.
    kept: Mutex<VecDeque<(SnapshotOf, Arc<Snapshot>)>>,
}

impl Snapshots {
    /// The snapshot, which is made if it is not kept. Others may ask meanwhile; two that miss the same make it twice.
    pub(super) fn get(
        &self,
        of: SnapshotOf,
        make: impl FnOnce(&SnapshotOf) -> Result<Snapshot, QueryError>,
    ) -> Result<Arc<Snapshot>, QueryError> {
        if let Some(found) = self.find(&of) {
            return Ok(found);
        }
        let made = Arc::new(make(&of)?);
        self.with(|kept| {
            kept.push_front((of, Arc::clone(&made)));
            let mut rows = 0;
            let fits = kept.iter().take(SNAPSHOTS).take_while(|(_, snapshot)| {
                rows += snapshot.len();
                rows <= ROWS
            });
            let fits = fits.count().max(1);
            kept.truncate(fits);
        });
        Ok(made)
    }

    fn find(&self, of: &SnapshotOf) -> Option<Arc<Snapshot>> {
        self.with(|kept| {
            let place = kept.iter().position(|(known, _)| known == of)?;
            let found = kept.remove(place)?;
            let snapshot = Arc::clone(&found.1);
            kept.push_front(found);
            Some(snapshot)
        })
    }

    /// No step here leaves the list in a state that is wrong, so that a lock whose holder panicked is as good as any.
    fn with<T>(&self, work: impl FnOnce(&mut VecDeque<(SnapshotOf, Arc<Snapshot>)>) -> T) -> T {
        work(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
