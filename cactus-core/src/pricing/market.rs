//! Prices and rates together: what a valuation reads.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Conversion, FxSeries, FxTable, PriceSeries, PricingError, Quote, Staleness};
use crate::ids::InstrumentId;
use crate::money::Currency;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// The price and rate series of a calculation, and how old their values may be.
///
/// A market is built once and then only read: portfolios and threads share one by reference. The series are
/// shared too, so that a market of some instruments costs nothing beside those a firm holds in memory, and a clone
/// of one costs nothing at all.
#[derive(Debug, Clone, Default)]
pub struct Market {
    prices: Arc<BTreeMap<InstrumentId, Arc<PriceSeries>>>,
    rates: Arc<FxTable>,
    staleness: Staleness,
}

impl Market {
    /// A market without prices, whose values may be so old.
    #[must_use]
    pub fn new(staleness: Staleness) -> Self {
        Self { staleness, ..Self::default() }
    }

    /// Adds the prices of an instrument.
    ///
    /// # Errors
    /// [`PricingError::DuplicatePrices`] if the market has prices of it.
    pub fn add_prices(&mut self, series: impl Into<Arc<PriceSeries>>) -> Result<(), PricingError> {
        let series = series.into();
        let instrument = series.instrument();
        if self.prices.contains_key(&instrument) {
            return Err(PricingError::DuplicatePrices { instrument });
        }
        Arc::make_mut(&mut self.prices).insert(instrument, series);
        Ok(())
    }

    /// Adds the rates of a pair of currencies.
    ///
    /// # Errors
    /// [`PricingError::DuplicateRates`] if the market has the pair in this order.
    pub fn add_rates(&mut self, series: impl Into<Arc<FxSeries>>) -> Result<(), PricingError> {
        Arc::make_mut(&mut self.rates).add(series)
    }

    /// How many prices and rates it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.prices.values().map(|series| series.column().days().len()).sum::<usize>()
            + self.rates.len()
    }

    /// Whether it has neither prices nor rates.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How old a price or rate may be.
    #[must_use]
    pub const fn staleness(&self) -> Staleness {
        self.staleness
    }

    /// The exchange rates.
    #[must_use]
    pub fn rates(&self) -> &FxTable {
        &self.rates
    }

    /// The prices of the instrument, if there are any.
    #[must_use]
    pub fn prices(&self, instrument: InstrumentId) -> Option<&PriceSeries> {
        self.prices.get(&instrument).map(AsRef::as_ref)
    }

    /// The instruments that have prices, in the order of their ids.
    pub fn instruments(&self) -> impl Iterator<Item = InstrumentId> + Clone {
        self.prices.keys().copied()
    }

    pub(super) fn shared_prices(&self, instrument: InstrumentId) -> Option<&Arc<PriceSeries>> {
        self.prices.get(&instrument)
    }

    /// The price in force on the day.
    ///
    /// # Errors
    /// [`Undefined::MissingPrice`] if none is known on the day or shortly enough before it.
    pub fn quote(&self, instrument: InstrumentId, date: BusinessDate) -> Figure<Quote> {
        self.prices(instrument)
            .and_then(|series| series.quote_at(date, self.staleness))
            .ok_or(Undefined::MissingPrice { instrument, date })
    }

    /// The conversion in force on the day.
    ///
    /// # Errors
    /// [`Undefined::MissingRate`] if no way of recent enough rates leads there.
    pub fn conversion(
        &self,
        from: Currency,
        to: Currency,
        date: BusinessDate,
    ) -> Figure<Conversion> {
        self.rates.conversion(from, to, date, self.staleness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use crate::model::PriceBasis;
    use crate::money::Decimal;
    use uuid::Uuid;

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_price_is_never_zero_stale_or_from_the_future() {
        let instrument = InstrumentId::from_uuid(Uuid::from_u128(1));
        let rows = [("2024-01-05", 100), ("2024-01-08", 101)];
        let rows = rows.map(|(date, price)| (day(date), Decimal::from(price)));
        let series = PriceSeries::new(instrument, Currency::USD, PriceBasis::Raw, rows).unwrap();
        let mut market = Market::new(Staleness::of_days(2));
        let missing = |date| Undefined::MissingPrice { instrument, date: day(date) };
        let known = |market: &Market, date| market.quote(instrument, day(date));
        assert_eq!(known(&market, "2024-01-05"), Err(missing("2024-01-05")));
        market.add_prices(series.clone()).unwrap();
        assert_eq!(known(&market, "2024-01-04"), Err(missing("2024-01-04")));
        assert_eq!(known(&market, "2024-01-07").unwrap().date, day("2024-01-05"));
        assert_eq!(known(&market, "2024-01-10").unwrap().date, day("2024-01-08"));
        assert_eq!(known(&market, "2024-01-11"), Err(missing("2024-01-11")));
        assert!(matches!(market.add_prices(series), Err(PricingError::DuplicatePrices { .. })));
    }
}
