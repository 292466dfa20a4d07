//! Taxonomies of a book.

use serde::{Deserialize, Serialize};

use super::pointer::Pointer;
use super::{ExchangeError, Ids};
use crate::model::{Assignment, Key, Name, Symbol, Taxonomy, TaxonomyError, TaxonomyNode};
use crate::money::Weight;

/// A firm's own classification: a tree of nodes, and which share of each instrument belongs to which of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxonomyEntry {
    /// What the rest of the book calls it; unique in the book.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// The nodes of the tree, in any order.
    #[serde(default)]
    pub nodes: Vec<NodeEntry>,
    /// What belongs where. The shares of one instrument sum to one at most; the rest is unclassified.
    #[serde(default)]
    pub assignments: Vec<AssignmentEntry>,
}

/// A place in a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NodeEntry {
    /// What the taxonomy calls it; unique in it.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// The key of the node that it is a part of; none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Key>,
}

/// How much of an instrument belongs to a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignmentEntry {
    /// The symbol of the instrument.
    pub instrument: Symbol,
    /// The key of the node.
    pub node: Key,
    /// The share of the instrument, above zero and at most one.
    pub weight: Weight,
}

impl TaxonomyEntry {
    /// The taxonomy, where the symbols of the book stand for these instruments; `at` is its place in the book.
    pub(super) fn taxonomy(&self, ids: &Ids, at: &Pointer) -> Result<Taxonomy, ExchangeError> {
        let node = |entry: &NodeEntry| TaxonomyNode {
            key: entry.key.clone(),
            name: entry.name.clone(),
            parent: entry.parent.clone(),
        };
        let nodes = self.nodes.iter().map(node).collect();
        let mut taxonomy = Taxonomy::new(self.key.clone(), self.name.clone(), nodes, [])
            .map_err(|source| self.no_tree(source, &at.field("nodes")))?;
        for (place, entry) in self.assignments.iter().enumerate() {
            let at = at.field("assignments").item(place);
            let instrument = ids.instruments.get(&entry.instrument).copied();
            let instrument = instrument.ok_or_else(|| ExchangeError::Unknown {
                pointer: at.field("instrument").into(),
                what: "instrument",
                name: entry.instrument.to_string(),
            })?;
            let AssignmentEntry { node, weight, .. } = entry.clone();
            taxonomy.assign(Assignment { instrument, node, weight }).map_err(|source| {
                let field = match &source {
                    TaxonomyError::UnknownNode { .. } => "node",
                    _ => "weight",
                };
                ExchangeError::Taxonomy { pointer: at.field(field).into(), source }
            })?;
        }
        Ok(taxonomy)
    }

    /// The error at the node that it is about.
    fn no_tree(&self, source: TaxonomyError, at: &Pointer) -> ExchangeError {
        let place = |key: &Key| self.nodes.iter().position(|node| node.key == *key);
        let last = |key: &Key| self.nodes.iter().rposition(|node| node.key == *key);
        let (place, field) = match &source {
            TaxonomyError::DuplicateNode { node } => (last(node), "key"),
            TaxonomyError::UnknownParent { node, .. } | TaxonomyError::Circle { node } => {
                (place(node), "parent")
            }
            _ => (None, ""),
        };
        let at = place.map_or_else(|| at.clone(), |place| at.item(place).field(field));
        ExchangeError::Taxonomy { pointer: at.into(), source }
    }
}
