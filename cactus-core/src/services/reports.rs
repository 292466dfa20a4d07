//! Reports: generated once, kept as data, rendered when asked for.

use serde_json::json;

use super::ServiceError;
use super::book::Book;
use super::change::Change;
use super::outside::Outside;
use super::performance::dates;
use super::portfolios::portfolio;
use super::sources::Sources;
use super::statement::{self, Parties};
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::ReportId;
use crate::permissions::{Actor, Permission, authorise, permitted};
use crate::ports::{ReportFilter, ReportRecord};
use crate::reports::statement::client_statement;
use crate::reports::{Report, render};
use crate::views::{GenerateStatement, ListReports, PageQuery, PageView, RenderReport, ReportView};

const NOT_FOUND: ServiceError = ServiceError::NotFound { what: "report" };

/// Reports: list, get, generate, render.
#[derive(Debug, Clone, Copy)]
pub struct Reports<'a> {
    outside: &'a Outside,
}

impl<'a> Reports<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the reports in reach, of one client if asked, the newest first.
    ///
    /// # Errors
    /// Without the permission `reports.read`, or for a page that cannot be.
    pub async fn list(
        &self,
        actor: &Actor,
        query: &ListReports,
    ) -> Result<PageView<ReportView>, Error> {
        let reach = permitted(actor, Permission::ReportsRead)?;
        let page = PageQuery { after: query.after.clone(), limit: query.limit }.try_into()?;
        let filter = ReportFilter { client: query.client };
        let mut unit = self.outside.store().read().await?;
        Ok(unit.reports().list(&reach, &filter, &page).await?.into())
    }

    /// The report with this id, without its content.
    ///
    /// # Errors
    /// Without the permission `reports.read`, or if there is no such report in reach.
    pub async fn get(&self, actor: &Actor, id: ReportId) -> Result<ReportView, Error> {
        Ok(self.record(actor, id).await?.into())
    }

    /// Generates the client statement of a portfolio and keeps its content.
    ///
    /// # Errors
    /// Without the permission `reports.generate`, if there is no such portfolio in reach, or if a named period ends
    /// before the first booking.
    pub async fn generate_statement(
        &self,
        actor: &Actor,
        command: GenerateStatement,
    ) -> Result<ReportView, Error> {
        let reach = permitted(actor, Permission::ReportsGenerate)?;
        let mut unit = self.outside.store().read().await?;
        let portfolio = portfolio(unit.as_mut(), &reach, command.portfolio).await?;
        let currency = command.currency.unwrap_or(portfolio.base_currency);
        let book = Book::load_in(unit.as_mut(), &reach, portfolio, currency).await?;
        let client = unit.clients().get(&reach, book.portfolio.client).await?;
        let client = client.ok_or(NOT_FOUND)?;
        let decision = authorise(actor, Permission::ReportsGenerate, &client).require()?;
        let firm = unit.firms().get(&reach).await?.ok_or(NOT_FOUND)?;
        let adviser = unit.directory().member(client.firm, client.owner).await?;
        let period = dates(&book, command.period)?;
        let sources = Sources::load(unit.as_mut(), &reach, &book, period).await?;
        drop(unit);
        let parties = Parties { firm: &firm, client: &client, adviser: adviser.as_ref() };
        let input = statement::input(&book, &parties, &sources, period, command.issued_on)?;
        let report = client_statement(&input)?;
        let title = format!("{} — {}", client.full_name(), book.portfolio.name);
        let mut change = Change::begin(self.outside, actor).await?;
        let record = ReportRecord {
            id: change.new_id(),
            firm: actor.firm(),
            client: client.id,
            portfolio: Some(book.portfolio.id),
            title: title.chars().take(200).collect::<String>().parse()?,
            period: input.period,
            content: String::from_utf8_lossy(&report.to_json()?).into_owned(),
            generated_at: change.at(),
            generated_by: actor.user(),
        };
        change.unit().reports().insert(&record).await?;
        let told = json!({ "portfolio": book.portfolio.id });
        change.note(&decision, EventKind::ReportGenerated, record.id, told);
        change.commit().await?;
        Ok(record.into())
    }

    /// The report as a file in the format and the language. Rendering computes for some tens of milliseconds: a
    /// server calls this where blocking is allowed.
    ///
    /// # Errors
    /// Without the permission `reports.read`, if there is no such report in reach, or for a PDF without the feature
    /// `pdf`.
    pub async fn render(
        &self,
        actor: &Actor,
        id: ReportId,
        how: RenderReport,
    ) -> Result<Vec<u8>, Error> {
        let record = self.record(actor, id).await?;
        let report = Report::from_json(record.content.as_bytes())?;
        Ok(render(&report, how.format, how.language)?)
    }

    async fn record(&self, actor: &Actor, id: ReportId) -> Result<ReportRecord, Error> {
        let reach = permitted(actor, Permission::ReportsRead)?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.reports().get(&reach, id).await?.ok_or(NOT_FOUND)?)
    }
}
