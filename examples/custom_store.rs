//! A store of your own: a change feed around any other store.
//!
//! Each event of each committed unit of work is a line of JSON in a file that another program can follow. The
//! feed never misses an event and keeps their order within a firm; after a crash it writes again what the file
//! does not have. That a store wrapped like this still keeps the whole contract is proven by the conformance
//! suite: `cargo run --example custom_store` runs it and prints every proof, `cargo test --example custom_store`
//! makes a test of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use async_trait::async_trait;
use cactus_core::events::DomainEvent;
use cactus_core::ids::{EventId, FirmId};
use cactus_core::ports::{
    Accounts, Audit, Benchmarks, Clients, Directory, Events, Firms, Households, Instruments,
    Market, Portfolios, Reports, Sessions, Store, StoreError, Taxonomies, Transactions, UnitOfWork,
    Users,
};
use cactus_store::conformance::Test;
use cactus_store::memory::MemoryStore;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::Mutex;

/// A store that tells a file what happens in another store.
#[derive(Debug, Clone)]
struct FeedStore<S> {
    inner: S,
    feed: Arc<Mutex<Feed>>,
}

impl<S: Store + Clone + 'static> FeedStore<S> {
    /// Puts a feed around a store, and brings the file up to date.
    async fn open(inner: S, path: &Path) -> Result<Self, StoreError> {
        let mut feed = Feed::open(path).map_err(StoreError::backend)?;
        let firms = inner.read().await?.directory().firms().await?;
        feed.catch_up(&inner, &firms.into_iter().collect()).await?;
        Ok(Self { inner, feed: Arc::new(Mutex::new(feed)) })
    }
}

#[async_trait]
impl<S: Store + Clone + 'static> Store for FeedStore<S> {
    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.inner.read().await
    }

    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let inner = self.inner.begin().await?;
        Ok(Box::new(FeedUnit { inner, told: BTreeSet::new(), store: self.clone() }))
    }

    async fn ping(&self) -> Result<(), StoreError> {
        self.inner.ping().await
    }
}

/// A unit of work that remembers which firms it has events of.
struct FeedUnit<S> {
    inner: Box<dyn UnitOfWork>,
    told: BTreeSet<FirmId>,
    store: FeedStore<S>,
}

macro_rules! forward {
    ($($accessor:ident: $repository:ident,)+) => {$(
        fn $accessor(&mut self) -> Box<dyn $repository + '_> {
            self.inner.$accessor()
        }
    )+};
}

#[async_trait]
impl<S: Store + Clone + 'static> UnitOfWork for FeedUnit<S> {
    forward! {
        firms: Firms,
        users: Users,
        clients: Clients,
        households: Households,
        portfolios: Portfolios,
        accounts: Accounts,
        instruments: Instruments,
        taxonomies: Taxonomies,
        benchmarks: Benchmarks,
        transactions: Transactions,
        market: Market,
        reports: Reports,
        audit: Audit,
        directory: Directory,
        sessions: Sessions,
    }

    fn events(&mut self) -> Box<dyn Events + '_> {
        Box::new(FeedEvents { inner: self.inner.events(), told: &mut self.told })
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let Self { inner, told, store } = *self;
        inner.commit().await?;
        // The unit is kept now, whatever becomes of the feed: what is not written here is written by the next
        // commit of the firm, or when the file is opened again.
        let mut feed = store.feed.lock().await;
        if let Err(error) = feed.catch_up(&store.inner, &told).await {
            eprintln!("the feed is behind: {error}");
        }
        Ok(())
    }
}

struct FeedEvents<'a> {
    inner: Box<dyn Events + 'a>,
    told: &'a mut BTreeSet<FirmId>,
}

#[async_trait]
impl Events for FeedEvents<'_> {
    async fn append(&mut self, events: &[DomainEvent]) -> Result<(), StoreError> {
        self.inner.append(events).await?;
        self.told.extend(events.iter().map(|event| event.firm));
        Ok(())
    }

    async fn after(
        &mut self,
        firm: FirmId,
        event: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<DomainEvent>, StoreError> {
        self.inner.after(firm, event, limit).await
    }

    async fn last(&mut self, firm: FirmId) -> Result<Option<EventId>, StoreError> {
        self.inner.last(firm).await
    }
}

/// The file, how long it is in whole lines, and the last event of each firm in it.
#[derive(Debug)]
struct Feed {
    file: File,
    length: u64,
    last: BTreeMap<FirmId, EventId>,
}

/// How many events are read from the store at a time.
const CHUNK: u32 = 500;

