//! One question for all figures of all that an actor may see.

use std::sync::Arc;

use super::outside::Outside;
use super::subjects::Subjects;
use crate::error::Error;
use crate::permissions::{Actor, Permission, permitted};
use crate::query::{CachedSubject, Query};
use crate::views::{AskSeries, AskTrail, TableView, TimeSeriesView, TrailView};

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
        Ok(self.subject(actor, query).await?.answer(query)?.into())
    }

    /// The answers to a question about a period, at many days of it: what charts are drawn from.
    ///
    /// # Errors
    /// As [`Queries::answer`], and [`QueryError::Span`](crate::query::QueryError::Span) for a question about a day.
    pub async fn series(&self, actor: &Actor, asked: &AskSeries) -> Result<TimeSeriesView, Error> {
        let AskSeries { query, every } = asked;
        let subject = self.subject(actor, query).await?;
        let subject = subject.subject();
        let series = subject.series(query, *every)?;
        Ok(TimeSeriesView::new(series, query, subject.currency_of(query)))
    }

    /// What the figures of the whole scope of a question were computed from, so that everybody can see why they are what
    /// they are: those of one column, or of all that there are.
    ///
    /// # Errors
    /// As [`Queries::answer`].
    pub async fn trail(&self, actor: &Actor, asked: &AskTrail) -> Result<TrailView, Error> {
        let AskTrail { query, column } = asked;
        let subject = self.subject(actor, query).await?;
        let subject = subject.subject();
        let trail = subject.trail(query)?;
        let trail = match column {
            Some(column) => trail.of(*column),
            None => trail,
        };
        Ok(TrailView::new(trail, subject.currency_of(query)))
    }

    /// Everything that the actor may see.
    async fn subject(&self, actor: &Actor, query: &Query) -> Result<Arc<CachedSubject>, Error> {
        let reach = permitted(actor, Permission::PortfoliosRead)?;
        let mut unit = self.outside.store().read().await?;
        self.subjects.get(unit.as_mut(), &reach, query.currency).await
    }
}
