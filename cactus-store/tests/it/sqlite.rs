//! The SQLite backend: the contract, and what is said of its file.

mod book;
mod crash;
mod damage;
mod old_files;
mod opening;
mod random;

use std::ffi::OsString;

use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use tempfile::TempDir;

/// A wish that a test is told by a variable of the environment.
#[expect(
    clippy::disallowed_methods,
    reason = "a test binary has no other way to be told something"
)]
fn wish(variable: &str) -> Option<OsString> {
    std::env::var_os(variable)
}

async fn fresh() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.sqlite");
    let store = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
    (store, folder)
}

cactus_store::store_conformance!(fresh);
