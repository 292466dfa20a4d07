//! A firm's own way to sort what it holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Name};
use crate::error::{Coded, Details, ErrorKind};
use crate::ids::InstrumentId;
use crate::money::{Decimal, Weight};

/// A place in a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyNode {
    /// What it is called by; unique in its taxonomy.
    pub key: Key,
    /// What people call it.
    pub name: Name,
    /// The node it is part of; none at the top.
    pub parent: Option<Key>,
}

/// How much of an instrument belongs to a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The node.
    pub node: Key,
    /// The share of the instrument, above zero and at most one.
    pub weight: Weight,
}

/// A firm's own classification: a tree of nodes, and which share of each instrument belongs to which of them.
///
/// The shares of one instrument sum to one at most; the rest of it, and cash, are unclassified. What belongs to a
/// node belongs to all nodes above it.
///
/// ```
/// use cactus_core::ids::{Id, InstrumentId};
/// use cactus_core::model::{Assignment, Key, Taxonomy, TaxonomyNode};
///
/// let fund = InstrumentId::from_uuid(uuid::Uuid::from_u128(1));
/// let (europe, spain): (Key, Key) = ("europe".parse()?, "spain".parse()?);
/// let regions = Taxonomy::new(
///     "region".parse()?,
///     "Region".parse()?,
///     vec![
///         TaxonomyNode { key: europe.clone(), name: "Europe".parse()?, parent: None },
///         TaxonomyNode { key: spain.clone(), name: "Spain".parse()?, parent: Some(europe.clone()) },
///     ],
///     [Assignment { instrument: fund, node: spain.clone(), weight: "0.6".parse()? }],
/// )?;
/// assert_eq!(regions.weights(&europe)[&fund], "0.6".parse()?);
/// assert_eq!(regions.ancestor(&spain, 1).map(|node| &node.key), Some(&europe));
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    key: Key,
    name: Name,
    nodes: Vec<TaxonomyNode>,
    places: BTreeMap<Key, usize>,
    assignments: BTreeMap<InstrumentId, Shares>,
}

/// The shares of an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shares {
    of_nodes: BTreeMap<Key, Weight>,
    /// Their sum, one at most.
    sum: Weight,
}

impl Taxonomy {
    /// A tree with its assignments. Two assignments of an instrument to the same node count together.
    ///
    /// # Errors
    /// [`TaxonomyError`] if the nodes are no tree, or if the shares of an instrument cannot be.
    pub fn new(
        key: Key,
        name: Name,
        nodes: Vec<TaxonomyNode>,
        assignments: impl IntoIterator<Item = Assignment>,
    ) -> Result<Self, TaxonomyError> {
        let mut places = BTreeMap::new();
        for (place, node) in nodes.iter().enumerate() {
            if places.insert(node.key.clone(), place).is_some() {
                return Err(TaxonomyError::DuplicateNode { node: node.key.clone() });
            }
        }
        let mut taxonomy = Self { key, name, nodes, places, assignments: BTreeMap::new() };
        taxonomy.check_parents()?;
        for assignment in assignments {
            taxonomy.assign(assignment)?;
        }
        Ok(taxonomy)
    }

    /// What it is called by.
    #[must_use]
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// What people call it.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// Its nodes, in the order they were given.
    #[must_use]
    pub fn nodes(&self) -> &[TaxonomyNode] {
        &self.nodes
    }

    /// The node of this key.
    #[must_use]
    pub fn node(&self, key: &Key) -> Option<&TaxonomyNode> {
        self.nodes.get(*self.places.get(key)?)
    }

    /// The assignments, by instrument and node.
    pub fn assignments(&self) -> impl Iterator<Item = (InstrumentId, &Key, Weight)> {
        self.assignments.iter().flat_map(|(instrument, shares)| {
            shares.of_nodes.iter().map(|(node, weight)| (*instrument, node, *weight))
        })
    }

    /// The nodes that an instrument is assigned to, with its share in each.
    pub fn of_instrument(&self, instrument: InstrumentId) -> impl Iterator<Item = (&Key, Weight)> {
        let shares = self.assignments.get(&instrument).into_iter();
        shares.flat_map(|shares| &shares.of_nodes).map(|(node, weight)| (node, *weight))
    }

