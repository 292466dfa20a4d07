//! A subject as it was known.

use super::{KnownOn, Query, QueryError, QueryOptions, Subject};

impl Subject {
    /// The subject as it was known: with [the record of then](crate::ledger::Journal::known_on), and all else as it is
    /// now. Prices, rates, holders and classifications do not carry when they were recorded.
    ///
    /// # Errors
    /// [`QueryError::KnownRecord`] if what is left of the record does not hold together.
    pub fn known_on(&self, known: KnownOn) -> Result<Self, QueryError> {
        let journal = self.journal.known_on(known.moment());
        let journal = journal.map_err(|misfit| QueryError::KnownRecord { misfit })?;
        Ok(Self { journal, ..self.clone() })
    }

    /// For a question about what was known, the subject of then and the question to ask of it.
    pub(super) fn of_then(&self, query: &Query) -> Result<Option<(Self, Query)>, QueryError> {
        let Some(known) = query.options.known_on else { return Ok(None) };
        let options = QueryOptions { known_on: None, ..query.options.clone() };
        Ok(Some((self.known_on(known)?, Query { options, ..query.clone() })))
    }
}
