//! Prices and exchange rates.

use async_trait::async_trait;

use super::StoreError;
use crate::ids::{FirmId, InstrumentId};
use crate::model::DataSource;
use crate::money::{Currency, Decimal, FxRate};
use crate::permissions::Reach;
use crate::time::{BusinessDate, Period};

/// What one unit of an instrument cost at the end of a day, in the instrument's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceRow {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The day.
    pub date: BusinessDate,
    /// Currency per unit.
    pub price: Decimal,
}

/// An exchange rate at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateRow {
    /// The day.
    pub date: BusinessDate,
    /// The rate.
    pub rate: FxRate,
}

/// The firm's prices and exchange rates. One price per instrument and day, one rate per pair and day; each with who
/// gave it, if that was said.
#[async_trait]
pub trait Market: Send {
    /// The prices of these instruments up to and including `until`, by instrument, then by day.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn prices(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
        until: BusinessDate,
    ) -> Result<Vec<PriceRow>, StoreError>;

    /// The rates of every pair with one of these currencies, as base or quote, up to and including `until`, in
    /// the order of base, quote and day.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn rates(
        &mut self,
        reach: &Reach,
        currencies: &[Currency],
        until: BusinessDate,
    ) -> Result<Vec<RateRow>, StoreError>;

    /// The latest day with a price of any instrument in reach.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn latest_day(&mut self, reach: &Reach) -> Result<Option<BusinessDate>, StoreError>;

    /// Who gave the prices of these instruments in the period: each once, in the order of names; none, which comes
    /// first, if of some it was not said.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn price_sources(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
        period: Period,
    ) -> Result<Vec<Option<DataSource>>, StoreError>;

    /// Who gave the rates of the period of every pair with one of these currencies, as
    /// [`price_sources`](Self::price_sources) tells it.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn rate_sources(
        &mut self,
        reach: &Reach,
        currencies: &[Currency],
        period: Period,
    ) -> Result<Vec<Option<DataSource>>, StoreError>;

    /// Keeps prices with who gave them; a price that exists for the day is replaced together with its source, and of
    /// two for a day the later one is kept.
    ///
    /// # Errors
    /// [`StoreError::Dangling`] for `price.instrument`.
    async fn record_prices(
        &mut self,
        firm: FirmId,
        source: Option<&DataSource>,
        prices: &[PriceRow],
    ) -> Result<(), StoreError>;

    /// Keeps rates with who gave them; a rate that exists for the day is replaced together with its source, and of
    /// two for a day the later one is kept.
    ///
    /// # Errors
    /// [`StoreError::Dangling`] for `rate.firm`.
    async fn record_rates(
        &mut self,
        firm: FirmId,
        source: Option<&DataSource>,
        rates: &[RateRow],
    ) -> Result<(), StoreError>;
}
