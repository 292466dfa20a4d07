//! Opening a file, alone and together with others.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use cactus_core::error::{Coded, ErrorKind};
use cactus_core::ports::{Store, StoreError};
use cactus_store::sqlite::{OpenError, SqliteOptions, SqliteStore};
use sqlx::Connection;

use super::book::{client, everything, id, keep, raw};
use super::fresh;

async fn open(path: &Path) -> Result<SqliteStore, OpenError> {
    SqliteStore::open(path, SqliteOptions::default()).await
}

fn impatient() -> SqliteOptions {
    SqliteOptions { busy_timeout: Duration::from_millis(50), ..SqliteOptions::default() }
}

async fn has_the_client(store: &SqliteStore) -> bool {
    let mut unit = store.read().await.unwrap();
    let found = unit.clients().get(&everything(), id(5)).await.unwrap();
    found == Some(client())
}

#[tokio::test]
async fn what_was_committed_is_there_after_reopening() {
    let (store, folder) = fresh().await;
    keep(&store).await;
    store.close().await;
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1, "a closed book is one file");
    let store = open(&folder.path().join("book.sqlite")).await.unwrap();
    assert!(has_the_client(&store).await);
}

#[tokio::test]
async fn a_store_dropped_with_an_open_unit_keeps_what_was_committed_before() {
    let (store, folder) = fresh().await;
    keep(&store).await;
    let mut unit = store.begin().await.unwrap();
    let mut changed = client();
    changed.version = changed.version.next();
    unit.clients().update(&changed).await.unwrap();
    drop(store);
    drop(unit);
    let store = open(&folder.path().join("book.sqlite")).await.unwrap();
    assert!(has_the_client(&store).await);
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (store, folder) = fresh().await;
    keep(&store).await;
    let mut files = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        files += 1;
    }
    assert_eq!(files, 3, "the book, its log and the index of the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_file_can_be_opened_by_many_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..5 {
        let path = folder.path().join(format!("{round}.sqlite"));
        let openings: Vec<_> = (0..8)
            .map(|_| {
                let path = path.clone();
                tokio::spawn(async move { open(&path).await })
            })
            .collect();
        for opening in openings {
            opening.await.unwrap().unwrap().ping().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_later_schema_is_refused() {
    let (store, folder) = fresh().await;
    store.close().await;
    let path = folder.path().join("book.sqlite");
    let mut connection = raw(&path).await;
    sqlx::query("INSERT INTO cactus_migrations VALUES (1000, 'later', 0)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let error = open(&path).await.unwrap_err();
    assert!(matches!(error, OpenError::NewerSchema { found: 1000, .. }));
    assert_eq!(error.code(), "sqlite.newer_schema");
    assert_eq!(error.details()["found"], "1000");
}

#[tokio::test]
async fn what_is_no_book_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("letter.txt");
    std::fs::write(&text, "Dear reader, ".repeat(1000)).unwrap();
    let other = folder.path().join("other.sqlite");
    std::fs::write(&other, "").unwrap();
    let mut connection = raw(&other).await;
    sqlx::query("CREATE TABLE clients (name TEXT)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    for path in [&text, &other] {
        let before = std::fs::read(path).unwrap();
        let error = open(path).await.unwrap_err();
        assert!(matches!(error, OpenError::NotABook), "{error:?}");
        assert_eq!(std::fs::read(path).unwrap(), before);
    }
    let nowhere = folder.path().join("no folder/book.sqlite");
    let error = open(&nowhere).await.unwrap_err();
    assert!(matches!(error, OpenError::Create(_)), "{error:?}");
}

/// Writes bytes into the file, as only a hand with a tool could.
fn scribble(path: &Path, at: u64, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

#[tokio::test]
async fn a_book_that_cannot_be_written_is_refused_and_left_as_it_was() {
    let (store, folder) = fresh().await;
    keep(&store).await;
    store.close().await;
    let path = folder.path().join("book.sqlite");
    // A later format for writing makes the file read-only for this program, also where it runs as root, whom
    // permissions do not stop.
    scribble(&path, 18, &[3]);
    let before = std::fs::read(&path).unwrap();
    let error = open(&path).await.unwrap_err();
    assert!(matches!(error, OpenError::ReadOnly), "{error:?}");
    assert_eq!((error.code(), error.kind()), ("sqlite.read_only", ErrorKind::Unavailable));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_damaged_book_or_a_folder_is_an_error_of_the_database() {
    let (store, folder) = fresh().await;
    keep(&store).await;
    store.close().await;
    let path = folder.path().join("book.sqlite");
    // The root of the schema.
    scribble(&path, 100, &[0xff; 200]);
    for path in [&path, folder.path()] {
        let error = open(path).await.unwrap_err();
        assert!(matches!(error, OpenError::Backend(_)), "{error:?}");
        assert_eq!(error.code(), "sqlite.backend");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn a_book_that_others_hold_for_too_long_is_busy() {
    let (store, folder) = fresh().await;
    store.close().await;
    let path = folder.path().join("book.sqlite");
    let mut holder = raw(&path).await;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut holder).await.unwrap();
    let error = SqliteStore::open(&path, impatient()).await.unwrap_err();
    assert!(matches!(error, OpenError::Busy), "{error:?}");
    assert_eq!((error.code(), error.kind()), ("sqlite.busy", ErrorKind::Unavailable));
    holder.close().await.unwrap();
    SqliteStore::open(&path, impatient()).await.unwrap().ping().await.unwrap();
}

#[tokio::test]
async fn a_book_in_memory_is_a_book_until_it_is_dropped() {
    let store = open(Path::new(":memory:")).await.unwrap();
    keep(&store).await;
    assert!(has_the_client(&store).await);
    let mut unit = store.read().await.unwrap();
    let refused = unit.clients().insert(&client()).await;
    assert!(matches!(refused, Err(StoreError::ReadOnly)));
    let other = open(Path::new(":memory:")).await.unwrap();
    assert!(!has_the_client(&other).await);
}

#[tokio::test]
async fn who_waits_too_long_for_others_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.sqlite");
    let store = SqliteStore::open(&path, impatient()).await.unwrap();
    let other = SqliteStore::open(&path, impatient()).await.unwrap();
    let unit = store.begin().await.unwrap();
    for waiting in [&store, &other] {
        let refused = waiting.begin().await.err().unwrap();
        assert!(matches!(refused, StoreError::Busy), "{refused:?}");
        waiting.read().await.unwrap();
    }
    drop(unit);
    store.begin().await.unwrap();
}
