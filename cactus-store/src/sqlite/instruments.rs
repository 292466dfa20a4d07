//! Instruments.

use async_trait::async_trait;
use cactus_core::ids::{FirmId, Id, InstrumentId};
use cactus_core::ledger::{InstrumentSplit, UnitRatio};
use cactus_core::model::{Instrument, Symbol, Terms};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Instruments, Page, PageRequest, StoreError};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::shared;
use super::reference::{Reference, Table};
use super::sql::{Query, id_list, statements};
use super::unit::{Unit, Versioned, empty, rows_to_read, start_after};
use crate::codec::corrupt;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT firm, id, symbol, name, class, currency, isin, price_basis, multiplier, matures_on, sector, \
             region, created_at, version FROM instruments WHERE firm = ?1 AND ",
            $rest
        )
    };
}

statements! {
    plain {
        GET = select!("id = ?2");
        GET_MANY = select!("id IN (SELECT unhex(value) FROM json_each(?2)) ORDER BY id");
        BY_SYMBOL = select!("symbol = ?2");
        LIST = select!("id > ?2 ORDER BY id LIMIT ?3");
        INSERT = "INSERT INTO instruments \
            (firm, id, symbol, name, class, currency, isin, price_basis, multiplier, matures_on, sector, region, \
            created_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        UPDATE = "UPDATE instruments SET symbol = ?3, name = ?4, class = ?5, currency = ?6, isin = ?7, \
            price_basis = ?8, multiplier = ?9, matures_on = ?10, sector = ?11, region = ?12, created_at = ?13, \
            version = ?14 WHERE firm = ?1 AND id = ?2 AND version = ?14 - 1";
        SPLITS = "SELECT instrument, day, new, old, recorded_at FROM splits \
            WHERE firm = ?1 AND instrument IN (SELECT unhex(value) FROM json_each(?2)) ORDER BY instrument, day";
        ADD_SPLIT = "INSERT INTO splits (firm, instrument, day, new, old, recorded_at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    }
    scoped {}
}

fn read(row: &SqliteRow) -> Result<Instrument, StoreError> {
    let fields = Fields::of("instrument", row);
    Ok(Instrument {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        symbol: fields.text("symbol")?,
        name: fields.text("name")?,
        class: fields.text("class")?,
        currency: fields.text("currency")?,
        isin: fields.maybe_text("isin")?,
        price_basis: fields.text("price_basis")?,
        terms: Terms {
            multiplier: fields.text("multiplier")?,
            matures_on: fields.maybe_day("matures_on")?,
        },
        sector: fields.maybe_text("sector")?,
        region: fields.maybe_text("region")?,
        created_at: fields.moment("created_at")?,
        version: fields.version()?,
    })
}

fn read_split(row: &SqliteRow) -> Result<InstrumentSplit, StoreError> {
    let fields = Fields::of("split", row);
    let (instrument, date) = (fields.id("instrument")?, fields.day("day")?);
    let ratio = UnitRatio::new(fields.get("new")?, fields.get("old")?);
    let split = ratio.and_then(|ratio| InstrumentSplit::new(instrument, date, ratio));
    let split = split.map_err(|_| corrupt("split", "new"))?;
    Ok(split.recorded(fields.moment("recorded_at")?))
}

fn bound(text: &'static str, instrument: &Instrument) -> Query {
    sqlx::query(text)
        .bind(instrument.firm.uuid())
        .bind(instrument.id.uuid())
        .bind(instrument.symbol.as_str())
        .bind(instrument.name.as_str())
        .bind(instrument.class.as_str())
        .bind(instrument.currency.to_string())
        .bind(instrument.isin.as_ref().map(|isin| isin.as_str()))
        .bind(instrument.price_basis.as_str())
        .bind(instrument.terms.multiplier.to_string())
        .bind(instrument.terms.matures_on.map(|day| day.day_number()))
        .bind(instrument.sector.as_ref().map(|sector| sector.as_str()))
        .bind(instrument.region.as_ref().map(|region| region.as_str()))
        .bind(instrument.created_at.micros())
        .bind(instrument.version.number())
}

fn references(instrument: &Instrument) -> [Reference; 1] {
    [Reference::firm("instrument.firm", instrument.firm)]
}

#[async_trait]
impl Instruments for &mut Unit {
    async fn get(
        &mut self,
        reach: &Reach,
        id: InstrumentId,
    ) -> Result<Option<Instrument>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(None);
        };
        let query = sqlx::query(GET).bind(firm.uuid()).bind(id.uuid());
        self.one(query, read).await
    }

    async fn list(
        &mut self,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<Instrument>, StoreError> {
        let after = start_after::<InstrumentId>(page)?;
        let Some(firm) = shared(reach) else {
            return Ok(empty());
        };
        let query = sqlx::query(LIST).bind(firm.uuid()).bind(after).bind(rows_to_read(page));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, |instrument| instrument.id))
    }

    async fn get_many(
        &mut self,
        reach: &Reach,
        ids: &[InstrumentId],
    ) -> Result<Vec<Instrument>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        let query = sqlx::query(GET_MANY).bind(firm.uuid()).bind(id_list(ids)?);
        self.all(query, read).await
    }

    async fn by_symbol(
        &mut self,
        reach: &Reach,
        symbol: &Symbol,
    ) -> Result<Option<Instrument>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(None);
        };
        let query = sqlx::query(BY_SYMBOL).bind(firm.uuid()).bind(symbol.as_str());
        self.one(query, read).await
    }

    async fn insert(&mut self, instrument: &Instrument) -> Result<(), StoreError> {
        let query = bound(INSERT, instrument);
        self.write(query, &references(instrument)).await.map(drop)
    }

    async fn update(&mut self, instrument: &Instrument) -> Result<(), StoreError> {
        let row = Versioned {
            table: Table::Instruments,
            firm: instrument.firm,
            id: instrument.id.uuid(),
            version: instrument.version,
            references: &references(instrument),
        };
        self.replace(bound(UPDATE, instrument), row).await
    }

    async fn splits(
        &mut self,
        reach: &Reach,
        instruments: &[InstrumentId],
    ) -> Result<Vec<InstrumentSplit>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        let query = sqlx::query(SPLITS).bind(firm.uuid()).bind(id_list(instruments)?);
        self.all(query, read_split).await
    }

    async fn add_split(&mut self, firm: FirmId, split: &InstrumentSplit) -> Result<(), StoreError> {
        let query = sqlx::query(ADD_SPLIT)
            .bind(firm.uuid())
            .bind(split.instrument().uuid())
            .bind(split.date().day_number())
            .bind(split.ratio().new_units())
            .bind(split.ratio().old_units())
            .bind(split.recorded_at().micros());
        let instrument = split.instrument();
        let reference = Reference::to("split.instrument", Table::Instruments, firm, instrument);
        self.write(query, &[reference]).await.map(drop)
    }
}
