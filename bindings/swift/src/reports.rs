//! Reports.

use cactus_core::ids::ReportId;
use cactus_core::reports::{Format, Language};
use cactus_core::views::{GenerateStatement, ListReports, RenderReport, ReportView};

use crate::errors::CactusError;
use crate::session::Session;
use crate::views::ReportPage;

#[uniffi::export]
impl Session {
    /// A page of the reports in reach.
    pub async fn list_reports(&self, query: ListReports) -> Result<ReportPage, CactusError> {
        self.act(|cactus, actor| async move { cactus.reports().list(&actor, &query).await }).await
    }

    /// The report with this id.
    pub async fn get_report(&self, id: ReportId) -> Result<ReportView, CactusError> {
        self.act(move |cactus, actor| async move { cactus.reports().get(&actor, id).await }).await
    }

    /// Generates the client statement of a portfolio and keeps it.
    pub async fn generate_statement(
        &self,
        statement: GenerateStatement,
    ) -> Result<ReportView, CactusError> {
        self.act(|cactus, actor| async move {
            cactus.reports().generate_statement(&actor, statement).await
        })
        .await
    }

    /// The content of a report as a file in the format and the language.
    pub async fn render(
        &self,
        report: ReportId,
        format: Format,
        language: Language,
    ) -> Result<Vec<u8>, CactusError> {
        let how = RenderReport { format, language };
        self.act(
            move |cactus, actor| async move { cactus.reports().render(&actor, report, how).await },
        )
        .await
    }
}
