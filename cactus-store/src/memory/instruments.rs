use std::collections::BTreeSet;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, InstrumentId};
use cactus_core::ledger::InstrumentSplit;
use cactus_core::model::{Instrument, Symbol};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Instruments, Page, PageRequest, StoreError};

use super::state::{State, put_in, reaches_shared, refer, unique};
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

    async fn splits(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
    ) -> Result<Vec<InstrumentSplit>, StoreError> {
        if !reaches_shared(reach) {
            return Ok(Vec::new());
        }
        let splits = &self.state().splits;
        let ids: BTreeSet<_> = instruments.iter().collect();
        let of_each = ids.into_iter().filter_map(|id| splits.get(&(reach.firm(), *id)));
        Ok(of_each.flat_map(|by_day| by_day.values().copied()).collect())
    }

    async fn add_split(&mut self, firm: FirmId, split: &InstrumentSplit) -> Result<(), StoreError> {
        self.change(|state| {
            refer(state.instruments.has(firm, split.instrument()), "split.instrument")?;
            let key = (firm, split.instrument());
            let taken = state.splits.get(&key).is_some_and(|days| days.contains_key(&split.date()));
            if taken {
                return Err(StoreError::Conflict { what: "split.date" });
            }
            put_in(&mut state.splits, key, split.date(), *split);
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
