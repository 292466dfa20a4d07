//! The tenant itself.

use cactus_core::model::Firm;
use cactus_core::money::Currency;
use cactus_core::ports::Store;

use super::breach::{conflict, equal, missing, stale, there};
use super::office::text;
use super::{Office, Proof};

pub(super) async fn a_firm_comes_back_as_it_went_in(store: &dyn Store) -> Proof {
    let office = Office::planned(1);
    let firm = office.firm_row()?;
    let mut unit = store.begin().await?;
    equal(unit.firms().get(&office.everything()?).await?, None)?;
    unit.firms().insert(&firm).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(unit.firms().get(&office.everything()?).await?, Some(firm))
}

pub(super) async fn a_firm_is_set_up_once(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let again = unit.firms().insert(&office.firm_row()?).await;
    conflict(again, "firm.id")
}

pub(super) async fn a_firm_changes_version_by_version(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let first = there(unit.firms().get(&everything).await?)?;
    let second = Firm {
        name: text("Another Name")?,
        base_currency: Currency::USD,
        version: first.version.next(),
        ..first.clone()
    };
    stale(unit.firms().update(&first).await, "firm")?;
    unit.firms().update(&second).await?;
    stale(unit.firms().update(&second).await, "firm")?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    equal(unit.firms().get(&everything).await?, Some(second.clone()))?;
    let unknown = Firm { id: Office::planned(2).firm, ..second };
    missing(unit.firms().update(&unknown).await, "firm")
}
