//! Who people are, before it is known what they may see.

use std::collections::BTreeSet;

use cactus_core::model::{Client, Household, User};
use cactus_core::ports::Store;

use super::breach::{equal, missing, there};
use super::nouns::Noun;
use super::office::text;
use super::{Office, Proof};

pub(super) async fn people_sign_in_with_their_address(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let user = User { active: false, ..office.user()? };
    user.insert(&mut unit).await?;
    let mut directory = unit.directory();
    let login = there(directory.login(&user.email).await?)?;
    equal(&login.user, &user)?;
    equal(login.password_hash, None)?;
    let admin = other.admin_row()?;
    let login = there(directory.login(&admin.email).await?)?;
    equal(login.user, admin)?;
    let nobody = text("nobody@example.org")?;
    equal(directory.login(&nobody).await?.is_some(), false)?;
    let member = directory.member(office.firm, user.id).await?;
    equal(member, Some(user.clone()))?;
    equal(directory.member(other.firm, user.id).await?, None)
}

pub(super) async fn a_password_stays_until_it_is_set_anew(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let user = User::keep(&mut office, &mut unit).await?;
    let first = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
    let mut directory = unit.directory();
    directory.set_password(office.firm, user.id, first).await?;
    let nobody = directory.set_password(other.firm, user.id, "x").await;
    missing(nobody, "user")?;
    drop(directory);
    let user = user.renamed()?;
    user.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    let login = there(unit.directory().login(&user.email).await?)?;
    equal(login.password_hash.as_deref(), Some(first))?;
    equal(&login.user, &user)?;
    let mut directory = unit.directory();
    directory.set_password(office.firm, user.id, "new").await?;
    let login = there(directory.login(&user.email).await?)?;
    equal(login.password_hash.as_deref(), Some("new"))
}

pub(super) async fn a_team_reaches_down_all_ranks(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    // Each manages the next two, as in a heap: 0 → 1 and 2, 1 → 3 and 4, 2 → 5.
    let mut users: Vec<User> = Vec::new();
    for place in 0..6_usize {
        let above = place.checked_sub(1).and_then(|place| users.get(place / 2));
        let user =
            User { manager: above.map(|user| user.id), active: place != 1, ..office.user()? };
        user.insert(&mut unit).await?;
        users.push(user);
    }
    unit.commit().await?;
    let mut unit = store.read().await?;
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    let expected: [&[usize]; 6] = [&[1, 2, 3, 4, 5], &[3, 4], &[5], &[], &[], &[]];
    for (manager, places) in ids.iter().zip(expected) {
        let team: BTreeSet<_> =
            places.iter().filter_map(|place| ids.get(*place).copied()).collect();
        let found = unit.directory().team(office.firm, *manager).await?;
        equal(found, team)?;
    }
    let boss = there(ids.first().copied())?;
    let elsewhere = unit.directory().team(other.firm, boss).await?;
    equal(elsewhere, BTreeSet::new())
}

pub(super) async fn managers_in_a_circle_are_one_team(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let first = User::keep(&mut office, &mut unit).await?;
    let second = User { manager: Some(first.id), ..office.user()? };
    second.insert(&mut unit).await?;
    let third = User { manager: Some(second.id), ..office.user()? };
    third.insert(&mut unit).await?;
    let first = User { manager: Some(third.id), ..first.renamed()? };
    first.update(&mut unit).await?;
    let team = unit.directory().team(office.firm, first.id).await?;
    equal(team, [second.id, third.id].into())
}

pub(super) async fn a_portal_user_has_the_household_of_the_client(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let household = Household::keep(&mut office, &mut unit).await?;
    let mut member = office.client(office.admin)?;
    member.household = Some(household.id);
    member.insert(&mut unit).await?;
    let single = Client::keep(&mut office, &mut unit).await?;
    let cases = [(Some(member.id), Some(household.id)), (Some(single.id), None), (None, None)];
    for (client, expected) in cases {
        let user = User { client, ..office.user()? };
        user.insert(&mut unit).await?;
        equal(unit.directory().household(&user).await?, expected)?;
    }
    Ok(())
}

pub(super) async fn firms_come_in_the_order_of_their_ids(store: &dyn Store) -> Proof {
    let mut expected = Vec::new();
    for number in [3, 1, 2] {
        expected.push(Office::numbered(number, store).await?.firm);
    }
    expected.sort_unstable();
    let mut unit = store.read().await?;
    equal(unit.directory().firms().await?, expected)
}
