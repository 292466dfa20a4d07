//! Whether the server lives and can work.

use std::sync::Arc;

use cactus_store::sqlite::{SqliteOptions, SqliteStore};

use crate::gate::Gate;
use crate::office::{Office, engine};
use crate::site::{Site, refused, settings};

const READY: &str = "/health/ready";

#[tokio::test]
async fn a_server_whose_store_has_gone_lives_and_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let store = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
    let site = Site::open(engine(Arc::new(store.clone())), settings()).await;
    let ready = site.get("", READY).await;
    assert_eq!((ready.status, ready.json()["status"].as_str()), (200, Some("ok")));
    store.close().await;
    let ready = site.get("", READY).await;
    assert_eq!(ready.status, 503, "{}", ready.json());
    assert_eq!(ready.header("retry-after"), Some("1"));
    assert_eq!(site.get("", "/health/live").await.status, 200);
}

#[tokio::test]
async fn a_store_that_does_not_answer_or_fails_is_not_ready_and_does_not_tell_why() {
    let (gate, store) = Gate::new();
    let office = Office::on(store).await;
    let site = Site::open(office.cactus, settings()).await;
    let token = site.token(&office.saguaro.email("ben")).await;
    gate.close();
    assert_eq!(site.get("", READY).await.problem(), refused(503, "server.not_ready"));
    gate.break_down();
    gate.open();
    let ready = site.get("", READY).await;
    assert_eq!(ready.status, 503, "{}", ready.json());
    let clients = site.get(&token, "/api/v1/clients").await;
    assert!(clients.status >= 500, "{}", clients.json());
    for answer in [ready, clients] {
        let text = String::from_utf8(answer.body).unwrap();
        assert!(!text.contains("fire"), "{text}");
    }
}
