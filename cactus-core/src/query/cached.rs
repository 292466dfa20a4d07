//! A subject that is asked many questions.

use super::snapshots::Snapshots;
use super::{Query, QueryError, Subject, Table};

/// A subject that stays as it is, and keeps what every account held on the days that were asked about last: the next
/// question about such a day does not go through the record again.
///
/// Answers are those of the [`Subject`], always: it is owned and cannot be changed here, and what is kept goes with it.
/// To change it, take it out, and make another. Threads can share one; what it keeps is bounded, some 80 MB at most or
/// one day of a larger firm.
///
/// ```
/// # fn shown(subject: cactus_core::query::Subject) -> Result<(), Box<dyn std::error::Error>> {
/// use cactus_core::query::{CachedSubject, Query};
///
/// let firm = CachedSubject::new(subject);
/// let by = |dimension: &str| -> Result<Query, serde_json::Error> {
///     serde_json::from_str(&format!(
///         r#"{{ "as_of": "2024-12-31", "group_by": ["{dimension}"], "columns": ["market_value"] }}"#
///     ))
/// };
/// let advisers = firm.answer(&by("adviser")?)?;
/// let classes = firm.answer(&by("asset_class")?)?; // at once
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct CachedSubject {
    subject: Subject,
    snapshots: Snapshots,
}

impl CachedSubject {
    /// A subject, and nothing kept of it yet.
    #[must_use]
    pub fn new(subject: Subject) -> Self {
        Self { subject, snapshots: Snapshots::default() }
    }

    /// The subject.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The subject, to be changed.
    #[must_use]
    pub fn into_subject(self) -> Subject {
        self.subject
    }

    /// The answer to a question, the same that the subject gives.
    ///
    /// # Errors
    /// As [`Subject::answer`].
    pub fn answer(&self, query: &Query) -> Result<Table, QueryError> {
        self.subject.answer_with(query, &self.snapshots)
    }
}
