//! Prices and exchange rates of an imported book.

use std::collections::BTreeMap;

use super::change::Change;
use super::known::Known;
use super::market;
use crate::error::Error;
use crate::exchange::{Book, Ids, Point};
use crate::money::{Decimal, FxRate};
use crate::permissions::{Actor, Permission, permitted};
use crate::time::BusinessDate;
use crate::views::{DatedPrice, DatedRate, ImportCount, RecordPrices, RecordRates};

/// Keeps the prices that the firm does not have, of the one series of each instrument that figures use.
pub(super) async fn add_prices(
    change: &mut Change<'_>,
    actor: &Actor,
    book: &Book,
    ids: &Ids,
) -> Result<ImportCount, Error> {
    let mut count = ImportCount::default();
    for series in book.chosen_prices() {
        let instrument = ids.instruments.get(series.instrument);
        let (Some(instrument), Some(Point(last, _))) = (instrument, series.points.last()) else {
            continue;
        };
        let known = Known::new(change.unit(), actor);
        let kept = known.prices(*instrument, *last).await?;
        let prices: Vec<_> = news(&series.points, &kept, &mut count)
            .map(|Point(date, price)| DatedPrice { date, price })
            .collect();
        if !prices.is_empty() {
            let reach = permitted(actor, Permission::MarketRecord)?;
            let (instrument, source) = (*instrument, series.source.cloned());
            let command = RecordPrices { instrument, source, prices };
            market::record_prices(change, actor, &reach, &command).await?;
        }
    }
    Ok(count)
}

/// Keeps the exchange rates that the firm does not have, of the one table that figures use.
pub(super) async fn add_rates(
    change: &mut Change<'_>,
    actor: &Actor,
    book: &Book,
) -> Result<ImportCount, Error> {
    let mut count = ImportCount::default();
    for entry in book.chosen_rates() {
        let Some(Point(last, _)) = entry.points.last() else {
            continue;
        };
        let known = Known::new(change.unit(), actor);
        let kept = known.rates(entry.base, entry.quote, *last).await?;
        let rates = news(&entry.points, &kept, &mut count)
            .map(|Point(date, rate)| {
                let rate = FxRate::new(entry.base, entry.quote, rate)?;
                Ok(DatedRate { date, rate })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        if !rates.is_empty() {
            permitted(actor, Permission::MarketRecord)?;
            let command = RecordRates { source: entry.source.clone(), rates };
            market::record_rates(change, actor, &command).await?;
        }
    }
    Ok(count)
}

/// The points that the firm does not have with this value, which are counted.
fn news(
    points: &[Point],
    kept: &BTreeMap<BusinessDate, Decimal>,
    count: &mut ImportCount,
) -> impl Iterator<Item = Point> {
    points.iter().copied().filter(|Point(date, value)| {
        let (counter, is_news) = match kept.get(date) {
            None => (&mut count.added, true),
            Some(kept) if kept == value => (&mut count.known, false),
            Some(_) => (&mut count.changed, true),
        };
        *counter += 1;
        is_news
    })
}
