//! Lists read page by page.

use cactus_core::ids::GrantId;
use cactus_core::model::{Account, Client, Household, Instrument, Portfolio, User};
use cactus_core::permissions::Reach;
use cactus_core::ports::{
    Cursor, Limit, PageRequest, ReportFilter, Store, StoreError, TransactionFilter,
};
use cactus_core::time::Timestamp;

use super::breach::{equal, foreign_cursor, there};
use super::nouns::{Noun, Unit};
use super::pages::walk;
use super::{Office, Proof};

pub(super) async fn pages_add_up_to_the_list(store: &dyn Store) -> Proof {
    async fn rule<N: Noun>(store: &dyn Store, number: u64) -> Proof {
        let mut office = Office::numbered(number, store).await?;
        let everything = office.everything()?;
        let mut unit = store.begin().await?;
        for _ in 0..5 {
            N::keep(&mut office, &mut unit).await?;
        }
        let all = N::all(&mut unit, &everything).await?;
        for limit in 1..=7 {
            let walked = walk!(limit, |page| N::list(&mut unit, &everything, page));
            equal(walked, all.clone())?;
        }
        Ok(())
    }
    rule::<User>(store, 1).await?;
    rule::<Household>(store, 2).await?;
    rule::<Client>(store, 3).await?;
    rule::<Portfolio>(store, 4).await?;
    rule::<Account>(store, 5).await?;
    rule::<Instrument>(store, 6).await
}

pub(super) async fn ties_are_neither_skipped_nor_repeated(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let (mut record, mut reports, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
    for sequence in 1..=5 {
        record.push(office.deposit(sequence, &account, "2024-01-02")?);
        let mut report = office.report(account.client)?;
        report.generated_at = Timestamp::from_micros(-1)?;
        unit.reports().insert(&report).await?;
        reports.push(report);
        drafts.push(office.draft()?);
    }
    unit.transactions().record(&record).await?;
    unit.audit().append(&drafts).await?;
    record.reverse();
    reports.reverse();
    for limit in 1..=6 {
        let all = TransactionFilter::default();
        let walked = walk!(limit, |page| unit.transactions().list(&everything, &all, page));
        equal(walked, record.clone())?;
        let all = ReportFilter::default();
        let walked = walk!(limit, |page| unit.reports().list(&everything, &all, page));
        equal(walked, reports.clone())?;
        let walked = walk!(limit, |page| unit.audit().list(&everything, page));
        let walked: Vec<_> = walked.into_iter().map(|entry| entry.draft).collect();
        equal(walked, drafts.clone())?;
    }
    Ok(())
}

pub(super) async fn a_cursor_stays_good_while_rows_come_in(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let early = office.household(office.admin)?;
    let first = Household::keep(&mut office, &mut unit).await?;
    let second = Household::keep(&mut office, &mut unit).await?;
    let late = office.household(office.admin)?;
    let last = Household::keep(&mut office, &mut unit).await?;
    unit.commit().await?;
    let limit = Limit::try_from(2)?;
    let mut unit = store.read().await?;
    let page = PageRequest { after: None, limit };
    let page = Household::list(&mut unit, &everything, &page).await?;
    equal(page.items, vec![first, second])?;
    drop(unit);
    let mut unit = store.begin().await?;
    early.insert(&mut unit).await?;
    late.insert(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let page = PageRequest { after: page.next, limit };
    let page = Household::list(&mut unit, &everything, &page).await?;
    equal(page.items, vec![late, last])?;
    equal(page.next, None)
}

pub(super) async fn a_page_skips_what_is_out_of_reach(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let adviser = User::keep(&mut office, &mut unit).await?;
    let mut own = Vec::new();
    for _ in 0..3 {
        for _ in 0..4 {
            Client::keep(&mut office, &mut unit).await?;
        }
        let client = office.client(adviser.id)?;
        client.insert(&mut unit).await?;
        own.push(client);
    }
    let reach = office.own(adviser.id)?;
    let walked = walk!(2, |page| Client::list(&mut unit, &reach, page));
    equal(walked, own)
}

/// The lists of the store.
const LISTS: [&str; 9] = [
    "users",
    "households",
    "clients",
    "portfolios",
    "accounts",
    "instruments",
    "transactions",
    "reports",
    "audit",
];

async fn next_page(
    list: &str,
    unit: &mut Unit,
    reach: &Reach,
    page: &PageRequest,
) -> Result<Option<Cursor>, StoreError> {
    let (transactions, reports) = (TransactionFilter::default(), ReportFilter::default());
    Ok(match list {
        "users" => User::list(unit, reach, page).await?.next,
        "households" => Household::list(unit, reach, page).await?.next,
        "clients" => Client::list(unit, reach, page).await?.next,
        "portfolios" => Portfolio::list(unit, reach, page).await?.next,
        "accounts" => Account::list(unit, reach, page).await?.next,
        "instruments" => Instrument::list(unit, reach, page).await?.next,
        "transactions" => unit.transactions().list(reach, &transactions, page).await?.next,
        "reports" => unit.reports().list(reach, &reports, page).await?.next,
        _ => unit.audit().list(reach, page).await?.next,
    })
}

async fn two_of_each(office: &mut Office, unit: &mut Unit) -> Proof {
    for sequence in 1..=2 {
        Household::keep(office, unit).await?;
        User::keep(office, unit).await?;
        Instrument::keep(office, unit).await?;
        let account = Account::keep(office, unit).await?;
        let deposit = office.deposit(sequence, &account, "2024-01-02")?;
        unit.transactions().record(&[deposit]).await?;
        let report = office.report(account.client)?;
        unit.reports().insert(&report).await?;
        unit.audit().append(&[office.draft()?]).await?;
    }
    Ok(())
}

pub(super) async fn a_cursor_of_another_list_is_refused(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    two_of_each(&mut office, &mut unit).await?;
    let limit = Limit::try_from(1)?;
    let first = PageRequest { after: None, limit };
    let mut foreign = vec![
        ("nobody", Cursor::new("")),
        ("nobody", Cursor::new("-1")),
        ("nobody", Cursor::new("ñ'; --")),
        ("nobody", Cursor::new(office.next::<GrantId>())),
    ];
    for list in LISTS {
        let next = next_page(list, &mut unit, &everything, &first).await?;
        foreign.push((list, there(next)?));
    }
    for (from, cursor) in foreign {
        let page = PageRequest { after: Some(cursor), limit };
        for list in LISTS {
            let result = next_page(list, &mut unit, &everything, &page).await;
            if list == from {
                result?;
            } else {
                let subject = format!("a cursor of {from} for {list}");
                foreign_cursor(result).map_err(|breach| breach.about(subject))?;
            }
        }
    }
    Ok(())
}