    /// From the node up to the top, the node itself first.
    pub fn upwards<'a>(&'a self, node: &Key) -> impl Iterator<Item = &'a TaxonomyNode> + use<'a> {
        std::iter::successors(self.node(node), |node| self.node(node.parent.as_ref()?))
    }

    /// The node at this level, counted from one at the top, that the node belongs to; the node itself if it is not
    /// deeper.
    #[must_use]
    pub fn ancestor(&self, node: &Key, level: usize) -> Option<&TaxonomyNode> {
        let path: Vec<_> = self.upwards(node).collect();
        path.get(path.len().saturating_sub(level)).or(path.first()).copied()
    }

    /// The share of each instrument that belongs to the node, or to one below it.
    #[must_use]
    pub fn weights(&self, node: &Key) -> BTreeMap<InstrumentId, Weight> {
        let inside = |key: &Key| self.upwards(key).any(|above| above.key == *node);
        let mut sums = BTreeMap::new();
        for (instrument, _, weight) in self.assignments().filter(|(_, key, _)| inside(key)) {
            // No sum is above one, which `assign` has seen to.
            let sum: &mut Weight = sums.entry(instrument).or_insert(Weight::ZERO);
            *sum = Weight::new(sum.value() + weight.value());
        }
        sums
    }

    /// The share of an instrument that belongs to no node.
    #[must_use]
    pub fn unclassified(&self, instrument: InstrumentId) -> Weight {
        let classified = self.assignments.get(&instrument).map_or(Weight::ZERO, |known| known.sum);
        Weight::new(Decimal::ONE - classified.value())
    }

    /// That every way up ends at the top. Each node is gone by once: a way stops where an earlier one went.
    fn check_parents(&self) -> Result<(), TaxonomyError> {
        let mut ends = BTreeSet::new();
        for node in &self.nodes {
            let mut way = BTreeSet::new();
            let mut at = node;
            while !ends.contains(&at.key) {
                if !way.insert(&at.key) {
                    return Err(TaxonomyError::Circle { node: at.key.clone() });
                }
                let Some(parent) = &at.parent else { break };
                let (node, parent) = (at.key.clone(), parent.clone());
                at = self.node(&parent).ok_or(TaxonomyError::UnknownParent { node, parent })?;
            }
            ends.extend(way);
        }
        Ok(())
    }

    /// Adds an assignment.
    pub(crate) fn assign(&mut self, assignment: Assignment) -> Result<(), TaxonomyError> {
        let Assignment { instrument, node, weight } = assignment;
        if !self.places.contains_key(&node) {
            return Err(TaxonomyError::UnknownNode { node });
        }
        let refused = || TaxonomyError::Weight { instrument, node: node.clone(), weight };
        let left = self.unclassified(instrument).value();
        if weight.value() <= Decimal::ZERO || weight.value() > left {
            return Err(refused());
        }
        let shares = self.assignments.entry(instrument).or_default();
        let sum = shares.sum.add(weight).map_err(|_| refused())?;
        let of_node = shares.of_nodes.get(&node).copied().unwrap_or_default();
        let of_node = of_node.add(weight).map_err(|_| refused())?;
        shares.of_nodes.insert(node, of_node);
        shares.sum = sum;
        Ok(())
    }
}

/// Nodes that are no tree, or shares that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TaxonomyError {
    /// Two nodes with the same key.
    #[error("two nodes are called `{node}`")]
    DuplicateNode {
        /// Their key.
        node: Key,
    },
    /// A node is part of one that is not there.
    #[error("`{node}` is part of `{parent}`, which is not there")]
    UnknownParent {
        /// The node.
        node: Key,
        /// What it is part of.
        parent: Key,
    },
    /// A node is part of itself, perhaps by way of others.
    #[error("`{node}` is part of itself")]
    Circle {
        /// The node.
        node: Key,
    },
    /// An instrument is assigned to a node that is not there.
    #[error("there is no node `{node}`")]
    UnknownNode {
        /// The node named.
        node: Key,
    },
    /// A share that is not above zero, or that brings those of its instrument above one.
    #[error(
        "a share of {weight} in `{node}` is not above zero, or more than is left of the instrument"
    )]
    Weight {
        /// The instrument.
        instrument: InstrumentId,
        /// The node.
        node: Key,
        /// The share.
        weight: Weight,
    },
}

