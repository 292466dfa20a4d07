//! Who did what, and why it was allowed.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::events::{AuditDraft, AuditEntry};
use crate::permissions::Reach;

/// The audit log of a firm.
#[async_trait]
pub trait Audit: Send {
    /// Enters drafts, in order, as the [next links](AuditEntry::after) of the chains of their firms.
    ///
    /// # Errors
    /// [`StoreError::Dangling`] for `audit.firm`.
    async fn append(&mut self, drafts: &[AuditDraft]) -> Result<(), StoreError>;

    /// A page of the log, oldest first; empty unless the reach is the whole firm.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<AuditEntry>, StoreError>;
}
