//! Prices and exchange rates.

use cactus_core::ids::InstrumentId;
use cactus_core::model::{DataSource, Instrument};
use cactus_core::money::{Currency, FxRate, decimal};
use cactus_core::ports::{PriceRow, RateRow, Store};
use cactus_core::time::Period;

use super::breach::{dangling, equal};
use super::nouns::Noun;
use super::office::{day, text};
use super::{Breach, Office, Proof};

fn price(instrument: InstrumentId, on: &str, price: &str) -> Result<PriceRow, Breach> {
    Ok(PriceRow { instrument, date: day(on)?, price: decimal::parse(price)? })
}

fn rate(base: &str, quote: &str, on: &str, rate: &str) -> Result<RateRow, Breach> {
    let rate = FxRate::new(text(base)?, text(quote)?, decimal::parse(rate)?)?;
    Ok(RateRow { date: day(on)?, rate })
}

pub(super) async fn prices_come_by_instrument_and_day(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let first = Instrument::keep(&mut office, &mut unit).await?.id;
    let second = Instrument::keep(&mut office, &mut unit).await?.id;
    let unasked = Instrument::keep(&mut office, &mut unit).await?.id;
    let stranger = Instrument::keep(&mut other, &mut unit).await?.id;
    let expected = vec![
        price(first, "2023-12-29", "189.84")?,
        price(first, "2024-01-02", "-37.63")?,
        price(second, "2024-01-01", "0")?,
    ];
    let mut rows: Vec<_> = expected.iter().rev().copied().collect();
    rows.push(price(second, "2024-01-03", "9")?);
    rows.push(price(unasked, "2024-01-01", "8")?);
    let theirs = [price(stranger, "2024-01-01", "7")?];
    unit.market().record_prices(office.firm, None, &rows).await?;
    unit.market().record_prices(other.firm, None, &theirs).await?;
    unit.commit().await?;

    let mut unit = store.read().await?;
    let everything = office.everything()?;
    let until = day("2024-01-02")?;
    let asked = [second, stranger, first, second];
    let mut market = unit.market();
    let found = market.prices(&everything, &asked, until).await?;
    equal(found, expected)?;
    let none = market.prices(&everything, &[], until).await?;
    equal(none, Vec::new())?;
    let nothing = office.nothing()?;
    let none = market.prices(&nothing, &asked, until).await?;
    equal(none, Vec::new())?;
    let many: Vec<_> = (0..40_000).map(|_| office.next()).collect();
    equal(market.prices(&everything, &many, until).await?, Vec::new())
}

pub(super) async fn the_last_price_of_a_day_is_kept(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let id = Instrument::keep(&mut office, &mut unit).await?.id;
    let mut market = unit.market();
    let (monday, tuesday) = ("2024-01-01", "2024-01-02");
    let rows = [price(id, monday, "1")?, price(id, tuesday, "2")?];
    market.record_prices(office.firm, None, &rows).await?;
    let rows = [price(id, monday, "3")?, price(id, monday, "4")?];
    market.record_prices(office.firm, None, &rows).await?;
    let everything = office.everything()?;
    let found = market.prices(&everything, &[id], day(tuesday)?).await?;
    equal(found, vec![price(id, monday, "4")?, price(id, tuesday, "2")?])
}

pub(super) async fn a_price_needs_an_instrument_of_the_firm(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let ours = Instrument::keep(&mut office, &mut unit).await?.id;
    let theirs = Instrument::keep(&mut other, &mut unit).await?.id;
    let mut market = unit.market();
    let (first, second) = ("2024-01-01", "2024-01-02");
    let rows = [price(ours, first, "1")?, price(theirs, second, "2")?];
    let recorded = market.record_prices(office.firm, None, &rows).await;
    dangling(recorded, "price.instrument")?;
    let everything = office.everything()?;
    equal(market.latest_day(&everything).await?, None)?;
    let found = market.prices(&everything, &[ours], day(second)?).await?;
    equal(found, Vec::new())
}

pub(super) async fn the_latest_day_is_the_firms_own(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let first = Instrument::keep(&mut office, &mut unit).await?.id;
    let second = Instrument::keep(&mut office, &mut unit).await?.id;
    let stranger = Instrument::keep(&mut other, &mut unit).await?.id;
    let mut market = unit.market();
    let everything = office.everything()?;
    equal(market.latest_day(&everything).await?, None)?;
    let rows = [price(first, "2024-03-01", "1")?, price(second, "2024-02-29", "1")?];
    market.record_prices(office.firm, None, &rows).await?;
    let theirs = [price(stranger, "2025-01-01", "1")?];
    market.record_prices(other.firm, None, &theirs).await?;
    let latest = market.latest_day(&everything).await?;
    equal(latest, Some(day("2024-03-01")?))?;
    equal(market.latest_day(&office.nothing()?).await?, None)
}

