//! What a document is refused for.

use super::Format;
use crate::error::{Coded, Details, ErrorKind};
use crate::ledger::LedgerError;
use crate::model::TaxonomyError;
use crate::money::{MoneyError, Weight};

/// A document that is no portable book. Where a `pointer` is given, it is a JSON pointer to the place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// The document is larger than any book may be.
    #[error("the document has {bytes} bytes, more than the {limit} that a book may have")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The most that is read.
        limit: usize,
    },
    /// The document does not say that it is a book, or is one of a version that is not known here.
    #[error("the format is `{found}`, not `{known}`")]
    UnknownFormat {
        /// What it says, cut to a length fit for a message.
        found: String,
        /// The format that is read.
        known: Format,
    },
    /// Not JSON, a field that is not known or is missing, or a value that cannot be.
    #[error("line {line}, column {column}{}: {reason}", at(pointer))]
    Malformed {
        /// The place.
        pointer: String,
        /// Its line, from one.
        line: usize,
        /// The column in it, from one.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// A name that nothing in the document has.
    #[error("at `{pointer}`: the book has no {what} `{name}`")]
    Unknown {
        /// The place of the name.
        pointer: String,
        /// What was meant, such as `account`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name, a pair of currencies or a reference that is there already.
    #[error("at `{pointer}`: the book already has {what} `{name}`")]
    Repeated {
        /// The place of the second one.
        pointer: String,
        /// What it is, such as `an account`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// The days of a series must increase.
    #[error("at `{pointer}`: the days of a series must increase")]
    OutOfOrder {
        /// The place of the day that does not come after the one before it.
        pointer: String,
    },
    /// A price below zero.
    #[error("at `{pointer}`: a price must not be below zero")]
    NegativePrice {
        /// The place.
        pointer: String,
    },
    /// An account that closes before it opens.
    #[error("at `{pointer}`: the account closes before it opens")]
    ClosedBeforeOpened {
        /// The place of the account.
        pointer: String,
    },
    /// A share or a weight that is none.
    #[error("at `{pointer}`: {share} is not above 0 and at most 1")]
    Share {
        /// The place.
        pointer: String,
        /// What is given.
        share: Weight,
    },
    /// The level of an index must be above zero.
    #[error("at `{pointer}`: the level of an index must be above zero")]
    Level {
        /// The place.
        pointer: String,
    },
    /// A benchmark without a level or a part.
    #[error("at `{pointer}`: a benchmark needs at least one")]
    NoContent {
        /// The place of the empty list.
        pointer: String,
    },
    /// The weights of a blend must sum to one.
    #[error("at `{pointer}`: the weights of the blend sum to {sum}, not to 1")]
    NotWhole {
        /// The place of the blend.
        pointer: String,
        /// What they sum to.
        sum: Weight,
    },
    /// Nodes that are no tree, or shares of an instrument that cannot be.
    #[error("at `{pointer}`: {source}")]
    Taxonomy {
        /// The place.
        pointer: String,
        /// What is wrong.
        source: TaxonomyError,
    },
    /// A number that cannot be, such as an exchange rate of zero.
    #[error("at `{pointer}`: {source}")]
    Number {
        /// The place.
        pointer: String,
        /// What is wrong.
        source: MoneyError,
    },
    /// Exchange rates are kept between whole currencies.
    #[error("at `{pointer}`: rates are kept between whole currencies, not for their parts")]
    MinorUnit {
        /// The place of the currency.
        pointer: String,
    },
    /// A transaction that cannot be, by itself or after those before it.
    #[error("at `{pointer}`: {reason}")]
    Booking {
        /// The place of the transaction.
        pointer: String,
        /// What is wrong, in the names of the document.
        reason: String,
        /// What the ledger said, in ids that mean nothing outside; not a cause to be shown.
        refusal: LedgerError,
    },
    /// A series that runs backwards, or holds what cannot be.
    #[error("at `{pointer}`: {reason}")]
    Series {
        /// The place of the series.
        pointer: String,
        /// What is wrong.
        reason: String,
    },
    /// A book that cannot be written.
    #[error("the book cannot be written: {reason}")]
    Unwritable {
        /// What is wrong.
        reason: String,
    },
}

/// The place, unless it is the document as a whole.
fn at(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!(", at `{pointer}`") }
}

impl ExchangeError {
    /// The JSON pointer to the place, if there is one.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::Malformed { pointer, .. }
            | Self::Unknown { pointer, .. }
            | Self::Repeated { pointer, .. }
            | Self::OutOfOrder { pointer }
            | Self::NegativePrice { pointer }
            | Self::ClosedBeforeOpened { pointer }
            | Self::Share { pointer, .. }
            | Self::Level { pointer }
            | Self::NoContent { pointer }
            | Self::NotWhole { pointer, .. }
            | Self::Taxonomy { pointer, .. }
            | Self::Number { pointer, .. }
            | Self::MinorUnit { pointer }
            | Self::Series { pointer, .. }
            | Self::Booking { pointer, .. } => Some(pointer),
            Self::TooLarge { .. } | Self::UnknownFormat { .. } | Self::Unwritable { .. } => None,
        }
    }
}

impl Coded for ExchangeError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Unwritable { .. } => ErrorKind::Internal,
            _ => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "exchange.too_large",
            Self::UnknownFormat { .. } => "exchange.unknown_format",
            Self::Malformed { .. } => "exchange.malformed",
            Self::Unknown { .. } => "exchange.unknown",
            Self::Repeated { .. } => "exchange.repeated",
            Self::OutOfOrder { .. } => "exchange.out_of_order",
            Self::NegativePrice { .. } => "exchange.negative_price",
            Self::ClosedBeforeOpened { .. } => "exchange.closed_before_opened",
            Self::Share { .. } => "exchange.share",
            Self::Level { .. } => "exchange.level",
            Self::NoContent { .. } => "exchange.no_content",
            Self::NotWhole { .. } => "exchange.not_whole",
            Self::Taxonomy { source, .. } => source.code(),
            Self::Number { source, .. } => source.code(),
            Self::MinorUnit { .. } => "exchange.minor_unit",
            Self::Booking { refusal, .. } => refusal.code(),
            Self::Series { .. } => "exchange.series",
            Self::Unwritable { .. } => "exchange.unwritable",
        }
    }

    fn details(&self) -> Details {
        let mut details = match self {
            Self::TooLarge { bytes, limit } => {
                Details::from([("bytes", bytes.to_string()), ("limit", limit.to_string())])
            }
            Self::UnknownFormat { found, .. } => Details::from([("found", found.clone())]),
            Self::Malformed { line, column, .. } => {
                Details::from([("line", line.to_string()), ("column", column.to_string())])
            }
            Self::Unknown { what, name, .. } | Self::Repeated { what, name, .. } => {
                Details::from([("what", (*what).to_owned()), ("name", name.clone())])
            }
            Self::Share { share, .. } => Details::from([("share", share.to_string())]),
            Self::Taxonomy { source, .. } => {
                let mut details = source.details();
                // An id of no row.
                details.remove("instrument");
                details
            }
            Self::NotWhole { sum, .. } => Details::from([("sum", sum.to_string())]),
            Self::Number { source, .. } => source.details(),
            _ => Details::new(),
        };
        if let Some(pointer) = self.pointer() {
            details.insert("pointer", pointer.to_owned());
        }
        details
    }
}
