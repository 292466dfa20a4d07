//! The store and its units of work.

use async_trait::async_trait;

use super::{
    Accounts, Audit, Benchmarks, Clients, Directory, Events, Firms, Households, Instruments,
    Market, Portfolios, Reports, Sessions, StoreError, Taxonomies, Transactions, Users,
};

/// A place where the firm's rows are kept. See the [module](super) for the contract.
#[async_trait]
pub trait Store: std::fmt::Debug + Send + Sync {
    /// A unit of work for reading, over one consistent snapshot.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError>;

    /// A unit of work for reading and writing.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if others write for too long.
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError>;

    /// Asks the store for a sign of life, by really reading from it.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn ping(&self) -> Result<(), StoreError>;
}

/// All or nothing: rows, events and audit entries of one change. Dropped means rolled back.
#[async_trait]
pub trait UnitOfWork: Send {
    /// The firm itself.
    fn firms(&mut self) -> Box<dyn Firms + '_>;
    /// People of the firm.
    fn users(&mut self) -> Box<dyn Users + '_>;
    /// Clients.
    fn clients(&mut self) -> Box<dyn Clients + '_>;
    /// Households.
    fn households(&mut self) -> Box<dyn Households + '_>;
    /// Portfolios.
    fn portfolios(&mut self) -> Box<dyn Portfolios + '_>;
    /// Accounts.
    fn accounts(&mut self) -> Box<dyn Accounts + '_>;
    /// Instruments.
    fn instruments(&mut self) -> Box<dyn Instruments + '_>;
    /// The firm's own classifications.
    fn taxonomies(&mut self) -> Box<dyn Taxonomies + '_>;
    /// What returns are compared with.
    fn benchmarks(&mut self) -> Box<dyn Benchmarks + '_>;
    /// Transactions.
    fn transactions(&mut self) -> Box<dyn Transactions + '_>;
    /// Prices and exchange rates.
    fn market(&mut self) -> Box<dyn Market + '_>;
    /// Generated reports.
    fn reports(&mut self) -> Box<dyn Reports + '_>;
    /// What happened.
    fn events(&mut self) -> Box<dyn Events + '_>;
    /// Who did it and why it was allowed.
    fn audit(&mut self) -> Box<dyn Audit + '_>;
    /// Who people are, before it is known what they may see.
    fn directory(&mut self) -> Box<dyn Directory + '_>;
    /// Signed-in sessions.
    fn sessions(&mut self) -> Box<dyn Sessions + '_>;

    /// Makes the whole unit visible and lasting.
    ///
    /// # Errors
    /// [`StoreError`]; nothing of the unit is kept then.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
