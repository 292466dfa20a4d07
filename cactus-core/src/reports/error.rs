//! What goes wrong with reports.

use crate::error::{Coded, Details, ErrorKind};
use crate::money::MoneyError;
use crate::time::BusinessDate;

/// Content that is no report, or a rendering that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// A row needs one value for each column.
    #[error("row {row} has {cells} values for {columns} columns")]
    RaggedRow {
        /// Which row, counted from one.
        row: usize,
        /// How many values it has.
        cells: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// The days of a line must rise.
    #[error("the points of a line are out of order at {date}")]
    UnorderedPoints {
        /// The day that is not after the one before it.
        date: BusinessDate,
    },
    /// Stored content that cannot be read.
    #[error("this is no report: {problem}")]
    Malformed {
        /// What is wrong, and where.
        problem: String,
    },
    /// PDF was asked of a build without the feature `pdf`.
    #[error("this build cannot write PDF, it lacks the feature `pdf`")]
    PdfNotBuilt,
    /// The typesetter refused the page: a defect of the template.
    #[error("the page cannot be set: {problem}")]
    Typesetting {
        /// What the typesetter says.
        problem: String,
    },
    /// A figure of the report has no exact answer.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Coded for ReportError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Typesetting { .. } => ErrorKind::Internal,
            Self::Money(error) => error.kind(),
            _ => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::RaggedRow { .. } => "report.ragged_row",
            Self::UnorderedPoints { .. } => "report.unordered_points",
            Self::Malformed { .. } => "report.malformed",
            Self::PdfNotBuilt => "report.pdf_not_built",
            Self::Typesetting { .. } => "report.typesetting",
            Self::Money(error) => error.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::RaggedRow { row, cells, columns } => Details::from([
                ("row", row.to_string()),
                ("cells", cells.to_string()),
                ("columns", columns.to_string()),
            ]),
            Self::UnorderedPoints { date } => Details::from([("date", date.to_string())]),
            Self::Malformed { problem } | Self::Typesetting { problem } => {
                Details::from([("problem", problem.clone())])
            }
            Self::PdfNotBuilt => Details::new(),
            Self::Money(error) => error.details(),
        }
    }
}
