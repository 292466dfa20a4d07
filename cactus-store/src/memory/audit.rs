use async_trait::async_trait;
use cactus_core::events::{AuditDraft, AuditEntry};
use cactus_core::permissions::{Place, Reach};
use cactus_core::ports::{Audit, Page, PageRequest, StoreError};

use super::unit::Rows;

#[async_trait]
impl Audit for Rows<'_> {
    async fn append(&mut self, drafts: &[AuditDraft]) -> Result<(), StoreError> {
        self.change(|state| {
            for draft in drafts {
                let firm = draft.firm;
                state.check_firm(firm, "audit.firm")?;
                let log = (firm, 0)..=(firm, u64::MAX);
                let last = state.audit.range(log).next_back();
                let last = last.map(|(_, entry)| (entry.number, entry.digest));
                let entry = AuditEntry::after(last, draft.clone());
                state.audit.insert_mut((firm, entry.number), entry);
            }
            Ok(())
        })
    }

    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<AuditEntry>, StoreError> {
        let firm = reach.firm();
        let after: Option<u64> = page.after.as_ref().map(|cursor| cursor.key()).transpose()?;
        let first = after.map_or(0, |number| number.saturating_add(1));
        let log = self.state().audit.range((firm, first)..=(firm, u64::MAX));
        let rows = log
            .filter(|_| reach.admits(&Place::Firmwide { firm }))
            .take(page.limit.get() as usize + 1)
            .map(|(_, entry)| entry.clone())
            .collect();
        Ok(Page::from_rows(rows, page.limit, |entry| entry.number))
    }
}
