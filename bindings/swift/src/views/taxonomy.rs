//! Taxonomies.

use cactus_core::ids::InstrumentId;
use cactus_core::model::{Key, Name, Version};
use cactus_core::money::Weight;
use cactus_core::time::Timestamp;
use cactus_core::views::{AssignmentView, NodeView, PutTaxonomy, TaxonomyView};

/// Adds a taxonomy, or replaces it as a whole.
#[uniffi::remote(Record)]
pub struct PutTaxonomy {
    /// The version that the change is based on; none for a new taxonomy.
    #[uniffi(default)]
    pub version: Option<Version>,
    /// Its name.
    pub name: Name,
    /// Its nodes, in the order in which groups are to be shown.
    pub nodes: Vec<NodeView>,
    /// What belongs where. The shares of one instrument sum to one at most; the rest is unclassified.
    pub assignments: Vec<AssignmentView>,
}

/// A place in a taxonomy.
#[uniffi::remote(Record)]
pub struct NodeView {
    /// What it is called by; unique in its taxonomy.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// The key of the node that it is a part of; none at the top.
    #[uniffi(default)]
    pub parent: Option<Key>,
}

/// How much of an instrument belongs to a node.
#[uniffi::remote(Record)]
pub struct AssignmentView {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The key of the node.
    pub node: Key,
    /// The share of the instrument, above zero and at most one.
    pub weight: Weight,
}

/// A firm's own classification: a tree of nodes, and which share of each instrument belongs to which of them.
#[uniffi::remote(Record)]
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