impl Coded for TaxonomyError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::DuplicateNode { .. } => "taxonomy.duplicate_node",
            Self::UnknownParent { .. } => "taxonomy.unknown_parent",
            Self::Circle { .. } => "taxonomy.circle",
            Self::UnknownNode { .. } => "taxonomy.unknown_node",
            Self::Weight { .. } => "taxonomy.weight",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::DuplicateNode { node } | Self::Circle { node } | Self::UnknownNode { node } => {
                Details::from([("node", node.to_string())])
            }
            Self::UnknownParent { node, parent } => {
                Details::from([("node", node.to_string()), ("parent", parent.to_string())])
            }
            Self::Weight { instrument, node, weight } => Details::from([
                ("instrument", instrument.to_string()),
                ("node", node.to_string()),
                ("weight", weight.to_string()),
            ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    fn instrument(number: u128) -> InstrumentId {
        InstrumentId::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn taxonomy(
        nodes: &[(&str, Option<&str>)],
        assignments: &[(u128, &str, &str)],
    ) -> Result<Taxonomy, TaxonomyError> {
        let node = |(key, parent): &(&str, Option<&str>)| TaxonomyNode {
            key: key.parse().unwrap(),
            name: key.parse().unwrap(),
            parent: parent.map(|parent| parent.parse().unwrap()),
        };
        let assignment = |(number, node, weight): &(u128, &str, &str)| Assignment {
            instrument: instrument(*number),
            node: key(node),
            weight: weight.parse().unwrap(),
        };
        Taxonomy::new(
            key("t"),
            "T".parse().unwrap(),
            nodes.iter().map(node).collect(),
            assignments.iter().map(assignment),
        )
    }

    const TREE: [(&str, Option<&str>); 5] = [
        ("world", None),
        ("madrid", Some("spain")),
        ("europe", Some("world")),
        ("spain", Some("europe")),
        ("asia", Some("world")),
    ];

    #[test]
    fn a_node_has_what_the_nodes_below_it_have() {
        let assigned =
            [(1, "madrid", "0.25"), (1, "europe", "0.25"), (1, "asia", "0.1"), (2, "asia", "1")];
        let found = taxonomy(&TREE, &assigned).unwrap();
        let weight = |text: &str| text.parse::<Weight>().unwrap();
        let europe = BTreeMap::from([(instrument(1), weight("0.5"))]);
        assert_eq!(found.weights(&key("europe")), europe);
        let world = BTreeMap::from([(instrument(1), weight("0.6")), (instrument(2), weight("1"))]);
        assert_eq!(found.weights(&key("world")), world);
        assert_eq!(found.unclassified(instrument(1)), weight("0.4"));
        assert_eq!(found.unclassified(instrument(2)), weight("0"));
        assert_eq!(found.unclassified(instrument(3)), weight("1"));
        let at = |level| found.ancestor(&key("madrid"), level).unwrap().key.as_str();
        assert_eq!([1, 2, 3, 4, 9].map(at), ["world", "europe", "spain", "madrid", "madrid"]);
    }

    #[test]
    fn a_deep_tree_with_many_shares_is_built_in_one_go() {
        let keys: Vec<String> = (0..5_000).map(|number| format!("n{number}")).collect();
        let above = keys.iter().skip(1).map(|key| Some(key.as_str())).chain([None]);
        let nodes: Vec<_> = keys.iter().map(String::as_str).zip(above).collect();
        let assigned: Vec<_> = keys.iter().map(|key| (1, key.as_str(), "0.0002")).collect();
        let found = taxonomy(&nodes, &assigned).unwrap();
        assert_eq!(found.upwards(&key("n0")).count(), 5_000);
        assert_eq!(found.unclassified(instrument(1)), Weight::ZERO);
        let circle = [&nodes[..4_999], &[("n4999", Some("n0"))]].concat();
        assert_eq!(taxonomy(&circle, &[]).unwrap_err().code(), "taxonomy.circle");
    }

    #[test]
    fn what_is_no_tree_or_too_much_is_refused() {
        let code = |nodes: &[_], assigned: &[_]| taxonomy(nodes, assigned).unwrap_err().code();
        assert_eq!(code(&[("a", None), ("a", None)], &[]), "taxonomy.duplicate_node");
        assert_eq!(code(&[("a", Some("b"))], &[]), "taxonomy.unknown_parent");
        assert_eq!(code(&[("a", Some("b")), ("b", Some("a"))], &[]), "taxonomy.circle");
        assert_eq!(code(&TREE, &[(1, "africa", "1")]), "taxonomy.unknown_node");
        assert_eq!(code(&TREE, &[(1, "asia", "0")]), "taxonomy.weight");
        assert_eq!(code(&TREE, &[(1, "asia", "0.6"), (1, "spain", "0.5")]), "taxonomy.weight");
    }
}
