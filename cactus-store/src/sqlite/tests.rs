//! Every statement against the schema: it can be prepared, and it reads no large table from end to end.

use sqlx::{AssertSqlSafe, Connection, Executor, Row, SqlSafeStr, SqliteConnection};

use super::migrations::migrate;
use super::{
    accounts, audit, benchmarks, clients, directory, events, firms, households, instruments,
    market, portfolios, reference, reports, sessions, taxonomies, transaction_statements, users,
};

const STATEMENTS: &[(&str, &[&str])] = &[
    ("accounts", accounts::STATEMENTS),
    ("audit", audit::STATEMENTS),
    ("benchmarks", benchmarks::STATEMENTS),
    ("clients", clients::STATEMENTS),
    ("directory", directory::STATEMENTS),
    ("events", events::STATEMENTS),
    ("firms", firms::STATEMENTS),
    ("households", households::STATEMENTS),
    ("instruments", instruments::STATEMENTS),
    ("market", market::STATEMENTS),
    ("portfolios", portfolios::STATEMENTS),
    ("reference", reference::STATEMENTS),
    ("reports", reports::STATEMENTS),
    ("sessions", sessions::STATEMENTS),
    ("taxonomies", taxonomies::STATEMENTS),
    ("transactions", transaction_statements::STATEMENTS),
    ("users", users::STATEMENTS),
];

async fn empty_book() -> SqliteConnection {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    migrate(&mut connection).await.unwrap();
    connection
}

#[tokio::test]
async fn every_statement_can_be_prepared() {
    let mut connection = empty_book().await;
    for (file, statements) in STATEMENTS {
        for statement in *statements {
            let prepared = connection.prepare((*statement).into_sql_str()).await;
            assert!(prepared.is_ok(), "{file}: {statement}\n{prepared:?}");
        }
    }
}

#[tokio::test]
async fn no_statement_reads_a_table_from_end_to_end() {
    let mut connection = empty_book().await;
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'firms'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut connection).await.unwrap();
    for (file, statements) in STATEMENTS {
        for statement in *statements {
            let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
            let plan = sqlx::raw_sql(explain).fetch_all(&mut connection).await.unwrap();
            for step in plan {
                let step: String = step.get("detail");
                let scanned = tables.iter().any(|table| {
                    let rest = step.strip_prefix("SCAN ").and_then(|rest| rest.strip_prefix(table));
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                });
                assert!(!scanned, "{file}: {step}\n{statement}");
            }
        }
    }
}
