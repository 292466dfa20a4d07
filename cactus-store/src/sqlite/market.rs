//! Prices and exchange rates.
//!
//! A series comes back as one row with all its points in one text, `day price;day price;…`: a row for each
//! point would cost many times as much in handing over than in reading.

use std::collections::BTreeMap;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, Id, InstrumentId};
use cactus_core::model::DataSource;
use cactus_core::money::{Currency, Decimal, FxRate, decimal};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Market, PriceRow, RateRow, StoreError};
use cactus_core::time::{BusinessDate, Period};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::shared;
use super::reference::Reference;
use super::sql::{id_list, statements};
use super::unit::Unit;
use crate::codec::{corrupt, to_json};

statements! {
    plain {
        PRICES = "SELECT instruments.id, \
              (SELECT group_concat(day || ' ' || price, ';') FROM prices \
               WHERE prices.instrument = instruments.number AND day <= ?3) AS points \
            FROM instruments \
            WHERE firm = ?1 AND id IN (SELECT unhex(value) FROM json_each(?2)) ORDER BY id";
        RATES = "SELECT base, quote, \
              (SELECT group_concat(day || ' ' || rate, ';') FROM rates \
               WHERE rates.pair = currency_pairs.number AND day <= ?3) AS points \
            FROM currency_pairs WHERE firm = ?1 \
              AND (base IN (SELECT value FROM json_each(?2)) OR quote IN (SELECT value FROM json_each(?2)))";
        LATEST_DAY = "SELECT max((SELECT max(day) FROM prices WHERE prices.instrument = instruments.number)) \
            AS day FROM instruments WHERE firm = ?1";
        NUMBERS = "SELECT id, number FROM instruments \
            WHERE firm = ?1 AND id IN (SELECT unhex(value) FROM json_each(?2))";
        ADD_PAIRS = "INSERT INTO currency_pairs (firm, base, quote) \
            SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2) WHERE TRUE \
            ON CONFLICT (firm, base, quote) DO NOTHING";
        PAIRS = "SELECT base, quote, number FROM currency_pairs WHERE firm = ?1";
        RECORD_PRICES = "INSERT INTO prices (instrument, day, price, source) \
            SELECT CAST(series.key AS INTEGER), CAST(point.key AS INTEGER), point.value, ?2 \
            FROM json_each(?1) AS series, json_each(series.value) AS point WHERE TRUE \
            ON CONFLICT (instrument, day) DO UPDATE SET price = excluded.price, source = excluded.source";
        RECORD_RATES = "INSERT INTO rates (pair, day, rate, source) \
            SELECT CAST(series.key AS INTEGER), CAST(point.key AS INTEGER), point.value, ?2 \
            FROM json_each(?1) AS series, json_each(series.value) AS point WHERE TRUE \
            ON CONFLICT (pair, day) DO UPDATE SET rate = excluded.rate, source = excluded.source";
        ADD_SOURCE = "INSERT INTO sources (firm, name) VALUES (?1, ?2) ON CONFLICT (firm, name) DO NOTHING";
        SOURCE = "SELECT number FROM sources WHERE firm = ?1 AND name = ?2";
        PRICE_SOURCES = "SELECT DISTINCT sources.name AS source FROM instruments \
            JOIN prices ON prices.instrument = instruments.number AND day > ?3 AND day <= ?4 \
            LEFT JOIN sources ON sources.number = prices.source \
            WHERE instruments.firm = ?1 AND id IN (SELECT unhex(value) FROM json_each(?2))";
        RATE_SOURCES = "SELECT DISTINCT sources.name AS source FROM currency_pairs \
            JOIN rates ON rates.pair = currency_pairs.number AND day > ?3 AND day <= ?4 \
            LEFT JOIN sources ON sources.number = rates.source \
            WHERE currency_pairs.firm = ?1 \
              AND (base IN (SELECT value FROM json_each(?2)) OR quote IN (SELECT value FROM json_each(?2)))";
    }
    scoped {}
}

