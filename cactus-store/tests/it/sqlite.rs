//! The SQLite backend.

use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use tempfile::TempDir;

async fn fresh() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.sqlite");
    let store = SqliteStore::open(&path, SqliteOptions::default())
        .await
        .unwrap();
    (store, folder)
}

cactus_store::store_conformance!(fresh);