impl Feed {
    fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
        let mut last = BTreeMap::new();
        let mut length = 0;
        let mut lines = BufReader::new(&file);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            let Some((firm, event)) = parse(&line) else { break };
            last.insert(firm, event);
            length += line.len() as u64;
            line.clear();
        }
        Ok(Self { file, length, last })
    }

    fn write(&mut self, lines: &str) -> io::Result<()> {
        // A crash or a full disk may have left a part of a line.
        self.file.set_len(self.length)?;
        self.file.write_all(lines.as_bytes())?;
        self.length += lines.len() as u64;
        Ok(())
    }

    /// Writes what the file does not have yet of these firms.
    async fn catch_up(
        &mut self,
        store: &impl Store,
        firms: &BTreeSet<FirmId>,
    ) -> Result<(), StoreError> {
        if firms.is_empty() {
            return Ok(());
        }
        let mut unit = store.read().await?;
        for firm in firms {
            loop {
                let last = self.last.get(firm).copied();
                let events = unit.events().after(*firm, last, CHUNK).await?;
                let Some(newest) = events.last() else { break };
                let lines: String = events.iter().map(line).collect();
                self.write(&lines).map_err(StoreError::backend)?;
                self.last.insert(*firm, newest.id);
            }
        }
        Ok(())
    }
}

fn line(event: &DomainEvent) -> String {
    let line = json!({
        "event": event.id,
        "firm": event.firm,
        "at": event.at,
        "actor": event.actor,
        "kind": event.kind,
        "subject": event.subject,
        "payload": event.payload,
    });
    format!("{line}\n")
}

fn parse(line: &[u8]) -> Option<(FirmId, EventId)> {
    let line: Value = serde_json::from_slice(line.strip_suffix(b"\n")?).ok()?;
    Some((line.get("firm")?.as_str()?.parse().ok()?, line.get("event")?.as_str()?.parse().ok()?))
}

/// A new store in memory with a feed in a temporary folder, which lives as long as its guard.
async fn fresh() -> Result<(FeedStore<MemoryStore>, TempDir), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let store = FeedStore::open(MemoryStore::new(), &folder.path().join("feed.jsonl")).await?;
    Ok((store, folder))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut broken = 0;
    for test in Test::all() {
        let (store, _guard) = fresh().await?;
        match test.run(&store).await {
            Ok(()) => println!("ok      {test:?}"),
            Err(breach) => {
                broken += 1;
                println!("BROKEN  {test:?}: {breach}");
            }
        }
    }
    println!("{} proofs, {broken} broken", Test::all().len());
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cactus_core::events::EventKind;
    use cactus_core::ids::{Id, UserId};
    use cactus_core::model::{Firm, Version};
    use cactus_core::money::Currency;
    use cactus_core::time::Timestamp;

    async fn fresh() -> (FeedStore<MemoryStore>, TempDir) {
        super::fresh().await.unwrap()
    }

    cactus_store::store_conformance!(fresh);

    fn id<T: Id>(number: u8) -> T {
        T::from_uuid(uuid::Uuid::from_bytes([number; 16]))
    }

    fn event(number: u8) -> DomainEvent {
        DomainEvent {
            id: id(number),
            firm: id(1),
            at: Timestamp::EPOCH,
            actor: id::<UserId>(2),
            kind: EventKind::FirmCreated,
            subject: "Cereus & Hijos".to_owned(),
            payload: json!({ "number": number }),
        }
    }

    #[tokio::test]
    async fn the_feed_has_every_committed_event_once_even_after_a_crash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.jsonl");
        let inner = MemoryStore::new();
        let store = FeedStore::open(inner.clone(), &path).await.unwrap();
        let firm = Firm {
            id: id(1),
            name: "Cereus & Hijos".parse().unwrap(),
            base_currency: Currency::EUR,
            created_at: Timestamp::EPOCH,
            version: Version::FIRST,
        };
        let mut unit = store.begin().await.unwrap();
        unit.firms().insert(&firm).await.unwrap();
        unit.events().append(&[event(9), event(3)]).await.unwrap();
        unit.commit().await.unwrap();
        let mut dropped = store.begin().await.unwrap();
        dropped.events().append(&[event(4)]).await.unwrap();
        drop(dropped);
        let mut unit = store.begin().await.unwrap();
        unit.events().append(&[event(5)]).await.unwrap();
        unit.commit().await.unwrap();
        let expected: String = [event(9), event(3), event(5)].iter().map(line).collect();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);

        for cut in [1, 30, expected.len() / 2, expected.len()] {
            let file = OpenOptions::new().write(true).open(&path).unwrap();
            file.set_len((expected.len() - cut) as u64).unwrap();
            FeedStore::open(inner.clone(), &path).await.unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), expected, "cut by {cut}");
        }
    }
}
