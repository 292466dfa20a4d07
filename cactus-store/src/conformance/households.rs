//! Households.

use cactus_core::model::Household;
use cactus_core::ports::Store;

use super::breach::dangling;
use super::nouns::Noun;
use super::{Office, Proof};

pub(super) async fn an_owner_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let stray = office.household(other.admin)?;
    dangling(stray.insert(&mut unit).await, "household.owner")?;
    let household = Household::keep(&mut office, &mut unit).await?;
    let stray = Household { owner: other.admin, ..household.renamed()? };
    dangling(stray.update(&mut unit).await, "household.owner")
}
