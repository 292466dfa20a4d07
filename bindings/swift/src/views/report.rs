//! Reports.

use cactus_core::ids::{ClientId, PortfolioId, ReportId, UserId};
use cactus_core::model::Name;
use cactus_core::money::Currency;
use cactus_core::time::{BusinessDate, Period, Timestamp};
use cactus_core::views::{Cursor, GenerateStatement, ListReports, PeriodQuery, ReportView};

/// Generates the client statement of a portfolio.
#[uniffi::remote(Record)]
pub struct GenerateStatement {
    /// The portfolio.
    pub portfolio: PortfolioId,
    /// The days it covers.
    pub period: PeriodQuery,
    /// The day of issue that is printed on it.
    pub issued_on: BusinessDate,
    /// The currency of its figures; the portfolio's own unless said.
    #[uniffi(default)]
    pub currency: Option<Currency>,
}

/// Which reports, and which page of them.
#[uniffi::remote(Record)]
pub struct ListReports {
    /// About this client.
    #[uniffi(default)]
    pub client: Option<ClientId>,
    /// The `next` of the page before; none for the first page.
    #[uniffi(default)]
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    #[uniffi(default)]
    pub limit: Option<u32>,
}

/// A generated report; its content is downloaded in the format and language wanted.
#[uniffi::remote(Record)]
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
