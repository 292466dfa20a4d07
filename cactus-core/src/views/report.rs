//! Reports.

use serde::{Deserialize, Serialize};

use crate::ids::{ClientId, PortfolioId, ReportId, UserId};
use crate::model::Name;
use crate::money::Currency;
use crate::ports::{Cursor, ReportRecord};
use crate::reports::{Format, Language};
use crate::time::{BusinessDate, Period, Timestamp};

use super::PeriodQuery;

/// Generates the client statement of a portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GenerateStatement {
    /// The portfolio.
    pub portfolio: PortfolioId,
    /// The days it covers.
    pub period: PeriodQuery,
    /// The day of issue that is printed on it.
    pub issued_on: BusinessDate,
    /// The currency of its figures; the portfolio's own unless said.
    pub currency: Option<Currency>,
}

/// Which reports, and which page of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListReports {
    /// About this client.
    pub client: Option<ClientId>,
    /// The `next` of the page before; none for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    pub limit: Option<u32>,
}

/// How a report is to be rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenderReport {
    /// The format.
    pub format: Format,
    /// The language.
    pub language: Language,
}

/// A generated report; its content is downloaded in the format and language wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportView {
    /// Its identity.
    pub id: ReportId,
    /// The client it is about.
    pub client: ClientId,
    /// The portfolio it is about, if only one.
    pub portfolio: Option<PortfolioId>,
    /// Its title.
    pub title: Name,
    /// The days it covers.
    pub period: Period,
    /// When it was generated.
    pub generated_at: Timestamp,
    /// Who generated it.
    pub generated_by: UserId,
}

impl From<ReportRecord> for ReportView {
    fn from(record: ReportRecord) -> Self {
        let ReportRecord {
            id,
            firm: _,
            client,
            portfolio,
            title,
            period,
            content: _,
            generated_at,
            generated_by,
        } = record;
        Self { id, client, portfolio, title, period, generated_at, generated_by }
    }
}
