//! Instruments.

use cactus_core::ledger::{InstrumentSplit, UnitRatio};
use cactus_core::model::{AssetClass, Instrument, PriceBasis, Terms};
use cactus_core::money::Currency;
use cactus_core::ports::Store;

use super::breach::{conflict, dangling, equal};
use super::nouns::Noun;
use super::office::{day, text};
use super::{Office, Proof};

pub(super) async fn every_field_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let bare = Instrument::keep(&mut office, &mut unit).await?;
    let full = Instrument {
        symbol: text("BRK/B")?,
        class: AssetClass::MoneyMarket,
        currency: text::<Currency>("GBp")?,
        isin: Some(text("US0378331005")?),
        price_basis: PriceBasis::SplitAdjusted,
        terms: Terms { multiplier: text("0.01")?, matures_on: Some(text("2031-06-15")?) },
        sector: Some(text("Tecnología")?),
        region: Some(text("América")?),
        ..bare.clone().renamed()?
    };
    full.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    equal(full.look_up(&mut unit, &everything).await?, Some(full.clone()))?;
    let cleared = Instrument { version: full.version.next(), ..bare };
    cleared.update(&mut unit).await?;
    equal(cleared.look_up(&mut unit, &everything).await?, Some(cleared.clone()))
}

pub(super) async fn a_symbol_is_taken_in_its_firm_only(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let first = Instrument { symbol: text("abc")?, ..office.instrument()? };
    first.insert(&mut unit).await?;
    let twin = Instrument { symbol: first.symbol.clone(), ..office.instrument()? };
    conflict(twin.insert(&mut unit).await, "instrument.symbol")?;
    let elsewhere = Instrument { symbol: first.symbol.clone(), ..other.instrument()? };
    elsewhere.insert(&mut unit).await?;
    // Symbols differ by case.
    let upper = Instrument { symbol: text("ABC")?, ..office.instrument()? };
    upper.insert(&mut unit).await?;
    let twin = Instrument { symbol: first.symbol.clone(), ..upper.clone().renamed()? };
    conflict(twin.update(&mut unit).await, "instrument.symbol")?;
    let moved = Instrument { symbol: text("abcd")?, ..first.clone().renamed()? };
    moved.update(&mut unit).await?;
    twin.update(&mut unit).await?;
    let everything = office.everything()?;
    let mut instruments = unit.instruments();
    let found = instruments.by_symbol(&everything, &first.symbol).await?;
    equal(found, Some(twin))?;
    let found = instruments.by_symbol(&everything, &moved.symbol).await?;
    equal(found, Some(moved))?;
    let found = instruments.by_symbol(&everything, &upper.symbol).await?;
    equal(found, None)?;
    let (theirs, nothing) = (other.everything()?, office.nothing()?);
    let found = instruments.by_symbol(&theirs, &first.symbol).await?;
    equal(found, Some(elsewhere))?;
    let found = instruments.by_symbol(&nothing, &first.symbol).await?;
    equal(found, None)
}

pub(super) async fn many_are_looked_up_at_once(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let first = Instrument::keep(&mut office, &mut unit).await?;
    let second = Instrument::keep(&mut office, &mut unit).await?;
    Instrument::keep(&mut office, &mut unit).await?;
    let stranger = Instrument::keep(&mut other, &mut unit).await?;
    let unknown = office.next();
    let everything = office.everything()?;
    let ids = [second.id, stranger.id, first.id, unknown, second.id];
    let mut instruments = unit.instruments();
    let found = instruments.get_many(&everything, &ids).await?;
    equal(found, vec![first, second])?;
    equal(instruments.get_many(&everything, &[]).await?, Vec::new())?;
    let nothing = office.nothing()?;
    equal(instruments.get_many(&nothing, &ids).await?, Vec::new())?;
    // More than a backend may be willing to bind to one statement.
    let many: Vec<_> = (0..40_000).map(|_| office.next()).collect();
    equal(instruments.get_many(&everything, &many).await?, Vec::new())
}

pub(super) async fn splits_come_by_instrument_and_day(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let first = Instrument::keep(&mut office, &mut unit).await?;
    let second = Instrument::keep(&mut office, &mut unit).await?;
    let stranger = Instrument::keep(&mut other, &mut unit).await?;
    let split = |instrument: &Instrument, date, new, old| {
        let ratio = UnitRatio::new(new, old)?;
        let split = InstrumentSplit::new(instrument.id, day(date)?, ratio)?;
        Ok::<_, super::Breach>(split.recorded(text("2024-06-11T23:59:59.999999Z")?))
    };
    let reverse = split(&first, "1970-01-01", 1, u32::MAX)?;
    let later = split(&first, "2024-06-10", u32::MAX, 4)?;
    let of_second = split(&second, "1969-12-31", 3, 2)?;
    let theirs = split(&stranger, "2024-06-10", 10, 1)?;
    let mut instruments = unit.instruments();
    for split in [&later, &of_second, &reverse] {
        instruments.add_split(office.firm, split).await?;
    }
    instruments.add_split(other.firm, &theirs).await?;
    let twin = split(&first, "2024-06-10", 2, 1)?;
    conflict(instruments.add_split(office.firm, &twin).await, "split.date")?;
    dangling(instruments.add_split(office.firm, &theirs).await, "split.instrument")?;
    drop(instruments);
    unit.commit().await?;
    let (everything, nothing) = (office.everything()?, office.nothing()?);
    let mut unit = store.read().await?;
    let mut instruments = unit.instruments();
    let ids = [second.id, stranger.id, first.id, office.next(), second.id];
    let found = instruments.splits(&everything, &ids).await?;
    equal(found, vec![reverse, later, of_second])?;
    equal(instruments.splits(&everything, &[]).await?, Vec::new())?;
    equal(instruments.splits(&nothing, &ids).await?, Vec::new())?;
    equal(instruments.splits(&other.everything()?, &ids).await?, vec![theirs])
}
