//! Taxonomies.

use std::collections::BTreeMap;

use async_trait::async_trait;
use cactus_core::ids::{FirmId, Id, InstrumentId};
use cactus_core::model::{Assignment, Key, Name, Taxonomy, TaxonomyNode, Version};
use cactus_core::permissions::Reach;
use cactus_core::ports::{StoreError, Taxonomies, TaxonomyRecord};
use cactus_core::time::Timestamp;
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::shared;
use super::reference::Table;
use super::sql::{id_list, statements};
use super::unit::Unit;
use crate::codec::{corrupt, hex, to_json};

statements! {
    plain {
        ROWS = "SELECT key, name, changed_at, version FROM taxonomies \
            WHERE firm = ?1 AND (?2 IS NULL OR key = ?2) ORDER BY key";
        NODES = "SELECT taxonomy, key, name, parent FROM taxonomy_nodes \
            WHERE firm = ?1 AND (?2 IS NULL OR taxonomy = ?2) ORDER BY taxonomy, place";
        ASSIGNMENTS = "SELECT taxonomy, instrument, node, weight FROM taxonomy_assignments \
            WHERE firm = ?1 AND (?2 IS NULL OR taxonomy = ?2) ORDER BY taxonomy, instrument, node";
        VERSION = "SELECT version FROM taxonomies WHERE firm = ?1 AND key = ?2";
        STRANGERS = "SELECT 1 FROM json_each(?2) AS named WHERE NOT EXISTS \
            (SELECT 1 FROM instruments WHERE firm = ?1 AND id = unhex(named.value)) LIMIT 1";
        INSERT = "INSERT INTO taxonomies (firm, key, name, changed_at, version) VALUES (?1, ?2, ?3, ?4, ?5)";
        UPDATE = "UPDATE taxonomies SET name = ?3, changed_at = ?4, version = ?5 WHERE firm = ?1 AND key = ?2";
        DELETE = "DELETE FROM taxonomies WHERE firm = ?1 AND key = ?2";
        ADD_NODES = "INSERT INTO taxonomy_nodes (firm, taxonomy, place, key, name, parent) \
            SELECT ?1, ?2, key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3)";
        ADD_ASSIGNMENTS = "INSERT INTO taxonomy_assignments (firm, taxonomy, instrument, node, weight) \
            SELECT ?1, ?2, unhex(value ->> 0), value ->> 1, value ->> 2 FROM json_each(?3)";
        CLEAR_NODES = "DELETE FROM taxonomy_nodes WHERE firm = ?1 AND taxonomy = ?2";
        CLEAR_ASSIGNMENTS = "DELETE FROM taxonomy_assignments WHERE firm = ?1 AND taxonomy = ?2";
    }
    scoped {}
}

const MISSING: StoreError = StoreError::Missing { what: "taxonomy" };

/// What of a taxonomy is in its own row.
struct Head {
    key: Key,
    name: Name,
    changed_at: Timestamp,
    version: Version,
}

fn read(row: &SqliteRow) -> Result<Head, StoreError> {
    let fields = Fields::of("taxonomy", row);
    Ok(Head {
        key: fields.text("key")?,
        name: fields.text("name")?,
        changed_at: fields.moment("changed_at")?,
        version: fields.version()?,
    })
}

fn read_node(row: &SqliteRow) -> Result<(Key, TaxonomyNode), StoreError> {
    let fields = Fields::of("taxonomy", row);
    let node = TaxonomyNode {
        key: fields.text("key")?,
        name: fields.text("name")?,
        parent: fields.maybe_text("parent")?,
    };
    Ok((fields.text("taxonomy")?, node))
}

fn read_assignment(row: &SqliteRow) -> Result<(Key, Assignment), StoreError> {
    let fields = Fields::of("taxonomy", row);
    let assignment = Assignment {
        instrument: fields.id("instrument")?,
        node: fields.text("node")?,
        weight: fields.text("weight")?,
    };
    Ok((fields.text("taxonomy")?, assignment))
}

fn by_taxonomy<T>(rows: Vec<(Key, T)>) -> BTreeMap<Key, Vec<T>> {
    let mut of_each: BTreeMap<Key, Vec<T>> = BTreeMap::new();
    for (key, row) in rows {
        of_each.entry(key).or_default().push(row);
    }
    of_each
}

impl Unit {
    /// The firm's taxonomies, or the one with this key.
    async fn taxonomies_of(
        &mut self,
        firm: FirmId,
        key: Option<&Key>,
    ) -> Result<Vec<TaxonomyRecord>, StoreError> {
        let about = |text| {
            let query = sqlx::query(text).bind(firm.uuid());
            query.bind(key.map(ToString::to_string))
        };
        let heads = self.all(about(ROWS), read).await?;
        let mut nodes = by_taxonomy(self.all(about(NODES), read_node).await?);
        let mut assignments = by_taxonomy(self.all(about(ASSIGNMENTS), read_assignment).await?);
        let record = |head: Head| {
            let Head { key, name, changed_at, version } = head;
            let nodes = nodes.remove(&key).unwrap_or_default();
            let assignments = assignments.remove(&key).unwrap_or_default();
            let taxonomy = Taxonomy::new(key, name, nodes, assignments)
                .map_err(|_| corrupt("taxonomy", "parent"))?;
            Ok(TaxonomyRecord { firm, taxonomy, changed_at, version })
        };
        heads.into_iter().map(record).collect()
    }

