//! What is kept between questions never shows in an answer: not what has changed since, nor what somebody may not see.

use std::sync::Arc;

use cactus_core::Cactus;
use cactus_core::exchange::Book;
use cactus_core::permissions::Actor;
use cactus_core::ports::Store;
use cactus_core::query::Query;
use cactus_core::services::Outside;
use cactus_core::views::{AddUser, ClientFields, FoundFirm, ListClients, Secret, UpdateClient};
use cactus_store::memory::MemoryStore;
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use cactus_store::system::{Argon2Cost, Argon2Passwords, CountedIds, FixedClock, SystemEntropy};
use proptest::prelude::*;
use serde_json::{Value, json};

const ADVISERS: [&str; 2] = ["ben@example.org", "cleo@example.org"];
const SYMBOLS: [(&str, &str); 3] = [("ACME", "USD"), ("BOND", "EUR"), ("COAL", "CHF")];

/// Two engines on one store, with an administrator and two advisers who share nothing.
struct Office {
    outside: Outside,
    engines: [Cactus; 2],
    people: [Actor; 3],
}

impl Office {
    async fn on(store: Arc<dyn Store>) -> Self {
        let moment = "2024-03-01T12:00:00Z".parse().unwrap();
        let cost = Argon2Cost { memory_kib: 8, passes: 1, lanes: 1 };
        let outside = Outside {
            store,
            clock: Arc::new(FixedClock(moment)),
            ids: Arc::new(CountedIds::of(moment)),
            entropy: Arc::new(SystemEntropy),
            passwords: Arc::new(Argon2Passwords::with_cost(cost).unwrap()),
        };
        let engines = [Cactus::new(outside.clone()), Cactus::new(outside.clone())];
        let firm = FoundFirm {
            name: "Saguaro".parse().unwrap(),
            base_currency: "USD".parse().unwrap(),
            admin_name: "Ada".parse().unwrap(),
            admin_email: "ada@example.org".parse().unwrap(),
            admin_password: Secret::new("correct horse battery"),
        };
        let (_, admin) = engines[0].access().found_firm(firm).await.unwrap();
        let mut people = vec![admin];
        for email in ADVISERS {
            let adviser = AddUser {
                email: email.parse().unwrap(),
                name: email.parse().unwrap(),
                role: "adviser".parse().unwrap(),
                manager: None,
                client: None,
                password: None,
            };
            let adviser = engines[0].users().add(&people[0], adviser).await.unwrap();
            people.push(engines[0].access().assume(&adviser.email).await.unwrap());
        }
        Self { outside, engines, people: people.try_into().unwrap() }
    }

    async fn in_file() -> Self {
        let file = SqliteStore::open(":memory:", SqliteOptions::default()).await.unwrap();
        Self::on(Arc::new(file)).await
    }

    /// Does what is asked, by one of the engines. What is refused changes nothing.
    async fn do_it(&self, engine: usize, command: &Command) {
        let (engine, admin) = (&self.engines[engine], &self.people[0]);
        match command {
            Command::Import(document) => {
                let book = Book::parse(document.to_string().as_bytes()).unwrap();
                engine.imports().import(admin, &book).await.unwrap();
            }
            Command::HandOver { client, adviser } => {
                let clients = engine.clients().list(admin, &ListClients::default()).await.unwrap();
                let email = email(*client);
                let Some(found) = clients.items.into_iter().find(|row| row.email.as_str() == email)
                else {
                    return;
                };
                let fields = ClientFields {
                    owner: Some(self.people[1 + adviser].user()),
                    household: None,
                    first_name: found.first_name,
                    last_name: format!("of {}", ADVISERS[*adviser]).parse().unwrap(),
                    email: found.email,
                    phone: found.phone,
                    risk_profile: found.risk_profile,
                    status: found.status,
                    lead_source: found.lead_source,
                    referred_by: found.referred_by,
                    savings_capacity: found.savings_capacity,
                    notes: found.notes,
                };
                let update = UpdateClient { version: found.version, client: fields };
                engine.clients().update(admin, found.id, update).await.unwrap();
            }
        }
    }

