use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, InstrumentId};
use cactus_core::model::DataSource;
use cactus_core::money::Currency;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Market, PriceRow, RateRow, StoreError};
use cactus_core::time::{BusinessDate, Period};

use super::state::{Sourced, put_in, reaches_shared, refer};
use super::table::Map;
use super::unit::Rows;

#[async_trait]
impl Market for Rows<'_> {
    async fn prices(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
        until: BusinessDate,
    ) -> Result<Vec<PriceRow>, StoreError> {
        if !reaches_shared(reach) {
            return Ok(Vec::new());
        }
        let firm = reach.firm();
        let prices = &self.state().prices;
        let instruments: BTreeSet<_> = instruments.iter().copied().collect();
        Ok(instruments
            .into_iter()
            .filter_map(|instrument| Some((instrument, prices.get(&(firm, instrument))?)))
            .flat_map(|(instrument, series)| {
                series.range(..=until).map(move |(date, price)| PriceRow {
                    instrument,
                    date: *date,
                    price: price.value,
                })
            })
            .collect())
    }

    async fn rates(
        &mut self,
        reach: &Reach,
        currencies: &[Currency],
        until: BusinessDate,
    ) -> Result<Vec<RateRow>, StoreError> {
        if !reaches_shared(reach) {
            return Ok(Vec::new());
        }
        let pairs = self.state().rates.iter();
        Ok(pairs
            .filter(|((firm, base, quote), _)| {
                *firm == reach.firm() && (currencies.contains(base) || currencies.contains(quote))
            })
            .flat_map(|(_, series)| series.range(..=until))
            .map(|(date, rate)| RateRow { date: *date, rate: rate.value })
            .collect())
    }

    async fn latest_day(&mut self, reach: &Reach) -> Result<Option<BusinessDate>, StoreError> {
        if !reaches_shared(reach) {
            return Ok(None);
        }
        let series = self.state().prices.iter();
        Ok(series
            .filter(|((firm, _), _)| *firm == reach.firm())
            .filter_map(|(_, series)| series.last())
            .map(|(date, _)| *date)
            .max())
    }

    async fn price_sources(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
        period: Period,
    ) -> Result<Vec<Option<DataSource>>, StoreError> {
        let Some(days) = days(period).filter(|_| reaches_shared(reach)) else {
            return Ok(Vec::new());
        };
        let prices = &self.state().prices;
        let series = instruments.iter().filter_map(|id| prices.get(&(reach.firm(), *id)));
        Ok(sources(series, &days))
    }

    async fn rate_sources(
        &mut self,
        reach: &Reach,
        currencies: &[Currency],
        period: Period,
    ) -> Result<Vec<Option<DataSource>>, StoreError> {
        let Some(days) = days(period).filter(|_| reaches_shared(reach)) else {
            return Ok(Vec::new());
        };
        let pairs = self.state().rates.iter().filter(|((firm, base, quote), _)| {
            *firm == reach.firm() && (currencies.contains(base) || currencies.contains(quote))
        });
        Ok(sources(pairs.map(|(_, series)| series), &days))
    }

    async fn record_prices(
        &mut self,
        firm: FirmId,
        source: Option<&DataSource>,
        prices: &[PriceRow],
    ) -> Result<(), StoreError> {
        let source = source.cloned().map(Arc::new);
        self.change(|state| {
            for row in prices {
                refer(state.instruments.has(firm, row.instrument), "price.instrument")?;
                let key = (firm, row.instrument);
                let price = Sourced { value: row.price, source: source.clone() };
                put_in(&mut state.prices, key, row.date, price);
            }
            Ok(())
        })
    }

    async fn record_rates(
        &mut self,
        firm: FirmId,
        source: Option<&DataSource>,
        rates: &[RateRow],
    ) -> Result<(), StoreError> {
        let source = source.cloned().map(Arc::new);
        self.change(|state| {
            for row in rates {
                state.check_firm(firm, "rate.firm")?;
                let key = (firm, row.rate.base(), row.rate.quote());
                let rate = Sourced { value: row.rate, source: source.clone() };
                put_in(&mut state.rates, key, row.date, rate);
            }
            Ok(())
        })
    }
}

/// The days of the period; none if it is empty.
fn days(period: Period) -> Option<RangeInclusive<BusinessDate>> {
    let first = period.start().next().filter(|first| *first <= period.end())?;
    Some(first..=period.end())
}

fn sources<'a, T: 'a>(
    series: impl Iterator<Item = &'a Map<BusinessDate, Sourced<T>>>,
    days: &RangeInclusive<BusinessDate>,
) -> Vec<Option<DataSource>> {
    let points = series.flat_map(|series| series.range(days.clone()));
    let sources: BTreeSet<_> = points.map(|(_, point)| point.source.as_deref()).collect();
    sources.into_iter().map(Option::<&DataSource>::cloned).collect()
}
