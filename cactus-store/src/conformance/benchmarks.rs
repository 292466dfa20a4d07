//! Benchmarks.

use cactus_core::model::{Instrument, Version};
use cactus_core::money::{Currency, decimal};
use cactus_core::performance::Rebalancing;
use cactus_core::ports::{BenchmarkRecord, Levels, Store};
use cactus_core::query::{Benchmark, BenchmarkPart, BenchmarkSource};

use super::breach::{conflict, dangling, equal, missing, read_only, stale};
use super::nouns::Noun;
use super::office::{day, text};
use super::{Breach, Office, Proof};

pub(super) fn record(
    office: &mut Office,
    key: &str,
    source: BenchmarkSource,
) -> Result<BenchmarkRecord, Breach> {
    Ok(BenchmarkRecord {
        firm: office.firm,
        key: text(key)?,
        benchmark: Benchmark { name: text(&format!("Índice {key}"))?, source },
        changed_at: office.moment()?,
        version: Version::FIRST,
    })
}

pub(super) const fn index(currency: Currency) -> BenchmarkSource {
    BenchmarkSource::Index { currency, levels: Levels::new() }
}

fn next(record: &BenchmarkRecord, source: BenchmarkSource) -> BenchmarkRecord {
    let benchmark = Benchmark { source, ..record.benchmark.clone() };
    BenchmarkRecord { benchmark, version: record.version.next(), ..record.clone() }
}

/// A half of the benchmark, a third and a sixth of the instrument.
fn blend(of: &BenchmarkRecord, and: &Instrument) -> Result<BenchmarkSource, Breach> {
    let instrument = BenchmarkPart::Instrument(and.id);
    let parts = vec![
        (instrument.clone(), text("0.333333333333")?),
        (BenchmarkPart::Benchmark(of.key.clone()), text("0.5")?),
        (instrument, text("0.166666666667")?),
    ];
    Ok(BenchmarkSource::Blend { parts, rebalancing: Rebalancing::Quarterly })
}

fn levels(rows: &[(&str, &str)]) -> Result<Levels, Breach> {
    let row = |(date, level): &(&str, &str)| Ok((day(date)?, decimal::parse(level)?));
    rows.iter().map(row).collect()
}

pub(super) async fn every_kind_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let (everything, nothing) = (office.everything()?, office.nothing()?);
    let mut unit = store.begin().await?;
    let share = Instrument::keep(&mut office, &mut unit).await?;
    let world = record(&mut office, "world", index(text("BTC:8")?))?;
    let single = record(&mut office, "Single", BenchmarkSource::Instrument(share.id))?;
    let mix = record(&mut office, "mix", blend(&world, &share)?)?;
    for record in [&world, &single, &mix] {
        unit.benchmarks().insert(record).await?;
    }
    unit.commit().await?;
    let mut unit = store.begin().await?;
    let mut benchmarks = unit.benchmarks();
    let all = [&single, &mix, &world].map(Clone::clone).to_vec();
    equal(benchmarks.list(&everything).await?, all)?;
    equal(benchmarks.list(&nothing).await?, Vec::new())?;
    equal(benchmarks.get(&everything, &mix.key).await?, Some(mix.clone()))?;
    equal(benchmarks.get(&nothing, &mix.key).await?, None)?;
    equal(benchmarks.get(&everything, &text("WORLD")?).await?, None)?;
    let changed =
        [next(&mix, BenchmarkSource::Instrument(share.id)), next(&single, blend(&world, &share)?)];
    for record in &changed {
        benchmarks.update(record).await?;
    }
    drop(benchmarks);
    unit.commit().await?;
    let [mix, single] = changed;
    let mut unit = store.read().await?;
    equal(unit.benchmarks().list(&everything).await?, vec![single, mix, world])
}

pub(super) async fn levels_are_kept_by_day(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let world = record(&mut office, "world", index(Currency::EUR))?;
    let moon = record(&mut office, "moon", index(Currency::EUR))?;
    let mut benchmarks = unit.benchmarks();
    benchmarks.insert(&world).await?;
    benchmarks.insert(&moon).await?;
    let digits = "0.0000000000000000000000000001";
    let first = levels(&[("1969-12-31", "7000.5"), ("2024-01-02", digits)])?;
    benchmarks.record_levels(office.firm, &world.key, &first).await?;
    let second =
        levels(&[("2024-01-02", "79228162514264337593543950335"), ("2024-01-03", "1.50")])?;
    benchmarks.record_levels(office.firm, &world.key, &second).await?;
    drop(benchmarks);
    unit.commit().await?;
    let mut unit = store.begin().await?;
    let mut benchmarks = unit.benchmarks();
    let keys = [world.key.clone(), moon.key.clone(), text("sun")?, world.key.clone()];
    let mut all = first;
    all.extend(second);
    let found = benchmarks.levels(&everything, &keys, day("2024-01-03")?).await?;
    equal(found, [(world.key.clone(), all.clone())].into())?;
    all.retain(|date, _| date.year() < 2024);
    let found = benchmarks.levels(&everything, &keys, day("2024-01-01")?).await?;
    equal(found, [(world.key.clone(), all)].into())?;
    let before = benchmarks.levels(&everything, &keys, day("1969-12-30")?).await?;
    equal(before, [].into())?;
    let unseen = benchmarks.levels(&office.nothing()?, &keys, day("2024-01-03")?).await?;
    equal(unseen, [].into())
}

