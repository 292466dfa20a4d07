//! Generated reports.

use async_trait::async_trait;
use cactus_core::ids::{Id, ReportId};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Page, PageRequest, ReportFilter, ReportRecord, Reports, StoreError};
use cactus_core::time::Period;
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::{client_in_reach, list_by_client, scoped_by};
use super::reference::{Reference, Table};
use super::sql::statements;
use super::unit::{Unit, empty, rows_to_read};
use crate::codec::corrupt;
use crate::cursor::ReportPlace;

macro_rules! columns {
    () => {
        "reports.firm, reports.id, reports.client, reports.portfolio, reports.title, reports.period_start, \
         reports.period_end, reports.content, reports.generated_at, reports.generated_by"
    };
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM reports JOIN clients ON clients.firm = reports.firm AND clients.id = reports.client \
             WHERE reports.firm = ?1 AND ",
            $condition
        )
    };
}

macro_rules! page {
    () => {
        " AND (reports.generated_at, reports.id) < (?3, ?4) \
          ORDER BY reports.generated_at DESC, reports.id DESC LIMIT ?5"
    };
}

statements! {
    plain {
        INSERT = "INSERT INTO reports (firm, id, client, portfolio, title, period_start, period_end, content, \
            generated_at, generated_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    }
    scoped {
        GET = scoped_by!(client_in_reach, select!("reports.id = ?3"), "");
        LIST = list_by_client!(columns!(), "reports", "client", page!());
        LIST_OF_CLIENT = scoped_by!(client_in_reach, select!("reports.client = ?6"), page!());
    }
}

fn read(row: &SqliteRow) -> Result<ReportRecord, StoreError> {
    let fields = Fields::of("report", row);
    let (start, end) = (fields.day("period_start")?, fields.day("period_end")?);
    Ok(ReportRecord {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        client: fields.id("client")?,
        portfolio: fields.maybe_id("portfolio")?,
        title: fields.text("title")?,
        period: Period::new(start, end).map_err(|_| corrupt("report", "period_end"))?,
        content: fields.get("content")?,
        generated_at: fields.moment("generated_at")?,
        generated_by: fields.id("generated_by")?,
    })
}

/// The key a page starts below: past the end of time for the first page.
fn start_below(page: &PageRequest) -> Result<(i64, Vec<u8>), StoreError> {
    let Some(cursor) = &page.after else {
        return Ok((i64::MAX, Vec::new()));
    };
    let place: ReportPlace = cursor.key()?;
    let id = place.id.uuid().as_bytes().to_vec();
    Ok((place.generated_at.micros(), id))
}

#[async_trait]
impl Reports for &mut Unit {
    async fn get(
        &mut self,
        reach: &Reach,
        id: ReportId,
    ) -> Result<Option<ReportRecord>, StoreError> {
        let Some(query) = GET.query(reach) else {
            return Ok(None);
        };
        self.one(query.bind(id.uuid()), read).await
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &ReportFilter,
        page: &PageRequest,
    ) -> Result<Page<ReportRecord>, StoreError> {
        let (moment, id) = start_below(page)?;
        let list = if filter.client.is_some() { LIST_OF_CLIENT } else { LIST };
        let Some(query) = list.query(reach) else {
            return Ok(empty());
        };
        let query =
            query.bind(moment).bind(id).bind(rows_to_read(page)).bind(filter.client.map(Id::uuid));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, ReportPlace::of))
    }

    async fn insert(&mut self, report: &ReportRecord) -> Result<(), StoreError> {
        let firm = report.firm;
        let references = [
            Reference::firm("report.firm", firm),
            Reference::to("report.client", Table::Clients, firm, report.client),
            Reference::maybe("report.portfolio", Table::Portfolios, firm, report.portfolio),
        ];
        let query = sqlx::query(INSERT)
            .bind(firm.uuid())
            .bind(report.id.uuid())
            .bind(report.client.uuid())
            .bind(report.portfolio.map(Id::uuid))
            .bind(report.title.as_str())
            .bind(report.period.start().day_number())
            .bind(report.period.end().day_number())
            .bind(report.content.as_str())
            .bind(report.generated_at.micros())
            .bind(report.generated_by.uuid());
        self.write(query, &references).await.map(drop)
    }
}
