//! What the services said on a day is what a question about what was known on it says later.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use cactus_core::ids::{AccountId, InstrumentId, TransactionId};
use cactus_core::ledger::UnitRatio;
use cactus_core::ports::{Clock, Store};
use cactus_core::query::Query;
use cactus_core::time::Timestamp;
use cactus_core::views::{AddSplit, ListTransactions, TableView};
use cactus_store::memory::MemoryStore;
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use serde_json::{Value, json};

use super::imports::{Office, document};

/// A clock that is set by hand: hours after noon of the 1st of March 2024.
#[derive(Debug, Default)]
struct Hours(AtomicI64);

impl Clock for Hours {
    fn now(&self) -> Timestamp {
        let noon: Timestamp = "2024-03-01T12:00:00Z".parse().unwrap();
        noon.add_seconds(self.0.load(Ordering::Relaxed) * 3_600).unwrap()
    }
}

struct Firm {
    office: Office,
    clock: Arc<Hours>,
    /// What was answered so far, and when.
    said: Vec<(Timestamp, TableView)>,
}

const QUESTION: &str = r#"{ "from": "2023-12-31", "to": "2024-12-31", "group_by": ["account", "instrument"],
    "columns": ["quantity", "cost", "net_flows", "realised_gain", "income", "fees"] }"#;

impl Firm {
    async fn on(store: Arc<dyn Store>) -> Self {
        let clock = Arc::new(Hours::default());
        let office = Office::on(store, clock.clone()).await;
        Self { office, clock, said: Vec::new() }
    }

    async fn ask(&self, known: Option<Timestamp>) -> TableView {
        let mut query: Query = serde_json::from_str(QUESTION).unwrap();
        query.options.known_on = known.map(Into::into);
        self.office.cactus.queries().answer(&self.office.admin, &query).await.unwrap()
    }

    /// Notes what is said now, half an hour before the next thing happens.
    async fn an_hour_later(&mut self) {
        let said = self.ask(None).await;
        self.said.push((self.clock.now().add_seconds(1_800).unwrap(), said));
        self.clock.0.fetch_add(1, Ordering::Relaxed);
    }

    async fn record(&mut self, account: AccountId, date: &str, event: Value) -> TransactionId {
        let command =
            json!({ "transactions": [{ "account": account, "date": date, "event": event }] });
        let command = serde_json::from_value(command).unwrap();
        let transactions = self.office.cactus.transactions();
        let recorded = transactions.record(&self.office.admin, &command).await.unwrap();
        self.an_hour_later().await;
        recorded[0].id
    }

    async fn account(&self) -> AccountId {
        let query = ListTransactions::default();
        let transactions = self.office.cactus.transactions();
        let page = transactions.list(&self.office.admin, &query).await.unwrap();
        let bought = page.items.iter().find(|row| row.event.kind() == "buy");
        bought.unwrap().account
    }

    async fn instrument(&self) -> InstrumentId {
        let symbol = "ACME".parse().unwrap();
        self.office.cactus.instruments().find(&self.office.admin, &symbol).await.unwrap().id
    }
}

#[tokio::test]
async fn what_was_known_is_what_was_said() {
    let file = SqliteStore::open(":memory:", SqliteOptions::default()).await.unwrap();
    let stores: [Arc<dyn Store>; 2] = [Arc::new(MemoryStore::new()), Arc::new(file)];
    for store in stores {
        let mut firm = Firm::on(store).await;
        firm.an_hour_later().await;
        firm.office.import(&firm.office.admin, &document()).await.unwrap();
        firm.an_hour_later().await;
        let (account, acme) = (firm.account().await, firm.instrument().await);
        let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
        let trade = |kind: &str, quantity: &str| json!({ "kind": kind, "instrument": acme, "quantity": quantity, "consideration": usd("120") });
        // A mistake, which is taken back; a sale after it; a purchase that belongs before both.
        let mistaken = firm.record(account, "2024-02-01", trade("sell", "2")).await;
        let void = json!({ "kind": "void", "transaction": mistaken });
        firm.record(account, "2024-02-01", void).await;
        firm.record(account, "2024-02-05", trade("sell", "1")).await;
        firm.record(account, "2024-01-10", trade("buy", "7")).await;
        // A split that counted a month before it was known, and one that an import brings.
        let date = "2024-02-01".parse().unwrap();
        let split = AddSplit { date, ratio: UnitRatio::new(3, 1).unwrap() };
        let instruments = firm.office.cactus.instruments();
        instruments.add_split(&firm.office.admin, acme, split).await.unwrap();
        firm.an_hour_later().await;
        let mut again = document();
        again["splits"] = json!([
            { "instrument": "ACME", "date": "2024-02-01", "new": 3, "old": 1 },
            { "instrument": "ACME", "date": "2024-02-20", "new": 5, "old": 2 },
        ]);
        firm.office.import(&firm.office.admin, &again).await.unwrap();
        firm.an_hour_later().await;
        firm.record(account, "2024-02-21", trade("sell", "70")).await;
        let different = firm.said.windows(2).filter(|pair| pair[0].1 != pair[1].1);
        assert_eq!((firm.said.len(), different.count()), (9, 8));
        for (moment, said) in &firm.said {
            assert_eq!(&firm.ask(Some(*moment)).await, said, "at {moment}");
        }
    }
}
