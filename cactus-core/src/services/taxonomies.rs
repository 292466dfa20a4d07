//! Taxonomies.

use std::collections::BTreeSet;

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::InstrumentId;
use crate::model::{Key, Taxonomy, Version};
use crate::permissions::{Actor, Permission, Place, Reach, authorise, permitted};
use crate::ports::{TaxonomyRecord, UnitOfWork};
use crate::views::{PutTaxonomy, TaxonomyView};

/// The firm's own classifications: list, get, put, delete.
#[derive(Debug, Clone, Copy)]
pub struct Taxonomies<'a> {
    outside: &'a Outside,
}

impl<'a> Taxonomies<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// All taxonomies of the firm, in the order of their keys.
    ///
    /// # Errors
    /// Without the permission `market.read`.
    pub async fn list(&self, actor: &Actor) -> Result<Vec<TaxonomyView>, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        let all = unit.taxonomies().list(&reach).await?;
        Ok(all.into_iter().map(TaxonomyView::from).collect())
    }

    /// The taxonomy with this key.
    ///
    /// # Errors
    /// Without the permission `market.read`, or if there is no such taxonomy.
    pub async fn get(&self, actor: &Actor, key: &Key) -> Result<TaxonomyView, Error> {
        let reach = permitted(actor, Permission::MarketRead)?;
        let mut unit = self.outside.store().read().await?;
        let found = unit.taxonomies().get(&reach, key).await?;
        Ok(found.ok_or(ServiceError::NotFound { what: "taxonomy" })?.into())
    }

    /// Adds a taxonomy under this key, or replaces the one that is there as a whole.
    ///
    /// # Errors
    /// Without the permission `market.record`; if its nodes are no tree or shares cannot be
    /// ([`TaxonomyError`](crate::model::TaxonomyError)); if it names an instrument that the firm does not have; if a
    /// new one is there already, or an old one was changed since the version named.
    pub async fn put(
        &self,
        actor: &Actor,
        key: Key,
        command: PutTaxonomy,
    ) -> Result<TaxonomyView, Error> {
        let reach = permitted(actor, Permission::MarketRecord)?;
        let based_on = command.version;
        let taxonomy = command.taxonomy(key)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let kept = put(&mut change, actor, &reach, based_on, taxonomy).await?;
        change.commit().await?;
        Ok(kept.into())
    }

    /// Removes the taxonomy with this key.
    ///
    /// # Errors
    /// Without the permission `market.record`, if there is no such taxonomy, or if it was changed since the version
    /// named.
    pub async fn delete(&self, actor: &Actor, key: &Key, version: Version) -> Result<(), Error> {
        permitted(actor, Permission::MarketRecord)?;
        let place = Place::Shared { firm: actor.firm() };
        let decision = authorise(actor, Permission::MarketRecord, place).require()?;
        let mut change = Change::begin(self.outside, actor).await?;
        change.unit().taxonomies().delete(actor.firm(), key, version).await?;
        change.note(&decision, EventKind::TaxonomyDeleted, key, json!({ "version": version }));
        change.commit().await
    }
}

/// Keeps a taxonomy as part of a change: a new one, or the next version of the one it is based on.
pub(super) async fn put(
    change: &mut Change<'_>,
    actor: &Actor,
    reach: &Reach,
    based_on: Option<Version>,
    taxonomy: Taxonomy,
) -> Result<TaxonomyRecord, Error> {
    let place = Place::Shared { firm: actor.firm() };
    let decision = authorise(actor, Permission::MarketRecord, place).require()?;
    let named = taxonomy.assignments().map(|(instrument, _, _)| instrument).collect();
    check_instruments(change.unit(), reach, named).await?;
    let record = TaxonomyRecord {
        firm: actor.firm(),
        taxonomy,
        changed_at: change.at(),
        version: based_on.map_or(Version::FIRST, Version::next),
    };
    match based_on {
        None => change.unit().taxonomies().insert(&record).await?,
        Some(_) => change.unit().taxonomies().update(&record).await?,
    }
    let told = json!({ "version": record.version });
    change.note(&decision, EventKind::TaxonomyChanged, record.taxonomy.key(), told);
    Ok(record)
}

/// That the firm has all these instruments.
pub(super) async fn check_instruments(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    named: BTreeSet<InstrumentId>,
) -> Result<(), Error> {
    let named: Vec<_> = named.into_iter().collect();
    let found = unit.instruments().get_many(reach, &named).await?;
    if found.len() == named.len() {
        return Ok(());
    }
    Err(ServiceError::NotFound { what: "instrument" }.into())
}
