//! One question for all figures of all that an actor may see.

use super::outside::Outside;
use super::subjects::Subjects;
use crate::error::Error;
use crate::permissions::{Actor, Permission, permitted};
use crate::query::Query;
use crate::views::TableView;

/// One question for all figures of all that an actor may see.
#[derive(Debug, Clone, Copy)]
pub struct Queries<'a> {
    outside: &'a Outside,
    subjects: &'a Subjects,
}

impl<'a> Queries<'a> {
    pub(super) const fn new(outside: &'a Outside, subjects: &'a Subjects) -> Self {
        Self { outside, subjects }
    }

    /// The answer to a question about all portfolios in reach, or those of them that pass its filters.
    ///
    /// What was loaded for one question is kept for the next with the same reach, and loaded anew once anything has changed
    /// in the firm: an answer is always that of the store as it is.
    ///
    /// Households, clients, advisers, portfolios and accounts go by their ids, instruments by their symbols. Amounts
    /// are in the currency of the firm unless the question names one.
    ///
    /// # Errors
    /// Without the permission `portfolios.read`, or if the question does not fit what is in reach
    /// ([`QueryError`](crate::query::QueryError)): of what is not, nothing is known.
    pub async fn answer(&self, actor: &Actor, query: &Query) -> Result<TableView, Error> {
        let reach = permitted(actor, Permission::PortfoliosRead)?;
        let mut unit = self.outside.store().read().await?;
        let subject = self.subjects.get(unit.as_mut(), &reach, query.currency).await?;
        drop(unit);
        Ok(subject.answer(query)?.into())
    }
}
