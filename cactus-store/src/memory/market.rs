use std::collections::BTreeSet;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, InstrumentId};
use cactus_core::money::Currency;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Market, PriceRow, RateRow, StoreError};
use cactus_core::time::BusinessDate;

use super::state::{put_in, reaches_shared, refer};
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
                    price: *price,
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
            .map(|(date, rate)| RateRow { date: *date, rate: *rate })
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

    async fn record_prices(&mut self, firm: FirmId, prices: &[PriceRow]) -> Result<(), StoreError> {
        self.change(|state| {
            for row in prices {
                refer(state.instruments.has(firm, row.instrument), "price.instrument")?;
                let key = (firm, row.instrument);
                put_in(&mut state.prices, key, row.date, row.price);
            }
            Ok(())
        })
    }

    async fn record_rates(&mut self, firm: FirmId, rates: &[RateRow]) -> Result<(), StoreError> {
        self.change(|state| {
            for row in rates {
                state.check_firm(firm, "rate.firm")?;
                let key = (firm, row.rate.base(), row.rate.quote());
                put_in(&mut state.rates, key, row.date, row.rate);
            }
            Ok(())
        })
    }
}
