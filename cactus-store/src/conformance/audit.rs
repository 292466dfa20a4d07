//! Who did what, and why it was allowed.

use std::slice;

use cactus_core::events::{AuditDraft, AuditEntry, verify_chain};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Limit, PageRequest, Store};
use serde_json::json;

use super::breach::{dangling, equal, holds};
use super::nouns::Unit;
use super::{Breach, Office, Proof};

async fn log(unit: &mut Unit, reach: &Reach) -> Result<Vec<AuditEntry>, Breach> {
    let page = PageRequest { limit: Limit::MAX, ..PageRequest::default() };
    Ok(unit.audit().list(reach, &page).await?.items)
}

fn drafts(log: Vec<AuditEntry>) -> Vec<AuditDraft> {
    log.into_iter().map(|entry| entry.draft).collect()
}

pub(super) async fn the_chain_holds_over_many_units(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut expected = Vec::new();
    for size in [1, 3, 0, 2] {
        let mut batch = Vec::new();
        for _ in 0..size {
            batch.push(AuditDraft {
                reasons: vec!["own_row".to_owned(), "ñ, \"quoted\"".to_owned()],
                change: json!({ "z": [1, u64::MAX, null], "a": { "ñ": "🌵\n" }, "m": "1.50" }),
                ..office.draft()?
            });
        }
        let mut unit = store.begin().await?;
        unit.audit().append(&batch).await?;
        unit.commit().await?;
        expected.extend(batch);
    }
    let mut unit = store.read().await?;
    let log = log(&mut unit, &everything).await?;
    verify_chain(&log)?;
    let numbers: Vec<_> = log.iter().map(|entry| entry.number).collect();
    equal(numbers, vec![1, 2, 3, 4, 5, 6])?;
    equal(drafts(log), expected)
}

pub(super) async fn each_firm_has_its_own_chain(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let (a, b, c) = (office.draft()?, other.draft()?, office.draft()?);
    let batch = [a.clone(), b.clone(), c.clone()];
    unit.audit().append(&batch).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let ours = log(&mut unit, &office.everything()?).await?;
    let theirs = log(&mut unit, &other.everything()?).await?;
    verify_chain(&ours)?;
    verify_chain(&theirs)?;
    equal(drafts(ours), vec![a, c])?;
    equal(drafts(theirs), vec![b])
}

pub(super) async fn a_refused_batch_leaves_the_chain_as_it_was(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let stray = AuditDraft { firm: Office::planned(9).firm, ..office.draft()? };
    let kept = office.draft()?;
    let batch = [office.draft()?, stray];
    dangling(unit.audit().append(&batch).await, "audit.firm")?;
    unit.audit().append(slice::from_ref(&kept)).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let log = log(&mut unit, &office.everything()?).await?;
    verify_chain(&log)?;
    equal(drafts(log), vec![kept])
}

pub(super) async fn only_who_spans_the_firm_reads_the_log(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    unit.audit().append(&[office.draft()?]).await?;
    let everything = log(&mut unit, &office.everything()?).await?;
    holds(everything.len() == 1, "an administrator reads the log")?;
    for reach in [office.own(office.admin)?, office.nothing()?] {
        equal(log(&mut unit, &reach).await?, Vec::new())?;
    }
    Ok(())
}
