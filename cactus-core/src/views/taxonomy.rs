//! Taxonomies.

use serde::{Deserialize, Serialize};

use crate::ids::InstrumentId;
use crate::model::{Assignment, Key, Name, Taxonomy, TaxonomyError, TaxonomyNode, Version};
use crate::money::Weight;
use crate::ports::TaxonomyRecord;
use crate::time::Timestamp;

/// Adds a taxonomy, or replaces it as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PutTaxonomy {
    /// The version that the change is based on; none for a new taxonomy.
    pub version: Option<Version>,
    /// Its name.
    pub name: Name,
    /// Its nodes, in the order in which groups are to be shown.
    pub nodes: Vec<NodeView>,
    /// What belongs where. The shares of one instrument sum to one at most; the rest is unclassified.
    pub assignments: Vec<AssignmentView>,
}

impl PutTaxonomy {
    pub(crate) fn taxonomy(self, key: Key) -> Result<Taxonomy, TaxonomyError> {
        let node = |node: NodeView| {
            let NodeView { key, name, parent } = node;
            TaxonomyNode { key, name, parent }
        };
        let assignment = |assigned: AssignmentView| {
            let AssignmentView { instrument, node, weight } = assigned;
            Assignment { instrument, node, weight }
        };
        let nodes = self.nodes.into_iter().map(node).collect();
        Taxonomy::new(key, self.name, nodes, self.assignments.into_iter().map(assignment))
    }
}

/// Removes something that is known by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VersionQuery {
    /// The version that the change is based on.
    pub version: Version,
}

/// A place in a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NodeView {
    /// What it is called by; unique in its taxonomy.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// The key of the node that it is a part of; none at the top.
    pub parent: Option<Key>,
}

/// How much of an instrument belongs to a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignmentView {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The key of the node.
    pub node: Key,
    /// The share of the instrument, above zero and at most one.
    pub weight: Weight,
}

/// A firm's own classification: a tree of nodes, and which share of each instrument belongs to which of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaxonomyView {
    /// What it is called by; unique in the firm.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// Its nodes, in their order.
    pub nodes: Vec<NodeView>,
    /// What belongs where, by instrument and node.
    pub assignments: Vec<AssignmentView>,
    /// When it was changed.
    pub changed_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

impl From<TaxonomyRecord> for TaxonomyView {
    fn from(record: TaxonomyRecord) -> Self {
        let TaxonomyRecord { taxonomy, changed_at, version, .. } = record;
        let node = |node: &TaxonomyNode| {
            let TaxonomyNode { key, name, parent } = node.clone();
            NodeView { key, name, parent }
        };
        let assignments = taxonomy.assignments();
        let assignments = assignments.map(|(instrument, node, weight)| AssignmentView {
            instrument,
            node: node.clone(),
            weight,
        });
        Self {
            key: taxonomy.key().clone(),
            name: taxonomy.name().clone(),
            nodes: taxonomy.nodes().iter().map(node).collect(),
            assignments: assignments.collect(),
            changed_at,
            version,
        }
    }
}
