//! Opening a store by its address.

use cactus_core::error::{Coded, ErrorKind};
use cactus_store::open;

#[tokio::test]
async fn an_address_opens_a_store_that_answers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.sqlite");
    for address in ["memory:".to_owned(), format!("sqlite:{}", path.display())] {
        open(&address).await.unwrap().ping().await.unwrap();
    }
    assert!(path.exists());
}

#[tokio::test]
async fn an_address_of_no_store_is_refused_with_those_that_are() {
    for address in ["", "memory", "memory:x", "sqlite", "sqlite:", "SQLITE:a.db", "postgres://db/a"]
    {
        let error = open(address).await.unwrap_err();
        assert_eq!((error.code(), error.kind()), ("store.unknown_address", ErrorKind::Invalid));
        assert_eq!(error.details()["address"], address);
        let message = error.to_string();
        assert!(message.ends_with("known are `memory:`, `sqlite:PATH`"), "{message}");
    }
}

#[tokio::test]
async fn what_keeps_a_file_from_being_opened_is_told_by_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear reader, ".repeat(100)).unwrap();
    let cases = [
        (folder.path().join("no folder/book.sqlite"), "sqlite.create", ErrorKind::Unavailable),
        (letter, "sqlite.not_a_book", ErrorKind::Invalid),
        (folder.path().to_owned(), "sqlite.backend", ErrorKind::Unavailable),
    ];
    for (path, code, kind) in cases {
        let error = open(&format!("sqlite:{}", path.display())).await.unwrap_err();
        assert_eq!((error.code(), error.kind()), (code, kind));
    }
}
