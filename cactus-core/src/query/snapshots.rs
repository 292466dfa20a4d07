//! Snapshots that are kept for the questions to come.

use std::sync::Arc;

use super::QueryError;
use super::state::Snapshot;
use crate::ledger::{CostBasis, Scope};
use crate::money::Currency;
use crate::recent::Recent;
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
#[derive(Debug)]
pub(super) struct Snapshots(Recent<SnapshotOf, Snapshot>);

impl Default for Snapshots {
    fn default() -> Self {
        Self(Recent::new(SNAPSHOTS, ROWS))
    }
}

impl Snapshots {
    /// The snapshot, which is made if it is not kept. Others may ask meanwhile; two that miss the same make it twice.
    pub(super) fn get(
        &self,
        of: SnapshotOf,
        make: impl FnOnce(&SnapshotOf) -> Result<Snapshot, QueryError>,
    ) -> Result<Arc<Snapshot>, QueryError> {
        if let Some(found) = self.0.find(&of) {
            return Ok(found);
        }
        let made = Arc::new(make(&of)?);
        self.0.keep(of, Arc::clone(&made), made.len());
        Ok(made)
    }
}
