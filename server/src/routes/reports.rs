//! Reports: generated once, kept as data, rendered when asked for.

use cactus_core::ids::ReportId;
use cactus_core::permissions::Permission::{ReportsGenerate, ReportsRead};
use cactus_core::views::{GenerateStatement, ListReports, PageView, RenderReport, ReportView};

use crate::api::Access::Needs;
use crate::api::{Asset, Call, Created, Endpoint, Json, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/reports", list).named(
            "list_reports",
            "The reports in reach, the newest first",
            Needs(ReportsRead),
        ),
        Endpoint::post("/api/v1/reports", generate).named(
            "generate_statement",
            "Generates the client statement of a portfolio and keeps it",
            Needs(ReportsGenerate),
        ),
        Endpoint::get("/api/v1/reports/{report_id}", get).named(
            "get_report",
            "A report, without its content",
            Needs(ReportsRead),
        ),
        Endpoint::get("/api/v1/reports/{report_id}/download", download).named(
            "download_report",
            "A report as a file: PDF, HTML, Markdown or JSON",
            Needs(ReportsRead),
        ),
    ]
}

async fn list(
    call: Call,
    Query(query): Query<ListReports>,
) -> Result<View<PageView<ReportView>>, Problem> {
    let reports = call.app.cactus().reports();
    Ok(View(reports.list(call.actor()?, &query).await?))
}

async fn generate(
    call: Call,
    Json(command): Json<GenerateStatement>,
) -> Result<Created<ReportView>, Problem> {
    let report = call.compute(move |cactus, actor| async move {
        cactus.reports().generate_statement(&actor, command).await
    });
    Ok(Created(report.await?))
}

async fn get(call: Call, Path(id): Path<ReportId>) -> Result<View<ReportView>, Problem> {
    let reports = call.app.cactus().reports();
    Ok(View(reports.get(call.actor()?, id).await?))
}

async fn download(
    call: Call,
    Path(id): Path<ReportId>,
    Query(how): Query<RenderReport>,
) -> Result<Asset, Problem> {
    let file =
        call.compute(
            move |cactus, actor| async move { cactus.reports().render(&actor, id, how).await },
        );
    let name = format!("{id}.{}", how.format.extension());
    Ok(Asset::new(how.format.media_type(), file.await?).to_save_as(&name))
}