/// Points by day, by the number of their series: the JSON that the recording statements take.
type Series = BTreeMap<i64, BTreeMap<i32, String>>;

/// The points of a series, in the order of their days.
pub(super) fn points(
    fields: &Fields<'_>,
    what: &'static str,
) -> Result<Vec<(BusinessDate, Decimal)>, StoreError> {
    let text = fields.get::<Option<&str>>("points")?.unwrap_or_default();
    let unreadable = || corrupt(what, "points");
    let point = |text: &str| {
        let (day, value) = text.split_once(' ')?;
        let day = BusinessDate::from_day_number(day.parse().ok()?).ok()?;
        Some((day, decimal::parse(value).ok()?))
    };
    let mut points = text
        .split_terminator(';')
        .map(|text| point(text).ok_or_else(unreadable))
        .collect::<Result<Vec<_>, _>>()?;
    // They are read along their key and so in order already; SQL only does not promise it.
    points.sort_by_key(|(day, _)| *day);
    Ok(points)
}

fn read_prices(row: &SqliteRow) -> Result<Vec<PriceRow>, StoreError> {
    let fields = Fields::of("price", row);
    let instrument = fields.id("id")?;
    let points = points(&fields, "price")?.into_iter();
    let price = |(date, price)| PriceRow { instrument, date, price };
    Ok(points.map(price).collect())
}

fn read_rates(row: &SqliteRow) -> Result<Vec<RateRow>, StoreError> {
    let fields = Fields::of("rate", row);
    let (base, quote) = (fields.text("base")?, fields.text("quote")?);
    let rate = |(date, rate)| {
        let rate = FxRate::new(base, quote, rate).map_err(|_| corrupt("rate", "rate"))?;
        Ok(RateRow { date, rate })
    };
    points(&fields, "rate")?.into_iter().map(rate).collect()
}

fn read_source(row: &SqliteRow) -> Result<Option<DataSource>, StoreError> {
    Fields::of("price", row).maybe_text("source")
}

fn read_source_number(row: &SqliteRow) -> Result<i64, StoreError> {
    Fields::of("source", row).get("number")
}

fn read_number(row: &SqliteRow) -> Result<(InstrumentId, i64), StoreError> {
    let fields = Fields::of("instrument", row);
    Ok((fields.id("id")?, fields.get("number")?))
}

fn read_pair(row: &SqliteRow) -> Result<((Currency, Currency), i64), StoreError> {
    let fields = Fields::of("rate", row);
    let pair = (fields.text("base")?, fields.text("quote")?);
    Ok((pair, fields.get("number")?))
}

impl Unit {
    /// The short key of the source, which is kept if it is new.
    async fn source_number(
        &mut self,
        firm: FirmId,
        source: Option<&DataSource>,
    ) -> Result<Option<i64>, StoreError> {
        let Some(source) = source else {
            return Ok(None);
        };
        let add = sqlx::query(ADD_SOURCE).bind(firm.uuid()).bind(source.to_string());
        self.write(add, &[Reference::firm("source.firm", firm)]).await?;
        let find = sqlx::query(SOURCE).bind(firm.uuid()).bind(source.to_string());
        self.one(find, read_source_number).await
    }
}

