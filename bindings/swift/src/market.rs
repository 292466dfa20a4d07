//! Prices and exchange rates.

use cactus_core::ids::InstrumentId;
use cactus_core::model::DataSource;
use cactus_core::time::BusinessDate;
use cactus_core::views::{DatedPrice, DatedRate, RecordPrices, RecordRates};

use crate::errors::CactusError;
use crate::session::Session;

#[uniffi::export]
impl Session {
    /// Keeps prices of an instrument, in its currency; a price that exists for a day is replaced. Statements disclose
    /// who gave them: the source, else the firm.
    #[uniffi::method(default(source = None))]
    pub async fn record_prices(
        &self,
        instrument: InstrumentId,
        prices: Vec<DatedPrice>,
        source: Option<DataSource>,
    ) -> Result<(), CactusError> {
        let command = RecordPrices { instrument, source, prices };
        self.act(
            |cactus, actor| async move { cactus.market().record_prices(&actor, &command).await },
        )
        .await
    }

    /// Keeps exchange rates; a rate that exists for a pair and a day is replaced. Statements disclose who gave them:
    /// the source, else the firm.
    #[uniffi::method(default(source = None))]
    pub async fn record_rates(
        &self,
        rates: Vec<DatedRate>,
        source: Option<DataSource>,
    ) -> Result<(), CactusError> {
        let command = RecordRates { source, rates };
        self.act(
            |cactus, actor| async move { cactus.market().record_rates(&actor, &command).await },
        )
        .await
    }

    /// The last day with a price.
    pub async fn latest_day(&self) -> Result<Option<BusinessDate>, CactusError> {
        self.act(|cactus, actor| async move { cactus.market().latest_day(&actor).await }).await
    }
}
