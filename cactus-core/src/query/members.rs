//! What a row is about: some accounts, and some of what is in them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Filter, QueryError, QueryOptions, Subject};
use crate::ids::{AccountId, InstrumentId};
use crate::ledger::Scope;
use crate::model::{Key, Taxonomy};
use crate::money::{Currency, Decimal, MoneyError, Weight, decimal};

/// Some accounts, and some of what is in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Members {
    pub(super) accounts: Vec<AccountId>,
    /// What is in the accounts; everything if there are none.
    pub(super) assets: Option<Assets>,
}

/// Instruments and cash of some currencies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Assets {
    pub(super) instruments: BTreeSet<InstrumentId>,
    pub(super) cash: BTreeSet<Currency>,
    /// By taxonomy, the nodes of which the share counts that an instrument has in them; none stands for the share
    /// without a node.
    pub(super) nodes: BTreeMap<Key, BTreeSet<Option<Key>>>,
}

impl Assets {
    /// The share of each instrument that counts.
    pub(super) fn weights(
        &self,
        subject: &Subject,
    ) -> Result<BTreeMap<InstrumentId, Weight>, MoneyError> {
        let mut weights = BTreeMap::new();
        for instrument in &self.instruments {
            let mut weight = Decimal::ONE;
            for (taxonomy, nodes) in &self.nodes {
                if let Some(taxonomy) = subject.taxonomies.get(taxonomy) {
                    let share = share_in(taxonomy, *instrument, nodes)?;
                    weight = decimal::multiply_rounded(weight, share)?;
                }
            }
            weights.insert(*instrument, Weight::new(weight));
        }
        Ok(weights)
    }
}

/// The share that an instrument has in some nodes together.
pub(super) fn share_in(
    taxonomy: &Taxonomy,
    instrument: InstrumentId,
    nodes: &BTreeSet<Option<Key>>,
) -> Result<Decimal, MoneyError> {
    let inside = taxonomy.of_instrument(instrument);
    let inside = inside.filter(|(node, _)| nodes.contains(&Some((*node).clone())));
    let inside = inside.map(|(_, weight)| weight.value());
    let rest = nodes.contains(&None).then(|| taxonomy.unclassified(instrument).value());
    decimal::sum(inside.chain(rest))
}

/// One instrument, or cash of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Single {
    Instrument,
    Cash,
}

impl Members {
    /// What of the record passes all filters.
    pub(super) fn asked(subject: &Subject, scope: &[Filter]) -> Result<Self, QueryError> {
        let all = Self { accounts: subject.journal.accounts().collect(), assets: None };
        scope.iter().try_fold(all, |members, filter| members.passing(subject, filter))
    }

    /// The accounts, with the shares and charges that the options leave.
    pub(super) fn whole(&self, subject: &Subject, options: &QueryOptions) -> Scope {
        let shares = self.accounts.iter().map(|account| {
            let holder = subject.holders.get(account).filter(|_| options.owner_share);
            (*account, holder.map_or(Weight::ONE, |holder| holder.owner_share))
        });
        let scope = Scope::all().owned(shares);
        let scope = if options.before_taxes { scope.before_taxes() } else { scope };
        if options.before_fees { scope.before_fees() } else { scope }
    }

    /// The part that they are of a record which the options have reduced.
    pub(super) fn part(&self, subject: &Subject) -> Result<Scope, MoneyError> {
        let scope = Scope::accounts(self.accounts.iter().copied());
        let Some(assets) = &self.assets else { return Ok(scope) };
        let weights = assets.weights(subject)?;
        Ok(scope.weighted(weights).cash_in(assets.cash.iter().copied()))
    }

    /// Whether they are one instrument, or cash of one currency.
    pub(super) fn single(&self) -> Option<Single> {
        let assets = self.assets.as_ref()?;
        match (assets.instruments.len(), assets.cash.len()) {
            (1, 0) => Some(Single::Instrument),
            (0, 1) => Some(Single::Cash),
            _ => None,
        }
    }

    /// What of them passes a filter.
    pub(super) fn passing(&self, subject: &Subject, filter: &Filter) -> Result<Self, QueryError> {
        let groups = self.split(subject, &filter.by)?;
        let mut passed = Self { accounts: self.accounts.clone(), assets: self.assets.clone() };
        if filter.by.is_of_accounts() {
            passed.accounts.clear();
        } else {
            passed.assets = Some(Assets::default());
        }
        for key in &filter.keys {
            let found = groups.iter().find(|(group, _)| group.key == *key);
            if let Some((_, members)) = found {
                passed.join(members);
            } else if let Some(below) = self.below(subject, &filter.by, key)? {
                passed.join(&below);
            } else if !subject.may_have(&filter.by, key) {
                let (dimension, key) = (filter.by.to_string(), key.clone());
                return Err(QueryError::UnknownKey { dimension, key });
            }
        }
        passed.accounts.sort_unstable();
        passed.accounts.dedup();
        Ok(passed)
    }

    /// Takes in another group of the same dimension.
    fn join(&mut self, other: &Self) {
        self.accounts.extend_from_slice(&other.accounts);
        let (Some(assets), Some(others)) = (&mut self.assets, &other.assets) else { return };
        assets.instruments.extend(&others.instruments);
        assets.cash.extend(&others.cash);
        for (taxonomy, nodes) in &others.nodes {
            assets.nodes.entry(taxonomy.clone()).or_default().extend(nodes.iter().cloned());
        }
    }
}