    /// An answer as text, of one of the engines or, if it is none of them, of one that knows nothing yet.
    async fn answer(&self, engine: Option<usize>, person: usize, query: &Query) -> String {
        let fresh = Cactus::new(self.outside.clone());
        let engine = engine.map_or(&fresh, |engine| &self.engines[engine]);
        match engine.queries().answer(&self.people[person], query).await {
            Ok(table) => serde_json::to_string(&table).unwrap(),
            Err(error) => format!("{}: {error}", error.code()),
        }
    }
}

#[derive(Debug, Clone)]
enum Command {
    Import(Value),
    HandOver { client: u8, adviser: usize },
}

fn email(client: u8) -> String {
    format!("client{client}@example.org")
}

fn book(parts: Value) -> Value {
    let mut book = json!({
        "format": "cactus-book/1", "settings": { "base_currency": "USD" },
        "instruments": SYMBOLS.map(|(symbol, currency)| json!({
            "symbol": symbol, "name": symbol, "class": "equity", "currency": currency, "price_basis": "raw",
        })),
    });
    for (key, part) in parts.as_object().unwrap() {
        book[key] = part.clone();
    }
    book
}

fn day(number: u8) -> String {
    format!("2024-01-{:02}", number % 28 + 1)
}

/// A client of an adviser brings money and buys something.
fn bookings(client: u8, adviser: usize, symbol: usize, date: u8, units: u32) -> Value {
    let (symbol, currency) = SYMBOLS[symbol];
    let money = |amount: u32| json!({ "amount": amount.to_string(), "currency": currency });
    let event = |event: Value| json!({ "account": "main", "date": day(date), "event": event });
    book(json!({
        "clients": [{
            "email": email(client), "first_name": "Client", "last_name": client.to_string(),
            "adviser": ADVISERS[adviser], "risk_profile": "medium", "status": "active_investor",
            "portfolios": [{
                "name": "Growth", "base_currency": "USD", "lot_method": "fifo", "opened_on": "2024-01-01",
                "accounts": [{ "key": "main", "name": "Custody", "opened_on": "2024-01-01" }],
            }],
        }],
        "transactions": [
            event(json!({ "kind": "deposit", "amount": money(units * 7) })),
            event(json!({ "kind": "buy", "instrument": symbol, "quantity": units.to_string(), "price": money(3) })),
        ],
    }))
}

fn price(symbol: usize, date: u8, price: u32) -> Value {
    let points = json!([[day(date), price.to_string()]]);
    book(json!({ "prices": [{ "instrument": SYMBOLS[symbol].0, "points": points }] }))
}

fn rate(currency: usize, date: u8, rate: u32) -> Value {
    let base = ["EUR", "CHF", "GBP"][currency];
    let points = json!([[day(date), format!("1.{rate}")]]);
    book(json!({ "rates": [{ "base": base, "quote": "USD", "points": points }] }))
}

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => (0..4_u8, 0..2_usize, 0..3_usize, any::<u8>(), 1..99_u32)
            .prop_map(|(client, adviser, symbol, date, units)| {
                // A client stays with whom they are until they are handed over.
                Command::Import(bookings(client, adviser, symbol, date, units))
            }),
        2 => (0..3_usize, any::<u8>(), 1..99_u32)
            .prop_map(|(symbol, date, cost)| Command::Import(price(symbol, date, cost))),
        2 => (0..3_usize, any::<u8>(), 1..99_u32)
            .prop_map(|(currency, date, cost)| Command::Import(rate(currency, date, cost))),
        2 => (0..4_u8, 0..2_usize)
            .prop_map(|(client, adviser)| Command::HandOver { client, adviser }),
    ]
}

