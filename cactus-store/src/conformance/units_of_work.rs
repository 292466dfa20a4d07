//! All or nothing, and one snapshot.

use cactus_core::model::{Account, Client, Household};
use cactus_core::ports::Store;

use super::breach::{conflict, dangling, equal, read_only};
use super::nouns::Noun;
use super::office::day;
use super::{Breach, Office, Proof};

pub(super) async fn a_dropped_unit_leaves_no_trace(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let client = office.client(office.admin)?;
    let mut unit = store.begin().await?;
    client.insert(&mut unit).await?;
    let taken = unit.transactions().reserve_sequence(office.firm, 5).await?;
    unit.events().append(&[office.event()?]).await?;
    unit.audit().append(&[office.draft()?]).await?;
    drop(unit);
    let mut unit = store.begin().await?;
    equal(client.look_up(&mut unit, &everything).await?, None)?;
    let again = unit.transactions().reserve_sequence(office.firm, 1).await?;
    equal(again, taken)?;
    let events = unit.events().after(office.firm, None, 10).await?;
    equal(events, Vec::new())?;
    let log = unit.audit().list(&everything, &Default::default()).await?;
    equal(log.items, Vec::new())?;
    client.insert(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(client.look_up(&mut unit, &everything).await?, Some(client.clone()))
}

pub(super) async fn a_unit_sees_its_own_changes_and_nobody_else_does(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let client = office.client(office.admin)?;
    let mut unit = store.begin().await?;
    client.insert(&mut unit).await?;
    equal(client.look_up(&mut unit, &everything).await?, Some(client.clone()))?;
    let mut reader = store.read().await?;
    equal(client.look_up(&mut reader, &everything).await?, None)?;
    drop(reader);
    unit.commit().await?;
    let mut reader = store.read().await?;
    equal(client.look_up(&mut reader, &everything).await?, Some(client.clone()))
}

pub(super) async fn a_reader_keeps_its_snapshot(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let first = office.client(office.admin)?;
    let mut unit = store.begin().await?;
    first.insert(&mut unit).await?;
    unit.commit().await?;

    let mut reader = store.read().await?;
    equal(first.look_up(&mut reader, &everything).await?, Some(first.clone()))?;
    let added = office.client(office.admin)?;
    let mut unit = store.begin().await?;
    first.clone().renamed()?.update(&mut unit).await?;
    added.insert(&mut unit).await?;
    unit.commit().await?;
    equal(first.look_up(&mut reader, &everything).await?, Some(first.clone()))?;
    equal(added.look_up(&mut reader, &everything).await?, None)?;
    let listed = Client::list(&mut reader, &everything, &Default::default()).await?;
    equal(listed.items, vec![first])
}

pub(super) async fn a_reader_cannot_write(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let client = office.client(office.admin)?;
    let mut reader = store.read().await?;
    let firm = office.firm_row()?;
    read_only(reader.firms().insert(&firm).await)?;
    read_only(reader.firms().update(&firm).await)?;
    read_only(client.insert(&mut reader).await)?;
    read_only(client.update(&mut reader).await)?;
    let admin = office.admin_row()?;
    read_only(admin.insert(&mut reader).await)?;
    read_only(admin.update(&mut reader).await)?;
    let household = office.household(office.admin)?;
    read_only(household.insert(&mut reader).await)?;
    read_only(household.update(&mut reader).await)?;
    let portfolio = office.portfolio(client.id)?;
    read_only(portfolio.insert(&mut reader).await)?;
    read_only(portfolio.update(&mut reader).await)?;
    let account = office.account(&portfolio)?;
    read_only(account.insert(&mut reader).await)?;
    read_only(account.update(&mut reader).await)?;
    let unsound = Account { closed_on: Some(day("1999-12-31")?), ..account.clone() };
    read_only(unsound.insert(&mut reader).await)?;
    read_only(unsound.update(&mut reader).await)?;
    let instrument = office.instrument()?;
    read_only(instrument.insert(&mut reader).await)?;
    read_only(instrument.update(&mut reader).await)?;
    let mut transactions = reader.transactions();
    let deposit = office.deposit(1, &account, "2024-01-02")?;
    read_only(transactions.record(&[deposit]).await)?;
    read_only(transactions.reserve_sequence(office.firm, 1).await)?;
    drop(transactions);
    read_only(reader.market().record_prices(office.firm, None, &[]).await)?;
    read_only(reader.market().record_rates(office.firm, None, &[]).await)?;
    read_only(reader.reports().insert(&office.report(client.id)?).await)?;
    read_only(reader.events().append(&[office.event()?]).await)?;
    read_only(reader.audit().append(&[office.draft()?]).await)?;
    reader.commit().await?;
    Ok(())
}

pub(super) async fn a_unit_goes_on_after_a_refusal(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let before = office.client(office.admin)?;
    let mut unit = store.begin().await?;
    before.insert(&mut unit).await?;
    let mut twin = office.client(office.admin)?;
    twin.email = before.email.clone();
    conflict(twin.insert(&mut unit).await, "client.email")?;
    let nobody = Office::planned(9).admin;
    dangling(office.household(nobody)?.insert(&mut unit).await, "household.owner")?;
    let after = office.client(office.admin)?;
    after.insert(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let clients = Client::list(&mut unit, &everything, &Default::default()).await?;
    equal(clients.items, vec![before, after])?;
    let households = Household::list(&mut unit, &everything, &Default::default()).await?;
    equal(households.items, Vec::new())
}

pub(super) async fn writers_take_turns(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let writing = async || -> Result<u64, Breach> {
        let mut unit = store.begin().await?;
        let first = unit.transactions().reserve_sequence(office.firm, 1).await?;
        unit.commit().await?;
        Ok(first)
    };
    let (a, b, c, d) = tokio::join!(writing(), writing(), writing(), writing());
    let mut taken = vec![a?, b?, c?, d?];
    taken.sort_unstable();
    equal(taken, vec![1, 2, 3, 4])
}

pub(super) async fn a_sign_of_life(store: &dyn Store) -> Proof {
    store.ping().await?;
    Ok(())
}
