//! Taxonomies.

use cactus_core::model::{Assignment, Instrument, Key, Taxonomy, TaxonomyNode, Version};
use cactus_core::ports::{Store, TaxonomyRecord};

use super::breach::{conflict, dangling, equal, missing, read_only, stale};
use super::nouns::{Noun, Unit};
use super::office::text;
use super::{Breach, Office, Proof};

/// A tree whose nodes are in no order of their keys, and to which these instruments belong.
pub(super) fn record(
    office: &mut Office,
    key: &str,
    of: &[&Instrument],
) -> Result<TaxonomyRecord, Breach> {
    let node = |key: &str, parent: Option<&str>| {
        let parent = parent.map(text::<Key>).transpose()?;
        Ok::<_, Breach>(TaxonomyNode {
            key: text(key)?,
            name: text(&format!("Nodo «{key}»"))?,
            parent,
        })
    };
    let nodes = vec![node("spain", Some("europe"))?, node("asia", None)?, node("europe", None)?];
    let mut assignments = Vec::new();
    for instrument in of {
        for (node, weight) in [("spain", "0.333333333333"), ("asia", "0.5")] {
            let (node, weight) = (text(node)?, text(weight)?);
            assignments.push(Assignment { instrument: instrument.id, node, weight });
        }
    }
    Ok(TaxonomyRecord {
        firm: office.firm,
        taxonomy: Taxonomy::new(text(key)?, text("Regions")?, nodes, assignments)?,
        changed_at: office.moment()?,
        version: Version::FIRST,
    })
}

/// The same taxonomy with a node less and without assignments, as its next version.
fn pruned(record: &TaxonomyRecord) -> Result<TaxonomyRecord, Breach> {
    let (key, nodes) = (record.taxonomy.key().clone(), record.taxonomy.nodes().to_vec());
    let nodes = nodes.into_iter().filter(|node| node.parent.is_none()).rev().collect();
    Ok(TaxonomyRecord {
        taxonomy: Taxonomy::new(key, text("Continents")?, nodes, [])?,
        version: record.version.next(),
        ..record.clone()
    })
}

pub(super) async fn a_whole_tree_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let (everything, nothing) = (office.everything()?, office.nothing()?);
    let mut unit = store.begin().await?;
    let first = Instrument::keep(&mut office, &mut unit).await?;
    let second = Instrument::keep(&mut office, &mut unit).await?;
    let regions = record(&mut office, "region", &[&second, &first])?;
    let themes = record(&mut office, "Themes.2", &[&first])?;
    unit.taxonomies().insert(&regions).await?;
    unit.taxonomies().insert(&themes).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    let mut taxonomies = unit.taxonomies();
    equal(taxonomies.get(&everything, regions.taxonomy.key()).await?, Some(regions.clone()))?;
    equal(taxonomies.get(&everything, &text("REGION")?).await?, None)?;
    equal(taxonomies.get(&nothing, regions.taxonomy.key()).await?, None)?;
    // Capitals come before small letters.
    equal(taxonomies.list(&everything).await?, vec![themes.clone(), regions.clone()])?;
    equal(taxonomies.list(&nothing).await?, Vec::new())?;
    let pruned = pruned(&regions)?;
    taxonomies.update(&pruned).await?;
    drop(taxonomies);
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(unit.taxonomies().list(&everything).await?, vec![themes, pruned])
}

pub(super) async fn a_version_follows_the_one_before(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let first = record(&mut office, "region", &[])?;
    let mut taxonomies = unit.taxonomies();
    missing(taxonomies.update(&pruned(&first)?).await, "taxonomy")?;
    taxonomies.insert(&first).await?;
    conflict(taxonomies.insert(&first).await, "taxonomy.key")?;
    let second = pruned(&first)?;
    for version in [first.version, second.version.next()] {
        let other = TaxonomyRecord { version, ..second.clone() };
        stale(taxonomies.update(&other).await, "taxonomy")?;
    }
    taxonomies.update(&second).await?;
    equal(taxonomies.list(&everything).await?, vec![second.clone()])?;
    let key = first.taxonomy.key();
    for version in [first.version, second.version.next()] {
        stale(taxonomies.delete(office.firm, key, version).await, "taxonomy")?;
    }
    taxonomies.delete(office.firm, key, second.version).await?;
    equal(taxonomies.list(&everything).await?, Vec::new())?;
    missing(taxonomies.delete(office.firm, key, second.version).await, "taxonomy")?;
    taxonomies.insert(&first).await?;
    Ok(())
}

pub(super) async fn what_a_taxonomy_refers_to_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let stranger = Instrument::keep(&mut other, &mut unit).await?;
    let known = Instrument::keep(&mut office, &mut unit).await?;
    let first = record(&mut office, "region", &[&known])?;
    let astray = record(&mut office, "region", &[&known, &stranger])?;
    dangling(unit.taxonomies().insert(&astray).await, "taxonomy.instrument")?;
    let homeless = TaxonomyRecord { firm: office.next(), ..first.clone() };
    dangling(unit.taxonomies().insert(&homeless).await, "taxonomy.firm")?;
    unit.taxonomies().insert(&first).await?;
    let astray = TaxonomyRecord { version: first.version.next(), ..astray };
    dangling(unit.taxonomies().update(&astray).await, "taxonomy.instrument")?;
    // A refused call changes nothing.
    equal(unit.taxonomies().list(&everything).await?, vec![first.clone()])?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let next = TaxonomyRecord { version: first.version.next(), ..first.clone() };
    read_only(unit.taxonomies().insert(&next).await)?;
    read_only(unit.taxonomies().update(&next).await)?;
    let key = first.taxonomy.key();
    read_only(unit.taxonomies().delete(office.firm, key, first.version).await)?;
    equal(unit.taxonomies().list(&everything).await?, vec![first])
}

pub(super) async fn a_key_is_taken_in_its_firm_only(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let (ours, theirs) = (record(&mut office, "t", &[])?, record(&mut other, "t", &[])?);
    keep_both(&mut unit, &ours, &theirs).await?;
    let mut taxonomies = unit.taxonomies();
    taxonomies.update(&pruned(&ours)?).await?;
    equal(taxonomies.list(&other.everything()?).await?, vec![theirs.clone()])?;
    let key = theirs.taxonomy.key();
    taxonomies.delete(other.firm, key, theirs.version).await?;
    equal(taxonomies.list(&office.everything()?).await?, vec![pruned(&ours)?])
}

async fn keep_both(unit: &mut Unit, ours: &TaxonomyRecord, theirs: &TaxonomyRecord) -> Proof {
    unit.taxonomies().insert(ours).await?;
    unit.taxonomies().insert(theirs).await?;
    Ok(())
}
