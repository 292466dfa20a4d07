//! Loading the market that a calculation reads.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::ids::InstrumentId;
use crate::model::Instrument;
use crate::money::{Currency, Decimal, FxRate};
use crate::permissions::Reach;
use crate::ports::UnitOfWork;
use crate::pricing::{FxSeries, Market, PriceSeries, Staleness};
use crate::time::BusinessDate;

/// The prices of these instruments and the rates of these currencies and the instruments'. All of them, for whatever
/// day: prices that are adjusted for splits count the units of the last of them.
pub(super) async fn load(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    instruments: &[Instrument],
    currencies: impl IntoIterator<Item = Currency>,
) -> Result<Market, Error> {
    let until = BusinessDate::LAST;
    let mut market = Market::new(Staleness::default());
    let ids: Vec<InstrumentId> = instruments.iter().map(|instrument| instrument.id).collect();
    let rows = unit.market().prices(reach, &ids, until).await?;
    for of_one in rows.chunk_by(|a, b| a.instrument == b.instrument) {
        let found = of_one.first().and_then(|row| {
            let place = instruments.binary_search_by_key(&row.instrument, |known| known.id).ok()?;
            instruments.get(place)
        });
        if let Some(instrument) = found {
            let days = of_one.iter().map(|row| (row.date, row.price));
            market.add_prices(PriceSeries::of(instrument, days)?)?;
        }
    }
    let currencies = self::currencies(instruments, currencies);
    if currencies.len() > 1 {
        let rows = unit.market().rates(reach, &currencies, until).await?;
        let same_pair = |a: &FxRate, b: &FxRate| a.base() == b.base() && a.quote() == b.quote();
        for of_pair in rows.chunk_by(|a, b| same_pair(&a.rate, &b.rate)) {
            if let Some(first) = of_pair.first() {
                let days = of_pair.iter().map(|row| (row.date, row.rate.rate()));
                let days: Vec<(BusinessDate, Decimal)> = days.collect();
                market.add_rates(FxSeries::new(first.rate.base(), first.rate.quote(), days)?)?;
            }
        }
    }
    Ok(market)
}

/// The currencies of these instruments and these besides, each once and whole: pence are pounds.
pub(super) fn currencies(
    instruments: &[Instrument],
    besides: impl IntoIterator<Item = Currency>,
) -> Vec<Currency> {
    let currencies: BTreeSet<Currency> = instruments
        .iter()
        .map(|instrument| instrument.currency)
        .chain(besides)
        .map(|currency| currency.major().map_or(currency, |(major, _)| major))
        .collect();
    currencies.into_iter().collect()
}
