//! Generated reports.

use cactus_core::model::{Client, Portfolio};
use cactus_core::ports::{PageRequest, ReportFilter, ReportRecord, Store};
use cactus_core::time::Timestamp;

use super::breach::{conflict, dangling, equal};
use super::nouns::Noun;
use super::{Office, Proof};

pub(super) async fn every_field_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let portfolio = Portfolio::keep(&mut office, &mut unit).await?;
    let bare = office.report(portfolio.client)?;
    let full = ReportRecord {
        portfolio: Some(portfolio.id),
        content: "{\"text\":\"informe anual — «ñ» 🌵\"}".repeat(20_000),
        generated_by: office.next(),
        ..office.report(portfolio.client)?
    };
    unit.reports().insert(&bare).await?;
    unit.reports().insert(&full).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    for report in [bare, full] {
        let found = unit.reports().get(&everything, report.id).await?;
        equal(found == Some(report), true)?;
    }
    Ok(())
}

pub(super) async fn the_newest_come_first(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let client = Client::keep(&mut office, &mut unit).await?;
    let other = Client::keep(&mut office, &mut unit).await?;
    let mut oldest_first = Vec::new();
    for (client, micros) in [(&other, 5), (&client, 6), (&client, 6), (&client, 7)] {
        let mut report = office.report(client.id)?;
        report.generated_at = Timestamp::from_micros(micros)?;
        oldest_first.push(report);
    }
    for report in oldest_first.iter().rev() {
        unit.reports().insert(report).await?;
    }
    let page = PageRequest::default();
    let all = ReportFilter::default();
    let listed = unit.reports().list(&everything, &all, &page).await?;
    let mut expected: Vec<_> = oldest_first.into_iter().rev().collect();
    equal(&listed.items, &expected)?;
    let of_client = ReportFilter { client: Some(client.id) };
    let listed = unit.reports().list(&everything, &of_client, &page).await?;
    expected.pop();
    equal(listed.items, expected)
}

pub(super) async fn a_report_is_in_reach_if_its_client_is(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let adviser = office.user()?;
    adviser.insert(&mut unit).await?;
    let own = office.client(adviser.id)?;
    own.insert(&mut unit).await?;
    let other = Client::keep(&mut office, &mut unit).await?;
    let (ours, theirs) = (office.report(own.id)?, office.report(other.id)?);
    let mut reports = unit.reports();
    reports.insert(&ours).await?;
    reports.insert(&theirs).await?;
    let reach = office.own(adviser.id)?;
    equal(reports.get(&reach, theirs.id).await?, None)?;
    equal(reports.get(&reach, ours.id).await?.as_ref(), Some(&ours))?;
    let (all, page) = (ReportFilter::default(), PageRequest::default());
    let listed = reports.list(&reach, &all, &page).await?;
    equal(listed.items, vec![ours])
}

pub(super) async fn faulty_reports_are_refused(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let client = Client::keep(&mut office, &mut unit).await?;
    let stranger = Portfolio::keep(&mut other, &mut unit).await?;
    let report = office.report(client.id)?;
    let mut reports = unit.reports();
    reports.insert(&report).await?;
    conflict(reports.insert(&report).await, "report.id")?;
    let stray = office.report(stranger.client)?;
    dangling(reports.insert(&stray).await, "report.client")?;
    let stray = ReportRecord { portfolio: Some(stranger.id), ..office.report(client.id)? };
    dangling(reports.insert(&stray).await, "report.portfolio")?;
    let stray = ReportRecord { firm: Office::planned(9).firm, ..office.report(client.id)? };
    dangling(reports.insert(&stray).await, "report.firm")
}
