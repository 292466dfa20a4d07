//! The facade.

use std::sync::Arc;

use super::outside::Outside;
use super::subjects::Subjects;
use super::{
    Access, Accounts, Benchmarks, Clients, Firms, Households, Imports, Instruments, Market,
    Performance, Portfolios, Queries, Reports, Taxonomies, Transactions, Users, Valuations,
};
use crate::error::Error;

/// The engine over one store: the one thing that an application holds.
///
/// Cheap to clone; clones share everything, also what is kept between questions: up to 16 subjects of questions, of at most
/// two million bookings, prices and rates together or one larger one. Several engines on one store, in one process or in
/// many, each keep their own, and none answers with what another has changed since.
#[derive(Debug, Clone)]
pub struct Cactus {
    outside: Arc<Outside>,
    subjects: Arc<Subjects>,
}

impl Cactus {
    /// The engine on this outside.
    #[must_use]
    pub fn new(outside: Outside) -> Self {
        Self { outside: Arc::new(outside), subjects: Arc::default() }
    }

    /// Asks the store for a sign of life.
    ///
    /// # Errors
    /// [`StoreError`](crate::ports::StoreError).
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(self.outside.store().ping().await?)
    }

    /// Signing in, sessions, and who an actor is.
    #[must_use]
    pub fn access(&self) -> Access<'_> {
        Access::new(&self.outside)
    }

    /// The firm itself.
    #[must_use]
    pub fn firms(&self) -> Firms<'_> {
        Firms::new(&self.outside)
    }

    /// People of the firm.
    #[must_use]
    pub fn users(&self) -> Users<'_> {
        Users::new(&self.outside)
    }

    /// Clients.
    #[must_use]
    pub fn clients(&self) -> Clients<'_> {
        Clients::new(&self.outside)
    }

    /// Households.
    #[must_use]
    pub fn households(&self) -> Households<'_> {
        Households::new(&self.outside)
    }

    /// Portfolios.
    #[must_use]
    pub fn portfolios(&self) -> Portfolios<'_> {
        Portfolios::new(&self.outside)
    }

    /// Accounts.
    #[must_use]
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts::new(&self.outside)
    }

    /// Instruments.
    #[must_use]
    pub fn instruments(&self) -> Instruments<'_> {
        Instruments::new(&self.outside)
    }

    /// Prices and exchange rates.
    #[must_use]
    pub fn market(&self) -> Market<'_> {
        Market::new(&self.outside)
    }

    /// The firm's own classifications.
    #[must_use]
    pub fn taxonomies(&self) -> Taxonomies<'_> {
        Taxonomies::new(&self.outside)
    }

    /// What returns are compared with.
    #[must_use]
    pub fn benchmarks(&self) -> Benchmarks<'_> {
        Benchmarks::new(&self.outside)
    }

    /// How portfolios performed.
    #[must_use]
    pub fn performance(&self) -> Performance<'_> {
        Performance::new(&self.outside)
    }

    /// One question for all figures.
    #[must_use]
    pub fn queries(&self) -> Queries<'_> {
        Queries::new(&self.outside, &self.subjects)
    }

    /// Reports.
    #[must_use]
    pub fn reports(&self) -> Reports<'_> {
        Reports::new(&self.outside)
    }

    /// Portable books.
    #[must_use]
    pub fn imports(&self) -> Imports<'_> {
        Imports::new(&self.outside)
    }

    /// What portfolios are worth.
    #[must_use]
    pub fn valuations(&self) -> Valuations<'_> {
        Valuations::new(&self.outside)
    }

    /// The record.
    #[must_use]
    pub fn transactions(&self) -> Transactions<'_> {
        Transactions::new(&self.outside)
    }
}
