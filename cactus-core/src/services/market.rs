//! Prices and exchange rates.

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use crate::error::Error;
use crate::events::EventKind;
use crate::money::Decimal;
use crate::permissions::{Actor, Permission, Place, Reach, authorise, permitted};
use crate::ports::{PriceRow, RateRow};
use crate::pricing::PricingError;
use crate::time::BusinessDate;
use crate::views::{RecordPrices, RecordRates};

/// Prices and exchange rates of the firm.
#[derive(Debug, Clone, Copy)]
pub struct Market<'a> {
    outside: &'a Outside,
}

impl<'a> Market<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// Keeps prices of an instrument; a price that exists for a day is replaced.
    ///
    /// # Errors
    /// Without the permission `market.record`, for an unknown instrument, or for a price below zero.
    pub async fn record_prices(&self, actor: &Actor, command: &RecordPrices) -> Result<(), Error> {
        let reach = permitted(actor, Permission::MarketRecord)?;
        if command.prices.is_empty() {
            return Err(ServiceError::NothingToRecord.into());
        }
        if command.prices.iter().any(|price| price.price < Decimal::ZERO) {
            return Err(ServiceError::NegativePrice.into());
        }
        let mut change = Change::begin(self.outside, actor).await?;
        record_prices(&mut change, actor, &reach, command).await?;
        change.commit().await
    }

    /// Keeps exchange rates; a rate that exists for a pair and a day is replaced.
    ///
    /// # Errors
    /// Without the permission `market.record`, or for a minor-unit code such as GBp, whose rate follows from its
    /// currency.
    pub async fn record_rates(&self, actor: &Actor, command: &RecordRates) -> Result<(), Error> {
        permitted(actor, Permission::MarketRecord)?;
        if command.rates.is_empty() {
            return Err(ServiceError::NothingToRecord.into());
        }
        for currency in command.rates.iter().flat_map(|row| [row.rate.base(), row.rate.quote()]) {
            if let Some((major, _)) = currency.major() {
                return Err(PricingError::MinorUnit { minor: currency, major }.into());
            }
        }
        let mut change = Change::begin(self.outside, actor).await?;
        record_rates(&mut change, actor, command).await?;
        change.commit().await
    }

    /// The latest day with a price of any instrument: the natural `as_of` of a firm.
    ///
    /// # Errors
    /// Without the permission `market.read`.
    pub async fn latest_day(&self, actor: &Actor) -> Result<Option<BusinessDate>, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.market().latest_day(&reach).await?)
    }
}

/// Keeps prices as part of a change.
pub(super) async fn record_prices(
    change: &mut Change<'_>,
    actor: &Actor,
    reach: &Reach,
    command: &RecordPrices,
) -> Result<(), Error> {
    let instrument = change.unit().instruments().get(reach, command.instrument).await?;
    let instrument = instrument.ok_or(ServiceError::NotFound { what: "instrument" })?;
    let decision = authorise(actor, Permission::MarketRecord, &instrument).require()?;
    let rows: Vec<_> = command
        .prices
        .iter()
        .map(|price| PriceRow { instrument: instrument.id, date: price.date, price: price.price })
        .collect();
    let source = command.source.as_ref();
    change.unit().market().record_prices(actor.firm(), source, &rows).await?;
    let told = json!({ "prices": rows.len(), "source": source });
    change.note(&decision, EventKind::MarketRecorded, instrument.id, told);
    Ok(())
}

/// Keeps exchange rates as part of a change.
pub(super) async fn record_rates(
    change: &mut Change<'_>,
    actor: &Actor,
    command: &RecordRates,
) -> Result<(), Error> {
    let place = Place::Shared { firm: actor.firm() };
    let decision = authorise(actor, Permission::MarketRecord, place).require()?;
    let rows: Vec<_> =
        command.rates.iter().map(|rate| RateRow { date: rate.date, rate: rate.rate }).collect();
    let source = command.source.as_ref();
    change.unit().market().record_rates(actor.firm(), source, &rows).await?;
    let told = json!({ "rates": rows.len(), "source": source });
    change.note(&decision, EventKind::MarketRecorded, actor.firm(), told);
    Ok(())
}