fn questions() -> impl Strategy<Value = Query> {
    let span = prop::sample::select(vec![
        json!({ "as_of": "2024-01-31" }),
        json!({ "as_of": "2024-01-10" }),
        json!({ "from": "2023-12-31", "to": "2024-01-31" }),
    ]);
    let currency = prop::sample::select(vec![None, Some("USD"), Some("EUR"), Some("GBP")]);
    let group_by = prop::sample::select(vec![
        vec!["client"],
        vec!["instrument"],
        vec!["adviser", "currency"],
        vec!["portfolio", "account"],
    ]);
    let scope = prop::sample::select(vec![
        json!([]),
        json!([{ "by": "instrument", "keys": ["BOND"] }]),
        json!([{ "by": "currency", "keys": ["CHF"] }]),
    ]);
    (span, currency, group_by, scope).prop_map(|(mut asked, currency, group_by, scope)| {
        asked["currency"] = json!(currency);
        asked["group_by"] = json!(group_by);
        asked["scope"] = scope;
        asked["columns"] = json!(["market_value", "cost", "weight"]);
        serde_json::from_value(asked).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn answers_are_those_of_an_engine_that_knows_nothing_yet(
        steps in prop::collection::vec((0..2_usize, commands(), prop::collection::vec(questions(), 1..4)), 1..8),
        in_file in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let office = match in_file {
                true => Office::in_file().await,
                false => Office::on(Arc::new(MemoryStore::new())).await,
            };
            for (engine, command, asked) in &steps {
                office.do_it(*engine, command).await;
                for (query, person) in asked.iter().flat_map(|query| (0..3).map(move |person| (query, person))) {
                    let expected = office.answer(None, person, query).await;
                    for engine in [0, 1, 0] {
                        let found = office.answer(Some(engine), person, query).await;
                        prop_assert_eq!(&found, &expected, "{:?} of person {}", query, person);
                    }
                }
            }
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn what_one_may_not_see_is_in_no_answer_and_no_refusal_after_others_have_seen_it() {
    let office = Office::on(Arc::new(MemoryStore::new())).await;
    office.do_it(0, &Command::Import(bookings(1, 0, 0, 1, 10))).await;
    office.do_it(0, &Command::Import(bookings(2, 1, 2, 1, 20))).await;
    office.do_it(0, &Command::Import(rate(1, 1, 5))).await;
    let query = |text: &str| -> Query { serde_json::from_str(text).unwrap() };
    let by_client =
        query(r#"{"as_of":"2024-01-31","group_by":["client","instrument"],"columns":["cost"]}"#);
    let of_coal = query(
        r#"{"as_of":"2024-01-31","scope":[{"by":"instrument","keys":["COAL"]}],"columns":["cost"]}"#,
    );
    // Ada sees all of it, and what she sees is kept.
    let all = office.answer(Some(0), 0, &by_client).await;
    assert!(all.contains("Client 1") && all.contains("Client 2") && all.contains("COAL"), "{all}");
    let (ben, cleo) =
        (office.answer(Some(0), 1, &by_client).await, office.answer(Some(0), 2, &by_client).await);
    assert!(
        ben.contains("Client 1") && !ben.contains("Client 2") && !ben.contains("COAL"),
        "{ben}"
    );
    assert!(
        cleo.contains("COAL") && !cleo.contains("Client 1") && !cleo.contains("ACME"),
        "{cleo}"
    );
    // 20 units at 3 francs, at 1.5 dollars.
    assert!(office.answer(Some(0), 0, &of_coal).await.contains("\"90\""));
    let refused = office.answer(Some(0), 1, &of_coal).await;
    assert!(refused.starts_with("query.unknown_key"), "{refused}");
    // Handed over, the client is there for the other one at once, and gone for the first.
    office.do_it(1, &Command::HandOver { client: 1, adviser: 1 }).await;
    let (ben, cleo) =
        (office.answer(Some(0), 1, &by_client).await, office.answer(Some(0), 2, &by_client).await);
    assert!(!ben.contains("Client") && !ben.contains("ACME"), "{ben}");
    assert!(cleo.contains("ACME") && cleo.contains("COAL"), "{cleo}");
}