pub(super) async fn rates_come_by_pair_and_day(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let expected = vec![
        rate("BTC:8", "EUR", "2024-01-01", "39123.123456789")?,
        rate("EUR", "USD", "2024-01-01", "1.1039")?,
        rate("EUR", "USD", "2024-01-02", "1.0956")?,
        rate("GBP", "EUR", "2024-01-01", "1.15")?,
        rate("USD", "EUR", "2024-01-01", "0.9")?,
    ];
    let mut rows: Vec<_> = expected.iter().rev().copied().collect();
    rows.push(rate("EUR", "USD", "2024-01-03", "1.09")?);
    rows.push(rate("GBP", "USD", "2024-01-01", "1.27")?);
    let mut market = unit.market();
    market.record_rates(office.firm, None, &rows).await?;
    let theirs = [rate("EUR", "CHF", "2024-01-01", "0.93")?];
    market.record_rates(other.firm, None, &theirs).await?;
    let (everything, until) = (office.everything()?, day("2024-01-02")?);
    let asked = [Currency::EUR, Currency::declare("BTC", 8)?, Currency::EUR];
    let found = market.rates(&everything, &asked, until).await?;
    equal(found, expected)?;
    let none = market.rates(&everything, &[], until).await?;
    equal(none, Vec::new())?;
    let nothing = office.nothing()?;
    let none = market.rates(&nothing, &asked, until).await?;
    equal(none, Vec::new())
}

pub(super) async fn the_last_rate_of_a_day_is_kept(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let mut market = unit.market();
    let monday = "2024-01-01";
    let first = [rate("EUR", "USD", monday, "1")?];
    market.record_rates(office.firm, None, &first).await?;
    let second = [rate("EUR", "USD", monday, "2")?, rate("EUR", "USD", monday, "3")?];
    market.record_rates(office.firm, None, &second).await?;
    let everything = office.everything()?;
    let found = market.rates(&everything, &[Currency::USD], day(monday)?).await?;
    equal(found, vec![rate("EUR", "USD", monday, "3")?])?;
    let unknown = Office::planned(9).firm;
    dangling(market.record_rates(unknown, None, &first).await, "rate.firm")
}

fn sources(names: &[Option<&str>]) -> Result<Vec<Option<DataSource>>, Breach> {
    names.iter().map(|name| name.map(text).transpose()).collect()
}

pub(super) async fn sources_of_prices_are_those_of_the_period(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let first = Instrument::keep(&mut office, &mut unit).await?.id;
    let second = Instrument::keep(&mut office, &mut unit).await?.id;
    let stranger = Instrument::keep(&mut other, &mut unit).await?.id;
    let [vendor, bank]: [DataSource; 2] = [text("Vendor")?, text("A bank")?];
    let (monday, tuesday, wednesday) = ("2024-01-01", "2024-01-02", "2024-01-03");
    let mut market = unit.market();
    let rows = [price(first, monday, "1")?, price(first, tuesday, "2")?];
    market.record_prices(office.firm, Some(&vendor), &rows).await?;
    market.record_prices(office.firm, Some(&bank), &[price(first, wednesday, "3")?]).await?;
    market.record_prices(office.firm, None, &[price(second, tuesday, "4")?]).await?;
    let theirs = [price(stranger, tuesday, "5")?];
    market.record_prices(other.firm, Some(&bank), &theirs).await?;
    drop(market);
    unit.commit().await?;

    let mut unit = store.begin().await?;
    let mut market = unit.market();
    let (everything, asked) = (office.everything()?, [first, second, stranger]);
    let week = Period::new(day("2023-12-31")?, day("2024-01-07")?)?;
    let until = |end| Ok::<_, Breach>(Period::new(day(monday)?, day(end)?)?);
    let all = sources(&[None, Some("A bank"), Some("Vendor")])?;
    equal(market.price_sources(&everything, &asked, week).await?, all)?;
    let found = market.price_sources(&everything, &asked, until(tuesday)?).await?;
    equal(found, sources(&[None, Some("Vendor")])?)?;
    let found = market.price_sources(&everything, &[second], week).await?;
    equal(found, sources(&[None])?)?;
    equal(market.price_sources(&everything, &asked, until(monday)?).await?, Vec::new())?;
    equal(market.price_sources(&everything, &[], week).await?, Vec::new())?;
    equal(market.price_sources(&office.nothing()?, &asked, week).await?, Vec::new())?;
    // What replaces a price replaces its source.
    market.record_prices(office.firm, Some(&bank), &rows).await?;
    let found = market.price_sources(&everything, &[first], week).await?;
    equal(found, sources(&[Some("A bank")])?)
}

pub(super) async fn sources_of_rates_are_those_of_the_period(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let (monday, tuesday) = ("2024-01-01", "2024-01-02");
    let [central, bank]: [DataSource; 2] = [text("Central bank")?, text("A bank")?];
    let mut market = unit.market();
    let rows = [rate("EUR", "USD", monday, "1")?, rate("GBP", "EUR", tuesday, "1.2")?];
    market.record_rates(office.firm, Some(&central), &rows).await?;
    market.record_rates(office.firm, None, &[rate("GBP", "CHF", monday, "1.1")?]).await?;
    market.record_rates(other.firm, Some(&bank), &rows).await?;
    let everything = office.everything()?;
    let week = Period::new(day("2023-12-31")?, day("2024-01-07")?)?;
    let found = market.rate_sources(&everything, &[Currency::EUR], week).await?;
    equal(found, sources(&[Some("Central bank")])?)?;
    let found = market.rate_sources(&everything, &[text("CHF")?, Currency::USD], week).await?;
    equal(found, sources(&[None, Some("Central bank")])?)?;
    let later = Period::new(day(monday)?, day(tuesday)?)?;
    let none = market.rate_sources(&everything, &[Currency::USD], later).await?;
    equal(none, Vec::new())?;
    market.record_rates(office.firm, Some(&bank), &rows).await?;
    let found = market.rate_sources(&everything, &[Currency::EUR], week).await?;
    equal(found, sources(&[Some("A bank")])?)?;
    let none = market.rate_sources(&office.nothing()?, &[Currency::EUR], week).await?;
    equal(none, Vec::new())
}
