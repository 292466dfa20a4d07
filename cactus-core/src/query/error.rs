//! Questions that cannot be asked.

use crate::error::{Coded, Details, ErrorKind};
use crate::ledger::{LedgerError, Misfit};
use crate::model::Key;
use crate::money::MoneyError;

/// A question that cannot be asked of this record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// Not a dimension.
    #[error("`{text}` is neither a property nor `taxonomy:` with a key")]
    UnknownDimension {
        /// What was given.
        text: String,
    },
    /// Not the key of a column.
    #[error("there is no column `{text}`")]
    UnknownColumn {
        /// What was given.
        text: String,
    },
    /// No taxonomy has this key.
    #[error("there is no taxonomy `{key}`")]
    UnknownTaxonomy {
        /// The key.
        key: Key,
    },
    /// No benchmark has this key.
    #[error("there is no benchmark `{key}`")]
    UnknownBenchmark {
        /// The key.
        key: Key,
    },
    /// Nothing in the record is called so.
    #[error("there is no {dimension} `{key}`")]
    UnknownKey {
        /// What it would be.
        dimension: String,
        /// What was given.
        key: String,
    },
    /// A column about a period, in a question about a day.
    #[error("`{column}` is about a period, and the question about a day")]
    NeedsPeriod {
        /// The column.
        column: &'static str,
    },
    /// The same dimension twice in the groupings.
    #[error("the rows are grouped by {dimension} twice")]
    GroupedTwice {
        /// The dimension.
        dimension: String,
    },
    /// Neither a day nor a period, or both.
    #[error("a question is about a day, `as_of`, or about a period, `from` and `to`")]
    Span,
    /// The period ends before it starts.
    #[error("the period ends before it starts")]
    Backwards,
    /// The record as it was known does not hold together by itself.
    #[error("what was known then does not hold together: {misfit}")]
    KnownRecord {
        /// The first transaction that does not fit what was known.
        misfit: Misfit,
    },
    /// The lots of the record do not fit the way in which they are asked for, or numbers pass the range.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<MoneyError> for QueryError {
    fn from(error: MoneyError) -> Self {
        Self::Ledger(error.into())
    }
}

impl Coded for QueryError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Ledger(error) => error.kind(),
            _ => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::UnknownDimension { .. } => "query.unknown_dimension",
            Self::UnknownColumn { .. } => "query.unknown_column",
            Self::UnknownTaxonomy { .. } => "query.unknown_taxonomy",
            Self::UnknownBenchmark { .. } => "query.unknown_benchmark",
            Self::UnknownKey { .. } => "query.unknown_key",
            Self::NeedsPeriod { .. } => "query.needs_period",
            Self::GroupedTwice { .. } => "query.grouped_twice",
            Self::Span => "query.span",
            Self::Backwards => "query.backwards",
            Self::KnownRecord { .. } => "query.known_record",
            Self::Ledger(error) => error.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::UnknownDimension { text } | Self::UnknownColumn { text } => {
                Details::from([("text", text.clone())])
            }
            Self::UnknownTaxonomy { key } | Self::UnknownBenchmark { key } => {
                Details::from([("key", key.to_string())])
            }
            Self::UnknownKey { dimension, key } => {
                Details::from([("dimension", dimension.to_string()), ("key", key.clone())])
            }
            Self::NeedsPeriod { column } => Details::from([("column", column.to_string())]),
            Self::GroupedTwice { dimension } => {
                Details::from([("dimension", dimension.to_string())])
            }
            Self::Span | Self::Backwards => Details::new(),
            Self::KnownRecord { misfit } => {
                let mut details = misfit.details();
                details.insert("reason", misfit.code().to_owned());
                details
            }
            Self::Ledger(error) => error.details(),
        }
    }
}
