//! Instruments.

use cactus_core::ids::InstrumentId;
use cactus_core::model::Symbol;
use cactus_core::views::{AddSplit, CreateInstrument, InstrumentView, PageQuery, SplitView};

use crate::errors::CactusError;
use crate::session::Session;
use crate::views::InstrumentPage;

#[uniffi::export]
impl Session {
    /// A page of the firm's instruments.
    pub async fn list_instruments(&self, query: PageQuery) -> Result<InstrumentPage, CactusError> {
        self.act(|cactus, actor| async move { cactus.instruments().list(&actor, query).await })
            .await
    }

    /// The instrument with this id.
    pub async fn get_instrument(&self, id: InstrumentId) -> Result<InstrumentView, CactusError> {
        self.act(move |cactus, actor| async move { cactus.instruments().get(&actor, id).await })
            .await
    }

    /// The instrument with this symbol.
    pub async fn find_instrument(&self, symbol: Symbol) -> Result<InstrumentView, CactusError> {
        self.act(|cactus, actor| async move { cactus.instruments().find(&actor, &symbol).await })
            .await
    }

    /// Adds an instrument to the firm's reference data.
    pub async fn create_instrument(
        &self,
        instrument: CreateInstrument,
    ) -> Result<InstrumentView, CactusError> {
        self.act(
            |cactus, actor| async move { cactus.instruments().create(&actor, instrument).await },
        )
        .await
    }

    /// The splits of the instrument, by day.
    pub async fn list_splits(&self, id: InstrumentId) -> Result<Vec<SplitView>, CactusError> {
        self.act(move |cactus, actor| async move { cactus.instruments().splits(&actor, id).await })
            .await
    }

    /// Adds a split of the instrument, which counts in every account that holds it at the start of the day.
    pub async fn add_split(
        &self,
        id: InstrumentId,
        split: AddSplit,
    ) -> Result<SplitView, CactusError> {
        self.act(move |cactus, actor| async move {
            cactus.instruments().add_split(&actor, id, split).await
        })
        .await
    }
}
