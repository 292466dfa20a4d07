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
    /// In order.
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
    /// The share of an instrument that counts; none if it is not among them.
    pub(super) fn share(
        &self,
        subject: &Subject,
        instrument: InstrumentId,
    ) -> Result<Option<Weight>, MoneyError> {
        if !self.instruments.contains(&instrument) {
            return Ok(None);
        }
        let mut weight = Decimal::ONE;
        for (taxonomy, nodes) in &self.nodes {
            if let Some(taxonomy) = subject.taxonomies.get(taxonomy) {
                let share = share_in(taxonomy, instrument, nodes)?;
                weight = decimal::multiply_rounded(weight, share)?;
            }
        }
        Ok(Some(Weight::new(weight)))
    }

    /// The share of each instrument that counts.
    fn weights(&self, subject: &Subject) -> Result<BTreeMap<InstrumentId, Weight>, MoneyError> {
        let share = |instrument: &InstrumentId| {
            let share = self.share(subject, *instrument).transpose()?;
            Some(share.map(|share| (*instrument, share)))
        };
        self.instruments.iter().filter_map(share).collect()
    }

    /// Takes in another group of the same dimension.
    fn join(&mut self, other: Self) {
        self.instruments.extend(other.instruments);
        self.cash.extend(other.cash);
        for (taxonomy, nodes) in other.nodes {
            self.nodes.entry(taxonomy).or_default().extend(nodes);
        }
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
        if filter.by.is_of_accounts() {
            return self.held_by(subject, filter);
        }
        let groups = self.split(subject, &filter.by)?;
        let mut assets = Assets::default();
        for key in &filter.keys {
            let found = groups.iter().find(|(group, _)| group.key == *key);
            let below = match found {
                Some((_, members)) => members.assets.clone(),
                None => self.below(subject, &filter.by, key)?,
            };
            match below {
                Some(below) => assets.join(below),
                None => subject.check_key(&filter.by, key)?,
            }
        }
        Ok(Self { accounts: self.accounts.clone(), assets: Some(assets) })
    }

    /// The accounts whose holders pass a filter.
    fn held_by(&self, subject: &Subject, filter: &Filter) -> Result<Self, QueryError> {
        let mut missing: BTreeSet<&str> = filter.keys.iter().map(String::as_str).collect();
        let passes = |account: &&AccountId| {
            let key = subject.holder_key(**account, &filter.by);
            missing.remove(key);
            filter.keys.contains(key)
        };
        let accounts = self.accounts.iter().filter(passes).copied().collect();
        missing.into_iter().try_for_each(|key| subject.check_key(&filter.by, key))?;
        Ok(Self { accounts, assets: self.assets.clone() })
    }
}
