//! Generated reports.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::{ClientId, FirmId, PortfolioId, ReportId, UserId};
use crate::model::Name;
use crate::permissions::Reach;
use crate::time::{Period, Timestamp};

/// A generated report: its content as data, from which every format is rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRecord {
    /// Its identity.
    pub id: ReportId,
    /// The firm it belongs to.
    pub firm: FirmId,
    /// The client it is about.
    pub client: ClientId,
    /// The portfolio it is about, if only one.
    pub portfolio: Option<PortfolioId>,
    /// Its title.
    pub title: Name,
    /// The period it covers.
    pub period: Period,
    /// The content, as the JSON of a [report](crate::reports).
    pub content: String,
    /// When it was generated.
    pub generated_at: Timestamp,
    /// Who generated it.
    pub generated_by: UserId,
}

/// Which reports; all fields that are set must match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportFilter {
    /// About this client.
    pub client: Option<ClientId>,
}

/// The generated reports of a firm. A report is in reach if its client is. Reports never change.
#[async_trait]
pub trait Reports: Send {
    /// The report with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(
        &mut self,
        reach: &Reach,
        id: ReportId,
    ) -> Result<Option<ReportRecord>, StoreError>;

    /// A page of those in reach, the newest first, by the moment of their generation and then by id.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        filter: &ReportFilter,
        page: &PageRequest,
    ) -> Result<Page<ReportRecord>, StoreError>;

    /// Adds a report.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], [`StoreError::Dangling`].
    async fn insert(&mut self, report: &ReportRecord) -> Result<(), StoreError>;
}
