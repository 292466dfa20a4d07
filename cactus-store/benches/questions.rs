//! How long a question through the services takes: loaded from a file, with what was loaded for the last one, and after a
//! change of the firm.
//!
//! `cargo bench -p cactus-store --bench questions`
#![expect(clippy::unwrap_used, reason = "without its firm a benchmark cannot go on")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::sync::Arc;
use std::time::Instant;

use cactus_core::Cactus;
use cactus_core::exchange::Book;
use cactus_core::permissions::Actor;
use cactus_core::query::Query;
use cactus_core::services::Outside;
use cactus_core::views::{FoundFirm, Secret};
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use cactus_store::system::{Argon2Passwords, SystemClock, SystemEntropy, UuidV7};
use serde_json::{Value, json};

/// Bookings of each client.
const BOOKINGS: u32 = 50;

#[tokio::main]
async fn main() {
    // `cargo test --benches` runs this too; a small firm shows that it works.
    let measure = std::env::args().any(|argument| argument == "--bench");
    let (clients, rounds) = if measure { (200, 15) } else { (2, 1) };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let store = SqliteStore::open(path.to_str().unwrap(), SqliteOptions::default()).await.unwrap();
    let outside = Outside {
        store: Arc::new(store),
        clock: Arc::new(SystemClock),
        ids: Arc::new(UuidV7),
        entropy: Arc::new(SystemEntropy),
        passwords: Arc::new(Argon2Passwords::default()),
    };
    let cactus = Cactus::new(outside.clone());
    let admin = found(&cactus).await;
    let book = Book::parse(firm(clients).to_string().as_bytes()).unwrap();
    cactus.imports().import(&admin, &book).await.unwrap();
    println!("{clients} clients, {BOOKINGS} bookings each, in a file; the best of {rounds}");
    let day = question(r#""as_of":"2024-12-31","columns":["market_value","weight","cost"]"#);
    let year = question(
        r#""from":"2023-12-31","to":"2024-12-31","columns":["market_value","net_flows","fees","twr"]"#,
    );
    for (what, query) in [("a day by asset class", day), ("a year by asset class", year)] {
        let (mut cold, mut warm) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..rounds {
            // An engine that knows nothing yet, on the same store.
            let fresh = Cactus::new(outside.clone());
            cold = cold.min(ask(&fresh, &admin, &query).await);
            warm = warm.min(ask(&fresh, &admin, &query).await);
        }
        println!("{what:<24} loaded {cold:>9.2} ms, kept {warm:>9.2} ms, {:>7.1} ×", cold / warm);
    }
}

async fn ask(cactus: &Cactus, admin: &Actor, query: &Query) -> f64 {
    let start = Instant::now();
    cactus.queries().answer(admin, query).await.unwrap();
    start.elapsed().as_secs_f64() * 1e3
}

fn question(fields: &str) -> Query {
    serde_json::from_str(&format!(r#"{{{fields},"group_by":["asset_class"]}}"#)).unwrap()
}

async fn found(cactus: &Cactus) -> Actor {
    let firm = FoundFirm {
        name: "Saguaro".parse().unwrap(),
        base_currency: "USD".parse().unwrap(),
        admin_name: "Ada".parse().unwrap(),
        admin_email: "ada@example.org".parse().unwrap(),
        admin_password: Secret::new("correct horse battery"),
    };
    cactus.access().found_firm(firm).await.unwrap().1
}

/// A book of so many clients with one account each, who buy ten instruments in turn over a year.
fn firm(clients: u32) -> Value {
    let symbol = |number: u32| format!("I{}", number % 10);
    let class = |number: u32| match number % 3 {
        0 => "equity",
        1 => "bond",
        _ => "fund",
    };
    let day = |number: u32| format!("2024-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
    let account = |client: u32| format!("a{client}");
    let money = |amount: u32| json!({ "amount": amount.to_string(), "currency": "USD" });
    let booking = |client: u32, turn: u32| {
        let event = match turn % 10 {
            0 => json!({ "kind": "deposit", "amount": money(10_000) }),
            9 => json!({ "kind": "fee", "amount": money(10) }),
            _ => json!({ "kind": "buy", "instrument": symbol(client + turn), "quantity": "10",
                         "price": money(90 + turn % 20) }),
        };
        json!({ "account": account(client), "date": day(turn * 6), "event": event })
    };
    json!({
        "format": "cactus-book/1", "settings": { "base_currency": "USD" },
        "instruments": (0..10).map(|number| json!({
            "symbol": symbol(number), "name": symbol(number), "currency": "USD", "price_basis": "raw",
            "class": class(number),
        })).collect::<Vec<_>>(),
        "clients": (0..clients).map(|client| json!({
            "email": format!("client{client}@example.org"), "first_name": "Client", "last_name": client.to_string(),
            "risk_profile": "medium", "status": "active_investor",
            "portfolios": [{
                "name": "Growth", "base_currency": "USD", "lot_method": "fifo", "opened_on": "2024-01-01",
                "accounts": [{ "key": account(client), "name": "Custody", "opened_on": "2024-01-01" }],
            }],
        })).collect::<Vec<_>>(),
        "transactions": (0..BOOKINGS)
            .flat_map(|turn| (0..clients).map(move |client| booking(client, turn)))
            .collect::<Vec<_>>(),
        "prices": (0..10).map(|number| json!({
            "instrument": symbol(number),
            "points": (0..336).map(|turn| json!([day(turn), (80 + (turn * 7 + number) % 40).to_string()]))
                .collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}
