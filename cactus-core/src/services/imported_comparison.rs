//! How an imported book sorts and compares: its taxonomies and benchmarks.

use super::ServiceError;
use super::benchmarks;
use super::change::Change;
use super::taxonomies;
use crate::error::Error;
use crate::exchange::{Book, Ids};
use crate::model::Key;
use crate::permissions::{Actor, Permission, permitted};
use crate::ports::Levels;
use crate::query::{Benchmark, BenchmarkSource};
use crate::views::ImportCount;

/// Adds the taxonomies that the firm does not have. One that it has is its own, and stays as it is.
pub(super) async fn add_taxonomies(
    change: &mut Change<'_>,
    actor: &Actor,
    book: &Book,
    ids: &Ids,
) -> Result<ImportCount, Error> {
    let mut count = ImportCount::default();
    let reach = permitted(actor, Permission::MarketRead)?;
    for taxonomy in book.taxonomies(ids)? {
        if change.unit().taxonomies().get(&reach, taxonomy.key()).await?.is_some() {
            count.known += 1;
            continue;
        }
        let reach = permitted(actor, Permission::MarketRecord)?;
        taxonomies::put(change, actor, &reach, None, taxonomy).await?;
        count.added += 1;
    }
    Ok(count)
}

/// Adds the benchmarks that the firm does not have, and the levels of those that are indices: what each count is of.
pub(super) async fn add_benchmarks(
    change: &mut Change<'_>,
    actor: &Actor,
    book: &Book,
    ids: &Ids,
) -> Result<[ImportCount; 2], Error> {
    let (mut count, mut of_levels) = (ImportCount::default(), ImportCount::default());
    let reach = permitted(actor, Permission::MarketRead)?;
    for entry in &book.benchmarks {
        let Some(mut benchmark) = entry.benchmark(ids) else { continue };
        let levels = match &mut benchmark.source {
            BenchmarkSource::Index { levels, .. } => std::mem::take(levels),
            _ => Levels::new(),
        };
        let known = change.unit().benchmarks().get(&reach, &entry.key).await?;
        match known {
            Some(known) => {
                check_same_kind(&entry.key, &known.benchmark, &benchmark)?;
                count.known += 1;
            }
            None => {
                let (reach, key) = (permitted(actor, Permission::MarketRecord)?, entry.key.clone());
                benchmarks::put(change, actor, &reach, None, key, benchmark).await?;
                count.added += 1;
            }
        }
        let added = add_levels(change, actor, &entry.key, levels).await?;
        of_levels.added += added.added;
        of_levels.changed += added.changed;
        of_levels.known += added.known;
    }
    Ok([count, of_levels])
}

/// Keeps the levels that the firm does not have.
async fn add_levels(
    change: &mut Change<'_>,
    actor: &Actor,
    key: &Key,
    mut levels: Levels,
) -> Result<ImportCount, Error> {
    let mut count = ImportCount::default();
    let Some((last, _)) = levels.last_key_value() else { return Ok(count) };
    let reach = permitted(actor, Permission::MarketRead)?;
    let keys = std::slice::from_ref(key);
    let mut kept = change.unit().benchmarks().levels(&reach, keys, *last).await?;
    let kept = kept.remove(key).unwrap_or_default();
    levels.retain(|date, level| {
        let (counter, is_news) = match kept.get(date) {
            None => (&mut count.added, true),
            Some(kept) if kept == level => (&mut count.known, false),
            Some(_) => (&mut count.changed, true),
        };
        *counter += 1;
        is_news
    });
    if !levels.is_empty() {
        permitted(actor, Permission::MarketRecord)?;
        benchmarks::record_levels(change, actor, key, &levels).await?;
    }
    Ok(count)
}

/// That the firm's benchmark is of the kind that the book's is, and an index in its currency: else its levels would be
/// taken for something that they are not.
fn check_same_kind(key: &Key, known: &Benchmark, given: &Benchmark) -> Result<(), ServiceError> {
    let kind = |benchmark: &Benchmark| {
        let source = &benchmark.source;
        (std::mem::discriminant(source), source.currency())
    };
    if kind(known) == kind(given) {
        return Ok(());
    }
    let (what, name) = ("the benchmark", key.to_string());
    Err(ServiceError::ImportDiffers { what, name, field: "source" })
}
