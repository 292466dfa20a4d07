//! Members told apart by a dimension.

use std::collections::{BTreeMap, BTreeSet};

use super::members::{Assets, Members, share_in};
use super::{Dimension, Group, Holder, Label, Property, QueryError, Subject};
use crate::ids::AccountId;
use crate::model::{AssetClass, Instrument, Key, Name, Taxonomy};
use crate::money::Currency;

/// The key of the group of cash, where cash is not told apart by currency.
const CASH: &str = "cash";
/// What the key of cash in one currency starts with, among instruments.
const CASH_IN: &str = "cash:";
/// The key of the group of what has no place in a dimension.
const UNCLASSIFIED: &str = "unclassified";

/// Where a group stands among others, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// What has a place comes first, then what has none, then cash.
    rank: (u8, usize),
    name: String,
    key: String,
}

impl Place {
    fn new(order: usize, key: impl ToString, name: impl ToString) -> Self {
        Self { rank: (0, order), key: key.to_string(), name: name.to_string() }
    }

    fn named(name: Option<&Name>) -> Self {
        name.map_or_else(Self::unclassified, |name| Self::new(0, name, name))
    }

    fn unclassified() -> Self {
        Self { rank: (1, 0), ..Self::new(0, UNCLASSIFIED, "Unclassified") }
    }

    fn cash() -> Self {
        Self { rank: (2, 0), ..Self::new(0, CASH, "Cash") }
    }

    /// That of an instrument in a property.
    fn of(instrument: &Instrument, property: Property) -> Self {
        match property {
            Property::AssetClass => {
                let class = instrument.class;
                Self::new(class as usize, class, class)
            }
            Property::Sector => Self::named(instrument.sector.as_ref()),
            Property::Region => Self::named(instrument.region.as_ref()),
            Property::Currency => Self::new(0, instrument.currency, instrument.currency),
            _ => Self::new(0, &instrument.symbol, &instrument.name),
        }
    }

    fn of_cash(currency: Currency, dimension: &Dimension) -> Self {
        match dimension {
            Dimension::Property(Property::Currency) => Self::new(0, currency, currency),
            Dimension::Property(Property::Instrument) => {
                let key = format!("{CASH_IN}{currency}");
                Self { rank: (2, 0), ..Self::new(0, key, currency) }
            }
            _ => Self::cash(),
        }
    }
}

impl Members {
    /// The groups of a dimension, in order: those of accounts by name, those of assets as their kind has it.
    ///
    /// # Errors
    /// [`QueryError::UnknownTaxonomy`], or the limits of arithmetic.
    pub(super) fn split(
        &self,
        subject: &Subject,
        dimension: &Dimension,
    ) -> Result<Vec<(Group, Self)>, QueryError> {
        let groups = match dimension {
            of_accounts if of_accounts.is_of_accounts() => {
                return Ok(self.split_accounts(subject, dimension));
            }
            Dimension::Property(property) => self.by_property(subject, *property),
            Dimension::Taxonomy { key, level } => {
                let found = subject.taxonomies.get(key);
                let found =
                    found.ok_or_else(|| QueryError::UnknownTaxonomy { key: key.clone() })?;
                self.by_taxonomy(subject, found, *level)?
            }
        };
        let mut groups = groups;
        let all = subject.all_assets();
        let here = self.assets.as_ref().unwrap_or(&all);
        for currency in &here.cash {
            let group = groups.entry(Place::of_cash(*currency, dimension)).or_default();
            group.cash.insert(*currency);
        }
        let group = |(place, assets): (Place, Assets)| {
            let group = Group::new(dimension, place.key, place.name);
            (group, Self { accounts: self.accounts.clone(), assets: Some(assets) })
        };
        Ok(groups.into_iter().map(group).collect())
    }

    fn split_accounts(&self, subject: &Subject, dimension: &Dimension) -> Vec<(Group, Self)> {
        // By name, and what has none last.
        let mut named: BTreeMap<(&str, &str), Vec<AccountId>> = BTreeMap::new();
        let mut others = Vec::new();
        for account in &self.accounts {
            match subject.label(*account, dimension) {
                Some(label) => {
                    named.entry((&label.name, &label.key)).or_default().push(*account);
                }
                None => others.push(*account),
            }
        }
        let named =
            named.into_iter().map(|((name, key), accounts)| (Place::new(0, key, name), accounts));
        let others = (!others.is_empty()).then(|| (Place::unclassified(), others));
        let group = |(place, accounts): (Place, Vec<AccountId>)| {
            let group = Group::new(dimension, place.key, place.name);
            (group, Self { accounts, assets: self.assets.clone() })
        };
        named.chain(others).map(group).collect()
    }

    fn by_property(&self, subject: &Subject, property: Property) -> BTreeMap<Place, Assets> {
        let mut groups: BTreeMap<Place, Assets> = BTreeMap::new();
        let all = subject.all_assets();
        let here = self.assets.as_ref().unwrap_or(&all);
        let known = here.instruments.iter().filter_map(|id| subject.instruments.get(id));
        for instrument in known {
            let group = groups.entry(Place::of(instrument, property)).or_default();
            group.instruments.insert(instrument.id);
        }
        for group in groups.values_mut() {
            group.nodes = here.nodes.clone();
        }
        groups
    }

