//! What cannot be attributed.

use crate::error::{Coded, Details, ErrorKind};
use crate::undefined::Undefined;

/// Inputs that do not describe a portfolio and a benchmark.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AttributionError {
    /// A weight or a return is not finite.
    #[error("the weights and returns of row {row} are not all numbers")]
    NotANumber {
        /// Which row, from zero.
        row: usize,
    },
    /// The weights of a portfolio or a benchmark do not sum to one.
    #[error("the weights of the {side} sum to {sum}, not to one")]
    NotWhole {
        /// `portfolio` or `benchmark`.
        side: &'static str,
        /// What they sum to.
        sum: f64,
    },
    /// Periods with different numbers of rows cannot be linked row by row.
    #[error("period {period} has {given} rows, where the first has {needed}")]
    Uneven {
        /// Which period, from zero.
        period: usize,
        /// How many rows it has.
        given: usize,
        /// How many the first has.
        needed: usize,
    },
    /// The formula has no answer.
    #[error(transparent)]
    Undefined(#[from] Undefined),
}

impl Coded for AttributionError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotANumber { .. } => "attribution.not_a_number",
            Self::NotWhole { .. } => "attribution.not_whole",
            Self::Uneven { .. } => "attribution.uneven",
            Self::Undefined(reason) => reason.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::NotANumber { row } => Details::from([("row", row.to_string())]),
            Self::NotWhole { side, sum } => {
                Details::from([("side", (*side).to_owned()), ("sum", sum.to_string())])
            }
            Self::Uneven { period, given, needed } => Details::from([
                ("period", period.to_string()),
                ("given", given.to_string()),
                ("needed", needed.to_string()),
            ]),
            Self::Undefined(reason) => reason.details(),
        }
    }
}
