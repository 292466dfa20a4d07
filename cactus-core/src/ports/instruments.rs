//! Instruments.

use async_trait::async_trait;

use super::{Page, PageRequest, StoreError};
use crate::ids::{FirmId, InstrumentId};
use crate::ledger::InstrumentSplit;
use crate::model::{Instrument, Symbol};
use crate::permissions::Reach;

/// The instruments of a firm. Lists are in the order of their ids, which is the order of creation.
#[async_trait]
pub trait Instruments: Send {
    /// The instrument with this id, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(
        &mut self,
        reach: &Reach,
        id: InstrumentId,
    ) -> Result<Option<Instrument>, StoreError>;

    /// A page of those in reach.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of another list.
    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<Instrument>, StoreError>;

    /// Those of these ids that are in reach, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get_many(
        &mut self,
        reach: &Reach,
        ids: &[InstrumentId],
    ) -> Result<Vec<Instrument>, StoreError>;

    /// The instrument traded under this symbol, if it is in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn by_symbol(
        &mut self,
        reach: &Reach,
        symbol: &Symbol,
    ) -> Result<Option<Instrument>, StoreError>;

    /// Adds an instrument.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `instrument.symbol`, [`StoreError::Dangling`].
    async fn insert(&mut self, instrument: &Instrument) -> Result<(), StoreError>;

    /// Replaces an instrument by its next version.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Missing`], [`StoreError::Conflict`] for `instrument.symbol`, [`StoreError::Dangling`].
    async fn update(&mut self, instrument: &Instrument) -> Result<(), StoreError>;

    /// The splits of these instruments, by instrument, then by day.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn splits(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
    ) -> Result<Vec<InstrumentSplit>, StoreError>;

    /// Adds a split of an instrument of the firm.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `split.date` if the instrument has one on the day, [`StoreError::Dangling`] for
    /// `split.instrument`.
    async fn add_split(&mut self, firm: FirmId, split: &InstrumentSplit) -> Result<(), StoreError>;
}
