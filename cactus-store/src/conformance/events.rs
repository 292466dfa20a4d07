//! What happened.

use std::slice;

use cactus_core::events::{DomainEvent, EventKind};
use cactus_core::ports::Store;
use serde_json::json;

use super::breach::{conflict, dangling, equal, there};
use super::{Office, Proof};

pub(super) async fn every_kind_comes_back_in_order(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut events = Vec::new();
    for kind in EventKind::ALL {
        events.push(DomainEvent {
            kind: *kind,
            payload: json!({
                "b": [1, -2, u64::MAX, i64::MIN, 0.5],
                "a": { "text": "ñ🌵\u{0}\n\"'", "none": null, "yes": true },
            }),
            ..office.event()?
        });
    }
    let mut unit = store.begin().await?;
    // What is appended later comes later, however old its id is.
    events.rotate_left(5);
    let (first, later) = events.split_at(3);
    unit.events().append(first).await?;
    unit.events().append(&[]).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    unit.events().append(later).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let told = unit.events().after(office.firm, None, 100).await?;
    equal(told, events)
}

pub(super) async fn a_subscriber_reads_on_from_where_it_was(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let events = [office.event()?, office.event()?, office.event()?];
    unit.events().append(&events).await?;
    unit.events().append(&[other.event()?]).await?;
    let [first, second, third] = events;
    let mut outbox = unit.events();
    let told = outbox.after(office.firm, None, 2).await?;
    equal(told, vec![first.clone(), second.clone()])?;
    let told = outbox.after(office.firm, Some(first.id), 10).await?;
    equal(told, vec![second.clone(), third.clone()])?;
    let told = outbox.after(office.firm, Some(first.id), 1).await?;
    equal(told, vec![second])?;
    let told = outbox.after(office.firm, Some(third.id), 10).await?;
    equal(told, Vec::new())?;
    let unknown = outbox.after(office.firm, Some(office.next()), 1).await?;
    equal(unknown, vec![first])?;
    let told = outbox.after(office.firm, None, 0).await?;
    equal(told, Vec::new())
}

pub(super) async fn the_last_event_is_that_of_the_firm_and_of_the_snapshot(
    store: &dyn Store,
) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.read().await?;
    equal(unit.events().last(office.firm).await?, None)?;
    drop(unit);
    let (older, newer, foreign) = (office.event()?, office.event()?, other.event()?);
    let mut unit = store.begin().await?;
    // The order of appending counts, not that of the ids.
    unit.events().append(&[newer, older.clone()]).await?;
    unit.events().append(slice::from_ref(&foreign)).await?;
    equal(unit.events().last(office.firm).await?, Some(older.id))?;
    unit.commit().await?;
    let mut before = store.read().await?;
    equal(before.events().last(office.firm).await?, Some(older.id))?;
    drop(before);
    let next = office.event()?;
    let mut unit = store.begin().await?;
    unit.events().append(slice::from_ref(&next)).await?;
    drop(unit);
    let mut unit = store.read().await?;
    equal(unit.events().last(office.firm).await?, Some(older.id))?;
    equal(unit.events().last(other.firm).await?, Some(foreign.id))
}

pub(super) async fn faulty_events_are_refused_with_their_batch(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let (told, new) = (office.event()?, office.event()?);
    let mut outbox = unit.events();
    outbox.append(slice::from_ref(&told)).await?;
    let batch = [new.clone(), told.clone()];
    conflict(outbox.append(&batch).await, "event.id")?;
    let stray = DomainEvent { firm: Office::planned(9).firm, ..office.event()? };
    let batch = [new.clone(), stray.clone(), told.clone()];
    dangling(outbox.append(&batch).await, "event.firm")?;
    let batch = [new, told.clone(), stray];
    conflict(outbox.append(&batch).await, "event.id")?;
    let events = outbox.after(office.firm, None, 10).await?;
    equal(events.len(), 1)?;
    equal(there(events.into_iter().next())?, told)
}