#[async_trait]
impl Market for &mut Unit {
    async fn prices(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
        until: BusinessDate,
    ) -> Result<Vec<PriceRow>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        let query = sqlx::query(PRICES)
            .bind(firm.uuid())
            .bind(id_list(instruments)?)
            .bind(until.day_number());
        Ok(self.all(query, read_prices).await?.concat())
    }

    async fn rates(
        &mut self,
        reach: &Reach,
        currencies: &[Currency],
        until: BusinessDate,
    ) -> Result<Vec<RateRow>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        let query = sqlx::query(RATES)
            .bind(firm.uuid())
            .bind(to_json(&currencies)?)
            .bind(until.day_number());
        let mut series = self.all(query, read_rates).await?;
        // The order of currencies is not that of their texts.
        series.sort_by_key(|rates| rates.first().map(|row| (row.rate.base(), row.rate.quote())));
        Ok(series.concat())
    }

    async fn latest_day(&mut self, reach: &Reach) -> Result<Option<BusinessDate>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(None);
        };
        let query = sqlx::query(LATEST_DAY).bind(firm.uuid());
        let day = self.one(query, |row| Fields::of("price", row).maybe_day("day"));
        Ok(day.await?.flatten())
    }

    async fn price_sources(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
        period: Period,
    ) -> Result<Vec<Option<DataSource>>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        let query = sqlx::query(PRICE_SOURCES)
            .bind(firm.uuid())
            .bind(id_list(instruments)?)
            .bind(period.start().day_number())
            .bind(period.end().day_number());
        let mut sources = self.all(query, read_source).await?;
        sources.sort();
        Ok(sources)
    }

    async fn rate_sources(
        &mut self,
        reach: &Reach,
        currencies: &[Currency],
        period: Period,
    ) -> Result<Vec<Option<DataSource>>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        let query = sqlx::query(RATE_SOURCES)
            .bind(firm.uuid())
            .bind(to_json(&currencies)?)
            .bind(period.start().day_number())
            .bind(period.end().day_number());
        let mut sources = self.all(query, read_source).await?;
        sources.sort();
        Ok(sources)
    }

    async fn record_prices(
        &mut self,
        firm: FirmId,
        source: Option<&DataSource>,
        prices: &[PriceRow],
    ) -> Result<(), StoreError> {
        self.writer()?;
        let mut by_instrument = BTreeMap::<InstrumentId, BTreeMap<i32, String>>::new();
        for row in prices {
            let days = by_instrument.entry(row.instrument).or_default();
            days.insert(row.date.day_number(), decimal::format(row.price));
        }
        let instruments: Vec<InstrumentId> = by_instrument.keys().copied().collect();
        let numbers = sqlx::query(NUMBERS).bind(firm.uuid()).bind(id_list(&instruments)?);
        let numbers: BTreeMap<_, _> = self.all(numbers, read_number).await?.into_iter().collect();
        let mut series = Series::new();
        for (instrument, days) in by_instrument {
            let number = numbers
                .get(&instrument)
                .ok_or(StoreError::Dangling { what: "price.instrument" })?;
            series.insert(*number, days);
        }
        let source = self.source_number(firm, source.filter(|_| !prices.is_empty())).await?;
        let record = sqlx::query(RECORD_PRICES).bind(to_json(&series)?).bind(source);
        self.write(record, &[]).await.map(drop)
    }

    async fn record_rates(
        &mut self,
        firm: FirmId,
        source: Option<&DataSource>,
        rates: &[RateRow],
    ) -> Result<(), StoreError> {
        let mut by_pair = BTreeMap::<(Currency, Currency), BTreeMap<i32, String>>::new();
        for row in rates {
            let days = by_pair.entry((row.rate.base(), row.rate.quote())).or_default();
            days.insert(row.date.day_number(), decimal::format(row.rate.rate()));
        }
        let pairs: Vec<_> = by_pair.keys().collect();
        let add = sqlx::query(ADD_PAIRS).bind(firm.uuid()).bind(to_json(&pairs)?);
        self.write(add, &[Reference::firm("rate.firm", firm)]).await?;
        let numbers = sqlx::query(PAIRS).bind(firm.uuid());
        let numbers = self.all(numbers, read_pair).await?;
        let series: Series = numbers
            .into_iter()
            .filter_map(|(pair, number)| Some((number, by_pair.remove(&pair)?)))
            .collect();
        let source = self.source_number(firm, source.filter(|_| !rates.is_empty())).await?;
        let record = sqlx::query(RECORD_RATES).bind(to_json(&series)?).bind(source);
        self.write(record, &[]).await.map(drop)
    }
}
