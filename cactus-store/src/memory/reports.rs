use std::ops::Bound;

use async_trait::async_trait;
use cactus_core::ids::ReportId;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Page, PageRequest, ReportFilter, ReportRecord, Reports, StoreError};

use super::state::{put_in, refer, refer_if};
use super::unit::Rows;
use crate::cursor::ReportPlace;

#[async_trait]
impl Reports for Rows<'_> {
    async fn get(
        &mut self,
        reach: &Reach,
        id: ReportId,
    ) -> Result<Option<ReportRecord>, StoreError> {
        let state = self.state();
        let report = state.reports.get(&(reach.firm(), id));
        Ok(report.filter(|report| state.reaches_client(reach, report.client)).cloned())
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &ReportFilter,
        page: &PageRequest,
    ) -> Result<Page<ReportRecord>, StoreError> {
        let before: Option<ReportPlace> = page.after.as_ref().map(|c| c.key()).transpose()?;
        let before = before.map_or(Bound::Unbounded, Bound::Excluded);
        let state = self.state();
        let rows = state
            .reports_by_age
            .get(&reach.firm())
            .into_iter()
            .flat_map(|places| places.range((Bound::Unbounded, before)).rev())
            .filter_map(|(place, ())| state.reports.get(&(reach.firm(), place.id)))
            .filter(|report| {
                filter.client.is_none_or(|client| report.client == client)
                    && state.reaches_client(reach, report.client)
            })
            .take(page.limit.get() as usize + 1)
            .cloned()
            .collect();
        Ok(Page::from_rows(rows, page.limit, ReportPlace::of))
    }

    async fn insert(&mut self, report: &ReportRecord) -> Result<(), StoreError> {
        self.change(|state| {
            let (firm, key) = (report.firm, (report.firm, report.id));
            if state.reports.contains_key(&key) {
                return Err(StoreError::Conflict { what: "report.id" });
            }
            state.check_firm(firm, "report.firm")?;
            refer(state.clients.has(firm, report.client), "report.client")?;
            refer_if(
                report.portfolio,
                |portfolio| state.portfolios.has(firm, portfolio),
                "report.portfolio",
            )?;
            state.reports.insert_mut(key, report.clone());
            put_in(&mut state.reports_by_age, firm, ReportPlace::of(report), ());
            Ok(())
        })
    }
}