pub(super) async fn levels_stay_with_an_index_in_one_currency(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let share = Instrument::keep(&mut office, &mut unit).await?;
    let world = record(&mut office, "world", index(Currency::EUR))?;
    let mut benchmarks = unit.benchmarks();
    let some = levels(&[("2024-01-02", "100")])?;
    let (key, until) = (world.key.clone(), day("2024-01-02")?);
    dangling(benchmarks.record_levels(office.firm, &key, &some).await, "level.index")?;
    benchmarks.insert(&world).await?;
    benchmarks.record_levels(office.firm, &key, &some).await?;
    let renamed = next(&world, index(Currency::EUR));
    benchmarks.update(&renamed).await?;
    let keys = [key.clone()];
    let found = benchmarks.levels(&everything, &keys, until).await?;
    equal(found, [(key.clone(), some.clone())].into())?;
    let in_dollars = next(&renamed, index(Currency::USD));
    benchmarks.update(&in_dollars).await?;
    equal(benchmarks.levels(&everything, &keys, until).await?, [].into())?;
    benchmarks.record_levels(office.firm, &key, &some).await?;
    let priced = next(&in_dollars, BenchmarkSource::Instrument(share.id));
    benchmarks.update(&priced).await?;
    equal(benchmarks.levels(&everything, &keys, until).await?, [].into())?;
    dangling(benchmarks.record_levels(office.firm, &key, &some).await, "level.index")?;
    // A new one under the key of another has no levels of its.
    let again = next(&priced, index(Currency::EUR));
    benchmarks.update(&again).await?;
    benchmarks.record_levels(office.firm, &key, &some).await?;
    benchmarks.delete(office.firm, &key, again.version).await?;
    benchmarks.insert(&world).await?;
    equal(benchmarks.levels(&everything, &keys, until).await?, [].into())
}

pub(super) async fn a_version_follows_the_one_before(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let share = Instrument::keep(&mut office, &mut unit).await?;
    let world = record(&mut office, "world", index(Currency::EUR))?;
    let second = next(&world, index(Currency::USD));
    let mut benchmarks = unit.benchmarks();
    missing(benchmarks.update(&second).await, "benchmark")?;
    benchmarks.insert(&world).await?;
    conflict(benchmarks.insert(&world).await, "benchmark.key")?;
    for version in [world.version, second.version.next()] {
        let other = BenchmarkRecord { version, ..second.clone() };
        stale(benchmarks.update(&other).await, "benchmark")?;
        stale(benchmarks.delete(office.firm, &world.key, version.next()).await, "benchmark")?;
    }
    benchmarks.update(&second).await?;
    let mix = record(&mut office, "mix", blend(&world, &share)?)?;
    benchmarks.insert(&mix).await?;
    let part_of_mix = benchmarks.delete(office.firm, &world.key, second.version).await;
    conflict(part_of_mix, "benchmark.part")?;
    benchmarks.delete(office.firm, &mix.key, mix.version).await?;
    benchmarks.delete(office.firm, &world.key, second.version).await?;
    equal(benchmarks.list(&everything).await?, Vec::new())?;
    missing(benchmarks.delete(office.firm, &world.key, second.version).await, "benchmark")
}

pub(super) async fn what_a_benchmark_refers_to_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let stranger = Instrument::keep(&mut other, &mut unit).await?;
    let share = Instrument::keep(&mut office, &mut unit).await?;
    let theirs = record(&mut other, "theirs", index(Currency::EUR))?;
    let ours = record(&mut office, "ours", index(Currency::EUR))?;
    let mut benchmarks = unit.benchmarks();
    benchmarks.insert(&theirs).await?;
    benchmarks.insert(&ours).await?;
    let homeless = BenchmarkRecord { firm: office.next(), ..ours.clone() };
    dangling(benchmarks.insert(&homeless).await, "benchmark.firm")?;
    let cases = [
        (BenchmarkSource::Instrument(stranger.id), "benchmark.instrument"),
        (blend(&ours, &stranger)?, "benchmark.part"),
        (blend(&theirs, &share)?, "benchmark.part"),
    ];
    for (source, what) in cases {
        let new = record(&mut office, "new", source.clone())?;
        dangling(benchmarks.insert(&new).await, what)?;
        dangling(benchmarks.update(&next(&ours, source)).await, what)?;
    }
    let some = levels(&[("2024-01-02", "100")])?;
    let elsewhere = benchmarks.record_levels(office.firm, &theirs.key, &some).await;
    dangling(elsewhere, "level.index")?;
    missing(benchmarks.delete(office.firm, &theirs.key, theirs.version).await, "benchmark")?;
    // A refused call changes nothing.
    equal(benchmarks.list(&everything).await?, vec![ours.clone()])?;
    equal(benchmarks.list(&other.everything()?).await?, vec![theirs])?;
    drop(benchmarks);
    unit.commit().await?;
    let mut unit = store.read().await?;
    let mut benchmarks = unit.benchmarks();
    read_only(benchmarks.insert(&ours).await)?;
    read_only(benchmarks.update(&next(&ours, index(Currency::USD))).await)?;
    read_only(benchmarks.delete(office.firm, &ours.key, ours.version).await)?;
    read_only(benchmarks.record_levels(office.firm, &ours.key, &some).await)
}
