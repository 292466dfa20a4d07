//! Where a record does not hold together.

use super::LedgerError;
use crate::error::{Coded, Details, ErrorKind};
use crate::ids::TransactionId;

/// The first transaction of a record that does not fit, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct Misfit {
    /// The transaction.
    pub transaction: TransactionId,
    /// Why it does not fit.
    pub error: LedgerError,
}

impl Coded for Misfit {
    fn kind(&self) -> ErrorKind {
        self.error.kind()
    }

    fn code(&self) -> &'static str {
        self.error.code()
    }

    fn details(&self) -> Details {
        let mut details = self.error.details();
        details.insert("transaction", self.transaction.to_string());
        details
    }
}
