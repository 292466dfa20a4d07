//! A process that is killed while it writes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use cactus_core::events::{AuditEntry, verify_chain};
use cactus_core::ledger::Event;
use cactus_core::ports::{Limit, PageRequest, Store};
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use sqlx::Connection;

use super::book::{dollars, everything, firm, id, keep, raw, tell, transaction};

const BOOK: &str = "CACTUS_TEST_BOOK";
const ACKNOWLEDGED: &str = "acknowledged ";
const ROUNDS: u64 = 12;
/// What the small book has before anything is added to it.
const BEFORE: (usize, usize) = (4, 2);

/// One unit of work: two bookings, an event and an audit entry.
async fn record_two(store: &SqliteStore) -> u64 {
    let mut unit = store.begin().await.unwrap();
    let mut transactions = unit.transactions();
    let first = transactions.reserve_sequence(firm(), 2).await.unwrap();
    let pair = [first, first + 1].map(|sequence| {
        let amount = dollars("0.01");
        let number = 1_000 + u128::from(sequence);
        transaction(number, sequence, "2024-02-01", Event::Deposit { amount })
    });
    transactions.record(&pair).await.unwrap();
    drop(transactions);
    tell(&mut *unit, 1_000_000 + u128::from(first)).await;
    unit.commit().await.unwrap();
    first
}

/// What the killed process runs, and it alone; it ends only by being killed.
#[tokio::test]
async fn a_process_that_writes_for_ever() {
    let Some(book) = super::wish(BOOK) else {
        return;
    };
    let store = SqliteStore::open(Path::new(&book), SqliteOptions::default()).await.unwrap();
    loop {
        let first = record_two(&store).await;
        println!("{ACKNOWLEDGED}{first}");
        std::io::stdout().flush().unwrap();
    }
}

/// Lets a process write until it has acknowledged some units, kills it, and gives all it acknowledged.
fn write_and_be_killed(book: &Path, round: u64) -> Vec<u64> {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg("sqlite::crash::a_process_that_writes_for_ever")
        .env(BOOK, book)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    let mut units = lines.map_while(Result::ok).filter_map(|line| {
        let (_, first) = line.split_once(ACKNOWLEDGED)?;
        first.parse().ok()
    });
    let wanted = usize::try_from(1 + round * 7 % 23).unwrap();
    let mut acknowledged: Vec<u64> = units.by_ref().take(wanted).collect();
    std::thread::sleep(Duration::from_micros(round * 337 % 2_000));
    writer.kill().unwrap();
    writer.wait().unwrap();
    acknowledged.extend(units);
    assert!(acknowledged.len() >= wanted, "the writer ended by itself");
    acknowledged
}

async fn whole_log(store: &SqliteStore) -> Vec<AuditEntry> {
    let mut unit = store.read().await.unwrap();
    let mut page = PageRequest { after: None, limit: Limit::MAX };
    let mut entries = Vec::new();
    loop {
        let read = unit.audit().list(&everything(), &page).await.unwrap();
        entries.extend(read.items);
        page.after = read.next;
        if page.after.is_none() {
            return entries;
        }
    }
}

async fn assert_whole(book: &Path, acknowledged: &[u64]) {
    let store = SqliteStore::open(book, SqliteOptions::default()).await.unwrap();
    let log = whole_log(&store).await;
    verify_chain(&log).unwrap();
    let mut unit = store.read().await.unwrap();
    let journal = unit.transactions().journal(&everything(), &[id(7)]).await;
    let journal = journal.unwrap();
    let events = unit.events().after(firm(), None, u32::MAX).await.unwrap();
    let (bookings, entries) = BEFORE;
    assert_eq!(journal.len() - bookings, 2 * (log.len() - entries), "half a unit");
    assert_eq!(events.len(), log.len(), "half a unit");
    for first in acknowledged {
        for sequence in [*first, first + 1] {
            let kept = journal.iter().any(|kept| kept.sequence == sequence);
            assert!(kept, "the acknowledged booking {sequence} is lost");
        }
    }
    drop(unit);
    store.close().await;
    let mut connection = raw(book).await;
    let sound: String =
        sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
    assert_eq!(sound, "ok");
    let dangling = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut connection);
    assert!(dangling.await.unwrap().is_empty());
    connection.close().await.unwrap();
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill_and_nothing_else_is_there() {
    let (store, folder) = super::fresh().await;
    keep(&store).await;
    store.close().await;
    let book = folder.path().join("book.sqlite");
    let mut acknowledged = Vec::new();
    for round in 0..ROUNDS {
        acknowledged.extend(write_and_be_killed(&book, round));
        assert_whole(&book, &acknowledged).await;
    }
}
