//! Instruments.

use serde_json::json;

use super::change::Change;
use super::outside::Outside;
use super::{ServiceError, splits};
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::InstrumentId;
use crate::ledger::InstrumentSplit;
use crate::model::{Instrument, Symbol, Version};
use crate::permissions::{Actor, Permission, authorise, permitted};
use crate::views::{AddSplit, CreateInstrument, InstrumentView, PageQuery, PageView, SplitView};

const NOT_FOUND: ServiceError = ServiceError::NotFound { what: "instrument" };

/// Instruments: list, get, find, create; their splits.
#[derive(Debug, Clone, Copy)]
pub struct Instruments<'a> {
    outside: &'a Outside,
}

impl<'a> Instruments<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the firm's instruments, in the order in which they were added.
    ///
    /// # Errors
    /// Without the permission `market.read`, or for a page that cannot be.
    pub async fn list(
        &self,
        actor: &Actor,
        query: PageQuery,
    ) -> Result<PageView<InstrumentView>, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let page = query.try_into()?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.instruments().list(&reach, &page).await?.into())
    }

    /// The instrument with this id.
    ///
    /// # Errors
    /// Without the permission `market.read`, or if there is no such instrument.
    pub async fn get(&self, actor: &Actor, id: InstrumentId) -> Result<InstrumentView, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.instruments().get(&reach, id).await?.ok_or(NOT_FOUND)?.into())
    }

    /// The instrument traded under this symbol.
    ///
    /// # Errors
    /// Without the permission `market.read`, or if there is no such instrument.
    pub async fn find(&self, actor: &Actor, symbol: &Symbol) -> Result<InstrumentView, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.instruments().by_symbol(&reach, symbol).await?.ok_or(NOT_FOUND)?.into())
    }

    /// Adds an instrument to the firm's reference data.
    ///
    /// # Errors
    /// Without the permission `market.record`, or if the symbol is taken.
    pub async fn create(
        &self,
        actor: &Actor,
        command: CreateInstrument,
    ) -> Result<InstrumentView, Error> {
        permitted(actor, Permission::MarketRecord)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let instrument = create(&mut change, actor, command).await?;
        change.commit().await?;
        Ok(instrument.into())
    }

    /// The splits of the instrument, by day.
    ///
    /// # Errors
    /// Without the permission `market.read`, or if there is no such instrument.
    pub async fn splits(&self, actor: &Actor, id: InstrumentId) -> Result<Vec<SplitView>, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        unit.instruments().get(&reach, id).await?.ok_or(NOT_FOUND)?;
        let splits = unit.instruments().splits(&reach, &[id]).await?;
        Ok(splits.into_iter().map(SplitView::from).collect())
    }

    /// Adds a split of the instrument, which counts in every account that holds it at the start of the day. Accounts
    /// that booked the split themselves have it once.
    ///
    /// # Errors
    /// Without the permission `market.record`, for an unknown instrument, for a day that has a split already, or if
    /// the record of an account of the firm does not fit the split.
    pub async fn add_split(
        &self,
        actor: &Actor,
        id: InstrumentId,
        command: AddSplit,
    ) -> Result<SplitView, Error> {
        let reach = permitted(actor, Permission::MarketRecord)?;
        let split = InstrumentSplit::new(id, command.date, command.ratio)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let split = split.recorded(change.at());
        splits::add(&mut change, actor, &reach, &[split]).await?;
        splits::check(&mut change, &reach, &[split]).await?;
        change.commit().await?;
        Ok(split.into())
    }
}

/// Adds an instrument as part of a change.
pub(super) async fn create(
    change: &mut Change<'_>,
    actor: &Actor,
    command: CreateInstrument,
) -> Result<Instrument, Error> {
    let terms = command.terms();
    let instrument = Instrument {
        id: change.new_id(),
        firm: actor.firm(),
        symbol: command.symbol,
        name: command.name,
        class: command.class,
        currency: command.currency,
        isin: command.isin,
        price_basis: command.price_basis,
        terms,
        sector: command.sector,
        region: command.region,
        created_at: change.at(),
        version: Version::FIRST,
    };
    let decision = authorise(actor, Permission::MarketRecord, &instrument).require()?;
    change.unit().instruments().insert(&instrument).await?;
    let told = json!({ "symbol": instrument.symbol });
    change.note(&decision, EventKind::InstrumentCreated, instrument.id, told);
    Ok(instrument)
}
