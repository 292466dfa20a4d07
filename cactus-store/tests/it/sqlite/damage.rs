//! Rows and files that are not what they should be.

use cactus_core::ports::{Store, StoreError};
use cactus_core::time::BusinessDate;
use sqlx::{AssertSqlSafe, Connection};

use super::book::{client, day, everything, id, keep, raw};
use super::fresh;

/// Changes the book as only a hand with a tool could.
async fn meddle(folder: &tempfile::TempDir, sql: &str) {
    let mut connection = raw(&folder.path().join("book.sqlite")).await;
    let sql = format!("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; {sql}");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_row_that_breaks_the_rules_is_reported_without_its_values() {
    let (store, folder) = fresh().await;
    keep(&store).await;
    let secret = "tell nobody";
    for column in ["email", "status", "household", "created_at", "savings_amount", "version"] {
        let value = match column {
            "household" => "x'00'".to_owned(),
            "created_at" => i64::MAX.to_string(),
            "version" => "-1".to_owned(),
            _ => format!("'{secret}'"),
        };
        meddle(&folder, &format!("UPDATE clients SET {column} = {value}")).await;
        let mut unit = store.read().await.unwrap();
        let error = unit.clients().get(&everything(), id(5)).await.unwrap_err();
        let StoreError::Corrupt { what, reason } = error else {
            panic!("{column}: {error:?}");
        };
        assert_eq!(what, "client");
        assert!(reason.contains(column) && !reason.contains(secret), "{reason}");
        drop(unit);
        meddle(&folder, "DELETE FROM clients").await;
        let mut unit = store.begin().await.unwrap();
        unit.clients().insert(&client()).await.unwrap();
        unit.commit().await.unwrap();
    }
}

#[tokio::test]
async fn an_event_or_price_of_no_known_form_is_reported() {
    let (store, folder) = fresh().await;
    keep(&store).await;
    meddle(
        &folder,
        "UPDATE transactions SET event = '{\"kind\":\"gift\"}'; UPDATE prices SET price = '1e9'",
    )
    .await;
    let mut unit = store.read().await.unwrap();
    let journal = unit.transactions().journal(&everything(), &[id(7)]).await;
    assert!(matches!(journal, Err(StoreError::Corrupt { what: "transaction", .. })));
    let far: BusinessDate = day("2030-01-01");
    let prices = unit.market().prices(&everything(), &[id(9)], far).await;
    assert!(matches!(prices, Err(StoreError::Corrupt { what: "price", .. })));
}

#[tokio::test]
async fn nothing_of_a_unit_is_kept_if_the_database_gives_it_up() {
    let (store, folder) = fresh().await;
    keep(&store).await;
    // Stands for a full disk or a failing one, after which the database rolls back by itself.
    meddle(
        &folder,
        "CREATE TRIGGER fails BEFORE UPDATE ON firms BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END",
    )
    .await;
    let mut unit = store.begin().await.unwrap();
    let mut changed = client();
    changed.version = changed.version.next();
    unit.clients().update(&changed).await.unwrap();
    let failed = unit.transactions().reserve_sequence(changed.firm, 1).await;
    assert!(matches!(failed, Err(StoreError::Backend(_))), "{failed:?}");
    changed.version = changed.version.next();
    let after = unit.clients().update(&changed).await;
    assert!(matches!(after, Err(StoreError::Backend(_))), "{after:?}");
    let committed = unit.commit().await;
    assert!(matches!(committed, Err(StoreError::Backend(_))), "{committed:?}");

    let mut unit = store.begin().await.unwrap();
    let kept = unit.clients().get(&everything(), id(5)).await.unwrap();
    assert_eq!(kept, Some(client()));
    let mut changed = client();
    changed.version = changed.version.next();
    unit.clients().update(&changed).await.unwrap();
    unit.commit().await.unwrap();
}
