//! What holds for the rows of every noun.

use cactus_core::model::{Account, Client, Household, Instrument, Portfolio, User};
use cactus_core::ports::{PageRequest, Store};

use super::breach::{conflict, dangling, equal, missing, stale};
use super::nouns::Noun;
use super::{Office, Proof};

/// Proves it for each noun in turn, in a firm of its own.
macro_rules! for_each_noun {
    ($store:ident, $rule:ident) => {
        for_each_noun!($store, $rule,
            1 User, 2 Household, 3 Client, 4 Portfolio, 5 Account, 6 Instrument)
    };
    ($store:ident, $rule:ident, $($number:literal $noun:ident),+) => {{
        $(
            let office = Office::numbered($number, $store).await?;
            let proof = $rule::<$noun>($store, office).await;
            proof.map_err(|breach| breach.about($noun::NAME))?;
        )+
        Ok(())
    }};
}

pub(super) async fn a_row_comes_back_as_it_went_in(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let everything = office.everything()?;
        let mut unit = store.begin().await?;
        let row = N::make(&mut office, &mut unit).await?;
        equal(row.look_up(&mut unit, &everything).await?, None)?;
        row.insert(&mut unit).await?;
        equal(row.look_up(&mut unit, &everything).await?, Some(row.clone()))?;
        unit.commit().await?;
        let mut unit = store.read().await?;
        equal(row.look_up(&mut unit, &everything).await?, Some(row))
    }
    for_each_noun!(store, rule)
}

pub(super) async fn a_taken_key_is_a_conflict(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let mut unit = store.begin().await?;
        let row = N::make(&mut office, &mut unit).await?;
        row.insert(&mut unit).await?;
        let key = format!("{}.id", N::NAME);
        conflict(row.insert(&mut unit).await, &key)?;
        conflict(row.clone().renamed()?.insert(&mut unit).await, &key)?;
        let everything = office.everything()?;
        equal(row.look_up(&mut unit, &everything).await?, Some(row))
    }
    for_each_noun!(store, rule)
}

pub(super) async fn a_row_of_an_unknown_firm_dangles(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let mut unit = store.begin().await?;
        let mut row = N::make(&mut office, &mut unit).await?;
        *row.firm_and_version().0 = Office::planned(99).firm;
        dangling(row.insert(&mut unit).await, &format!("{}.firm", N::NAME))
    }
    for_each_noun!(store, rule)
}

pub(super) async fn the_next_version_replaces_the_row(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let mut unit = store.begin().await?;
        let first = N::make(&mut office, &mut unit).await?;
        let other = N::make(&mut office, &mut unit).await?;
        first.insert(&mut unit).await?;
        other.insert(&mut unit).await?;
        unit.commit().await?;
        let mut unit = store.begin().await?;
        let second = first.clone().renamed()?;
        second.update(&mut unit).await?;
        unit.commit().await?;
        let mut unit = store.read().await?;
        let everything = office.everything()?;
        equal(first.look_up(&mut unit, &everything).await?, Some(second))?;
        equal(other.look_up(&mut unit, &everything).await?, Some(other))
    }
    for_each_noun!(store, rule)
}

pub(super) async fn any_other_version_is_stale(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let mut unit = store.begin().await?;
        let first = N::make(&mut office, &mut unit).await?;
        first.insert(&mut unit).await?;
        let second = first.clone().renamed()?;
        let third = second.clone().renamed()?;
        stale(first.update(&mut unit).await, N::NAME)?;
        stale(third.update(&mut unit).await, N::NAME)?;
        second.update(&mut unit).await?;
        stale(second.update(&mut unit).await, N::NAME)?;
        third.update(&mut unit).await?;
        let everything = office.everything()?;
        equal(first.look_up(&mut unit, &everything).await?, Some(third))
    }
    for_each_noun!(store, rule)
}

pub(super) async fn a_row_to_change_must_be_there(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let mut unit = store.begin().await?;
        let row = N::make(&mut office, &mut unit).await?;
        let change = row.renamed()?;
        missing(change.update(&mut unit).await, N::NAME)?;
        let everything = office.everything()?;
        equal(change.look_up(&mut unit, &everything).await?, None)
    }
    for_each_noun!(store, rule)
}

pub(super) async fn lists_are_in_the_order_of_ids(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let everything = office.everything()?;
        let mut unit = store.begin().await?;
        let page = PageRequest::default();
        let mut expected = N::list(&mut unit, &everything, &page).await?.items;
        let mut rows = Vec::new();
        for _ in 0..3 {
            rows.push(N::make(&mut office, &mut unit).await?);
        }
        for row in rows.iter().rev() {
            row.insert(&mut unit).await?;
        }
        expected.extend(rows);
        let listed = N::list(&mut unit, &everything, &page).await?;
        equal(listed.items, expected)?;
        equal(listed.next, None)
    }
    for_each_noun!(store, rule)
}

pub(super) async fn nothing_is_in_reach_of_nothing(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, mut office: Office) -> Proof {
        let nothing = office.nothing()?;
        let mut unit = store.begin().await?;
        let row = N::make(&mut office, &mut unit).await?;
        row.insert(&mut unit).await?;
        equal(row.look_up(&mut unit, &nothing).await?, None)?;
        let listed = N::list(&mut unit, &nothing, &PageRequest::default()).await?;
        equal(listed.items, Vec::new())
    }
    for_each_noun!(store, rule)
}

pub(super) async fn the_same_id_in_another_firm_is_another_row(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let household = office.household(office.admin)?;
    household.insert(&mut unit).await?;
    let twin = Household { firm: other.firm, owner: other.admin, ..household.clone().renamed()? };
    missing(twin.update(&mut unit).await, "household")?;
    twin.insert(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let (ours, theirs) = (office.everything()?, other.everything()?);
    equal(household.look_up(&mut unit, &theirs).await?, Some(twin.clone()))?;
    equal(twin.look_up(&mut unit, &ours).await?, Some(household))
}