    /// The version of the taxonomy that is there.
    async fn taxonomy_version(
        &mut self,
        firm: FirmId,
        key: &Key,
    ) -> Result<Option<Version>, StoreError> {
        let query = sqlx::query(VERSION).bind(firm.uuid()).bind(key.to_string());
        self.one(query, |row| Fields::of("taxonomy", row).version()).await
    }

    /// That the firm has all these instruments. Nobody else writes meanwhile.
    pub(super) async fn check_instruments(
        &mut self,
        firm: FirmId,
        instruments: &[InstrumentId],
        what: &'static str,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(STRANGERS).bind(firm.uuid()).bind(id_list(instruments)?);
        match self.one(query, |_| Ok(())).await? {
            Some(()) => Err(StoreError::Dangling { what }),
            None => Ok(()),
        }
    }

    /// Writes the taxonomy whose references were checked. Its nodes and shares are written anew.
    async fn keep_taxonomy(
        &mut self,
        statement: &'static str,
        record: &TaxonomyRecord,
    ) -> Result<(), StoreError> {
        let TaxonomyRecord { firm, taxonomy, changed_at, version } = record;
        let key = taxonomy.key();
        let about = |text| sqlx::query(text).bind(firm.uuid()).bind(key.to_string());
        self.write(about(CLEAR_ASSIGNMENTS), &[]).await?;
        self.write(about(CLEAR_NODES), &[]).await?;
        let row = about(statement).bind(taxonomy.name().to_string());
        self.write(row.bind(changed_at.micros()).bind(version.number()), &[]).await?;
        let nodes = taxonomy.nodes().iter();
        let nodes: Vec<_> = nodes.map(|node| (&node.key, &node.name, &node.parent)).collect();
        self.write(about(ADD_NODES).bind(to_json(&nodes)?), &[]).await?;
        let assignments: Vec<_> = taxonomy
            .assignments()
            .map(|(instrument, node, weight)| (hex(instrument), node, weight.to_string()))
            .collect();
        self.write(about(ADD_ASSIGNMENTS).bind(to_json(&assignments)?), &[]).await.map(drop)
    }
}

fn named(taxonomy: &Taxonomy) -> Vec<InstrumentId> {
    taxonomy.assignments().map(|(instrument, _, _)| instrument).collect()
}

#[async_trait]
impl Taxonomies for &mut Unit {
    async fn get(
        &mut self,
        reach: &Reach,
        key: &Key,
    ) -> Result<Option<TaxonomyRecord>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(None);
        };
        Ok(self.taxonomies_of(firm, Some(key)).await?.pop())
    }

    async fn list(&mut self, reach: &Reach) -> Result<Vec<TaxonomyRecord>, StoreError> {
        let Some(firm) = shared(reach) else {
            return Ok(Vec::new());
        };
        self.taxonomies_of(firm, None).await
    }

    async fn insert(&mut self, record: &TaxonomyRecord) -> Result<(), StoreError> {
        self.writer()?;
        let (firm, key) = (record.firm, record.taxonomy.key());
        if self.taxonomy_version(firm, key).await?.is_some() {
            return Err(StoreError::Conflict { what: "taxonomy.key" });
        }
        if !self.exists(Table::Firms, firm, firm.uuid()).await? {
            return Err(StoreError::Dangling { what: "taxonomy.firm" });
        }
        self.check_instruments(firm, &named(&record.taxonomy), "taxonomy.instrument").await?;
        self.keep_taxonomy(INSERT, record).await
    }

    async fn update(&mut self, record: &TaxonomyRecord) -> Result<(), StoreError> {
        self.writer()?;
        let (firm, key) = (record.firm, record.taxonomy.key());
        let stored = self.taxonomy_version(firm, key).await?.ok_or(MISSING)?;
        if stored.next() != record.version {
            return Err(StoreError::stale("taxonomy", record.version));
        }
        self.check_instruments(firm, &named(&record.taxonomy), "taxonomy.instrument").await?;
        self.keep_taxonomy(UPDATE, record).await
    }

    async fn delete(
        &mut self,
        firm: FirmId,
        key: &Key,
        version: Version,
    ) -> Result<(), StoreError> {
        self.writer()?;
        if self.taxonomy_version(firm, key).await?.ok_or(MISSING)? != version {
            return Err(StoreError::Stale { what: "taxonomy", based_on: version });
        }
        for statement in [CLEAR_ASSIGNMENTS, CLEAR_NODES, DELETE] {
            let query = sqlx::query(statement).bind(firm.uuid()).bind(key.to_string());
            self.write(query, &[]).await?;
        }
        Ok(())
    }
}
