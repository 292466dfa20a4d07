//! People.

use cactus_core::model::{Client, User, Version};
use cactus_core::ports::Store;

use super::breach::{conflict, dangling, equal, unsound};
use super::nouns::Noun;
use super::office::text;
use super::{Office, Proof};

pub(super) async fn every_field_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let boss = User::keep(&mut office, &mut unit).await?;
    let client = Client::keep(&mut office, &mut unit).await?;
    let user = User {
        role: text("a_role_of_the_firm_2")?,
        manager: Some(boss.id),
        client: Some(client.id),
        active: false,
        version: Version::try_from(7)?,
        ..office.user()?
    };
    user.insert(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    equal(user.look_up(&mut unit, &everything).await?, Some(user.clone()))?;
    let bare =
        User { role: text("admin")?, manager: None, client: None, active: true, ..user.renamed()? };
    bare.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(bare.look_up(&mut unit, &everything).await?, Some(bare))
}

pub(super) async fn an_address_is_taken_in_all_firms(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let user = User::keep(&mut office, &mut unit).await?;
    for firm in [&mut office, &mut other] {
        let twin = User { email: user.email.clone(), ..firm.user()? };
        conflict(twin.insert(&mut unit).await, "user.email")?;
        let second = User::keep(firm, &mut unit).await?;
        let twin = User { email: user.email.clone(), ..second.clone().renamed()? };
        conflict(twin.update(&mut unit).await, "user.email")?;
        let everything = firm.everything()?;
        equal(second.look_up(&mut unit, &everything).await?, Some(second))?;
    }
    Ok(())
}

pub(super) async fn a_changed_address_is_free_again(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let first = User::keep(&mut office, &mut unit).await?;
    let moved = User { email: text("moved@example.org")?, ..first.clone().renamed()? };
    moved.update(&mut unit).await?;
    let heir = User { email: first.email.clone(), ..office.user()? };
    heir.insert(&mut unit).await?;
    let login = unit.directory().login(&first.email).await?;
    equal(login.map(|login| login.user), Some(heir))?;
    let login = unit.directory().login(&moved.email).await?;
    equal(login.map(|login| login.user), Some(moved))
}

pub(super) async fn a_manager_and_a_client_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let stranger = Client::keep(&mut other, &mut unit).await?;
    let user = User::keep(&mut office, &mut unit).await?;
    let managed = User { manager: Some(other.admin), ..office.user()? };
    dangling(managed.insert(&mut unit).await, "user.manager")?;
    let portal = User { client: Some(stranger.id), ..office.user()? };
    dangling(portal.insert(&mut unit).await, "user.client")?;
    let managed = User { manager: Some(other.admin), ..user.renamed()? };
    dangling(managed.update(&mut unit).await, "user.manager")
}

pub(super) async fn nobody_is_their_own_manager(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let user = User::keep(&mut office, &mut unit).await?;
    let loner = User { manager: Some(user.id), ..user.renamed()? };
    unsound(loner.update(&mut unit).await, "model.own_manager")?;
    let mut loner = office.user()?;
    loner.manager = Some(loner.id);
    unsound(loner.insert(&mut unit).await, "model.own_manager")
}
