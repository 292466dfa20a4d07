//! From the question to the table.

use super::asker::Asker;
use super::snapshots::Snapshots;
use super::{Query, QueryError, Subject, Table, Trail};
use crate::ledger::CostBasis;
use crate::money::Currency;

/// What is found about a scope in one go.
pub(crate) struct Examined {
    /// The figures of the whole scope.
    pub(crate) whole: Table,
    /// The answer to the question about its parts.
    pub(crate) parts: Table,
    /// What the figures were computed from.
    pub(crate) trail: Trail,
}

impl Subject {
    /// The answer to a question.
    ///
    /// # Errors
    /// [`QueryError`] if the question does not fit the record. What cannot be computed is a reason in its cell.
    pub fn answer(&self, query: &Query) -> Result<Table, QueryError> {
        self.answer_with(query, &Snapshots::default())
    }

    /// The answer, out of snapshots that are kept of this subject.
    pub(super) fn answer_with(
        &self,
        query: &Query,
        snapshots: &Snapshots,
    ) -> Result<Table, QueryError> {
        query.check()?;
        if let Some((then, query)) = self.of_then(query)? {
            return then.answer_with(&query, &Snapshots::default());
        }
        Asker::new(self, query)?.table(snapshots)
    }

    /// The answers to a question about the whole scope and to one about its parts, which are the same but for groupings
    /// and columns, and what they were computed from: with one course of the scope for all three.
    ///
    /// # Errors
    /// As [`Subject::answer`].
    pub(crate) fn examine(&self, whole: &Query, parts: &Query) -> Result<Examined, QueryError> {
        whole.check()?;
        parts.check()?;
        Asker::new(self, parts)?.examined(&whole.columns)
    }

    /// What the figures of the whole scope of a question are computed from.
    ///
    /// # Errors
    /// As [`Subject::answer`].
    pub fn trail(&self, query: &Query) -> Result<Trail, QueryError> {
        query.check()?;
        if let Some((then, query)) = self.of_then(query)? {
            return then.trail(&query);
        }
        Asker::new(self, query)?.trail()
    }

    /// How cost is told apart in a question.
    pub(super) fn basis_of(&self, query: &Query) -> CostBasis {
        let mut basis = self.basis.clone();
        if let Some(method) = query.options.lot_method {
            basis = basis.with_method(method);
        }
        if let Some(pool) = query.options.lot_pool {
            basis = basis.with_pool(pool);
        }
        basis
    }

    /// The currency of the amounts of a question.
    pub(crate) fn currency_of(&self, query: &Query) -> Currency {
        query.currency.unwrap_or(self.currency)
    }
}