    fn by_taxonomy(
        &self,
        subject: &Subject,
        taxonomy: &Taxonomy,
        level: usize,
    ) -> Result<BTreeMap<Place, Assets>, QueryError> {
        let mut places: BTreeMap<Place, BTreeSet<Option<Key>>> = BTreeMap::new();
        for node in taxonomy.nodes() {
            if let Some(above) = taxonomy.ancestor(&node.key, level) {
                let order = taxonomy.nodes().iter().position(|other| other.key == above.key);
                let place = Place::new(order.unwrap_or_default(), &above.key, &above.name);
                places.entry(place).or_default().insert(Some(node.key.clone()));
            }
        }
        places.insert(Place::unclassified(), BTreeSet::from([None]));
        let mut groups = BTreeMap::new();
        for (place, nodes) in places {
            let assets = self.assigned(subject, taxonomy, nodes)?;
            if !assets.instruments.is_empty() {
                groups.insert(place, assets);
            }
        }
        Ok(groups)
    }

    /// The instruments of which some share belongs to one of the nodes.
    fn assigned(
        &self,
        subject: &Subject,
        taxonomy: &Taxonomy,
        mut nodes: BTreeSet<Option<Key>>,
    ) -> Result<Assets, QueryError> {
        let all = subject.all_assets();
        let here = self.assets.as_ref().unwrap_or(&all);
        if let Some(allowed) = here.nodes.get(taxonomy.key()) {
            nodes.retain(|node| allowed.contains(node));
        }
        let mut instruments = BTreeSet::new();
        for instrument in &here.instruments {
            if !share_in(taxonomy, *instrument, &nodes)?.is_zero() {
                instruments.insert(*instrument);
            }
        }
        let mut restricted = here.nodes.clone();
        restricted.insert(taxonomy.key().clone(), nodes);
        Ok(Assets { instruments, cash: BTreeSet::new(), nodes: restricted })
    }

    /// The assets of a node of a taxonomy that is not at its top.
    pub(super) fn below(
        &self,
        subject: &Subject,
        dimension: &Dimension,
        key: &str,
    ) -> Result<Option<Assets>, QueryError> {
        let Dimension::Taxonomy { key: taxonomy, level: 1 } = dimension else { return Ok(None) };
        let (Some(taxonomy), Ok(node)) = (subject.taxonomies.get(taxonomy), key.parse::<Key>())
        else {
            return Ok(None);
        };
        if taxonomy.node(&node).is_none() {
            return Ok(None);
        }
        let inside = |key: &Key| taxonomy.upwards(key).any(|above| above.key == node);
        let nodes = taxonomy.nodes().iter().map(|node| &node.key).filter(|key| inside(key));
        let nodes = nodes.map(|key| Some(key.clone())).collect();
        Ok(Some(self.assigned(subject, taxonomy, nodes)?))
    }
}

impl Holder {
    fn label(&self, dimension: &Dimension) -> Option<&Label> {
        match dimension {
            Dimension::Property(Property::Account) => Some(&self.account),
            Dimension::Property(Property::Portfolio) => Some(&self.portfolio),
            Dimension::Property(Property::Client) => self.client.as_ref(),
            Dimension::Property(Property::Household) => self.household.as_ref(),
            Dimension::Property(Property::Adviser) => self.adviser.as_ref(),
            _ => None,
        }
    }
}

impl Subject {
    /// Every instrument and every currency that the record has.
    fn all_assets(&self) -> Assets {
        Assets {
            instruments: self.instruments.keys().copied().collect(),
            cash: self.journal.currencies().clone(),
            nodes: BTreeMap::new(),
        }
    }

    /// What the holder of an account is called by in a dimension of accounts.
    fn label(&self, account: AccountId, dimension: &Dimension) -> Option<&Label> {
        self.holders.get(&account)?.label(dimension)
    }

    /// The key of the group of an account in a dimension of accounts.
    pub(super) fn holder_key(&self, account: AccountId, dimension: &Dimension) -> &str {
        self.label(account, dimension).map_or(UNCLASSIFIED, |label| &label.key)
    }

    /// That a key which nothing in the scope has is right.
    ///
    /// # Errors
    /// [`QueryError::UnknownKey`].
    pub(super) fn check_key(&self, dimension: &Dimension, key: &str) -> Result<(), QueryError> {
        if self.may_have(dimension, key) {
            return Ok(());
        }
        Err(QueryError::UnknownKey { dimension: dimension.to_string(), key: key.to_owned() })
    }

    /// Whether the key is right although nothing in the scope has it.
    fn may_have(&self, dimension: &Dimension, key: &str) -> bool {
        let Dimension::Property(property) = dimension else {
            let Dimension::Taxonomy { key: taxonomy, .. } = dimension else { return false };
            let taxonomy = self.taxonomies.get(taxonomy);
            let named = key.parse().ok().and_then(|node: Key| taxonomy?.node(&node));
            return named.is_some() || key == CASH || key == UNCLASSIFIED;
        };
        match property {
            Property::AssetClass => key == CASH || key.parse::<AssetClass>().is_ok(),
            Property::Currency => key.parse::<Currency>().is_ok(),
            Property::Sector | Property::Region => {
                let mut places = self.instruments.values().map(|row| Place::of(row, *property).key);
                key == CASH || key == UNCLASSIFIED || places.any(|place| place == key)
            }
            Property::Instrument => match key.strip_prefix(CASH_IN) {
                Some(currency) => currency.parse::<Currency>().is_ok(),
                None => self.instruments.values().any(|row| row.symbol.as_str() == key),
            },
            _ => {
                let mut labels = self.holders.values().filter_map(|holder| holder.label(dimension));
                labels.any(|label| label.key == key)
            }
        }
    }
}
