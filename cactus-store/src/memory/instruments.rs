use std::collections::BTreeSet;

use async_trait::async_trait;
use cactus_core::ids::InstrumentId;
use cactus_core::model::{Instrument, Symbol};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Instruments, Page, PageRequest, StoreError};

use super::state::{State, reaches_shared, unique};
use super::unit::Rows;

#[async_trait]
impl Instruments for Rows<'_> {
    async fn get(
        &mut self,
        reach: &Reach,
        id: InstrumentId,
    ) -> Result<Option<Instrument>, StoreError> {
        let instrument = self.state().instruments.get(reach.firm(), id);
        Ok(instrument.filter(|_| reaches_shared(reach)).cloned())
    }

    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<Instrument>, StoreError> {
        let instruments = &self.state().instruments;
        instruments.page(reach.firm(), page, |_| reaches_shared(reach))
    }

    async fn get_many(
        &mut self,
        reach: &Reach,
        ids: &[InstrumentId],
    ) -> Result<Vec<Instrument>, StoreError> {
        if !reaches_shared(reach) {
            return Ok(Vec::new());
        }
        let ids: BTreeSet<_> = ids.iter().collect();
        let instruments = &self.state().instruments;
        Ok(ids.into_iter().filter_map(|id| instruments.get(reach.firm(), *id).cloned()).collect())
    }

    async fn by_symbol(
        &mut self,
        reach: &Reach,
        symbol: &Symbol,
    ) -> Result<Option<Instrument>, StoreError> {
        let state = self.state();
        let id = state.symbols.get(&(reach.firm(), symbol.clone()));
        Ok(id
            .filter(|_| reaches_shared(reach))
            .and_then(|id| state.instruments.get(reach.firm(), *id))
            .cloned())
    }

    async fn insert(&mut self, instrument: &Instrument) -> Result<(), StoreError> {
        self.change(|state| {
            state.instruments.check_new(instrument)?;
            keep(state, instrument)
        })
    }

    async fn update(&mut self, instrument: &Instrument) -> Result<(), StoreError> {
        self.change(|state| {
            let before = state.instruments.check_next(instrument)?.symbol.clone();
            keep(state, instrument)?;
            if before != instrument.symbol {
                state.symbols.remove_mut(&(instrument.firm, before));
            }
            Ok(())
        })
    }
}

fn keep(state: &mut State, instrument: &Instrument) -> Result<(), StoreError> {
    let symbol = (instrument.firm, instrument.symbol.clone());
    unique(state.symbols.get(&symbol), &instrument.id, "instrument.symbol")?;
    state.check_firm(instrument.firm, "instrument.firm")?;
    state.symbols.insert_mut(symbol, instrument.id);
    state.instruments.put(instrument);
    Ok(())
}
