//! Portable books through the services, on both stores.

use std::sync::Arc;

use cactus_core::Cactus;
use cactus_core::exchange::Book;
use cactus_core::ledger::{Event, UnitRatio};
use cactus_core::model::LotMethod;
use cactus_core::permissions::Actor;
use cactus_core::ports::{Clock, Store};
use cactus_core::services::Outside;
use cactus_core::views::{
    AddSplit, AddUser, DocumentOnly, FoundFirm, ImportCount, ListClients, ListPortfolios,
    ListTransactions, PageQuery, Secret,
};
use cactus_store::memory::MemoryStore;
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use cactus_store::system::{Argon2Cost, Argon2Passwords, CountedIds, FixedClock, SystemEntropy};
use serde_json::{Value, json};

const PASSWORD: &str = "correct horse battery";

/// A firm with an administrator, and an adviser who is in nobody's team.
pub struct Office {
    pub cactus: Cactus,
    pub admin: Actor,
    pub adviser: Actor,
}

impl Office {
    pub async fn on(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        let moment = clock.now();
        let cost = Argon2Cost { memory_kib: 8, passes: 1, lanes: 1 };
        let cactus = Cactus::new(Outside {
            store,
            clock,
            ids: Arc::new(CountedIds::of(moment)),
            entropy: Arc::new(SystemEntropy),
            passwords: Arc::new(Argon2Passwords::with_cost(cost).unwrap()),
        });
        let firm = FoundFirm {
            name: "Saguaro".parse().unwrap(),
            base_currency: "USD".parse().unwrap(),
            admin_name: "Ada".parse().unwrap(),
            admin_email: "ada@example.org".parse().unwrap(),
            admin_password: Secret::new(PASSWORD),
        };
        let (_, admin) = cactus.access().found_firm(firm).await.unwrap();
        let adviser = AddUser {
            email: "ben@example.org".parse().unwrap(),
            name: "Ben".parse().unwrap(),
            role: "adviser".parse().unwrap(),
            manager: None,
            client: None,
            password: None,
        };
        let adviser = cactus.users().add(&admin, adviser).await.unwrap();
        let adviser = cactus.access().assume(&adviser.email).await.unwrap();
        Self { cactus, admin, adviser }
    }

    /// The same office on both stores.
    pub async fn both() -> [Self; 2] {
        let file = SqliteStore::open(":memory:", SqliteOptions::default()).await.unwrap();
        let clock = Arc::new(FixedClock("2024-03-01T12:00:00Z".parse().unwrap()));
        let memory = Self::on(Arc::new(MemoryStore::new()), clock.clone()).await;
        [memory, Self::on(Arc::new(file), clock).await]
    }

    pub async fn import(
        &self,
        actor: &Actor,
        document: &Value,
    ) -> Result<[ImportCount; 12], String> {
        let book = Book::parse(document.to_string().as_bytes()).unwrap();
        let imports = self.cactus.imports();
        let previewed = imports.preview(actor, &book).await;
        let imported = imports.import(actor, &book).await;
        let code = |error: cactus_core::Error| error.code().to_owned();
        let (previewed, imported) = (previewed.map_err(code), imported.map_err(code));
        assert_eq!(previewed, imported);
        imported.map(|view| view.counts().map(|(_, count)| count))
    }

    async fn clients(&self) -> usize {
        let query = ListClients::default();
        self.cactus.clients().list(&self.admin, &query).await.unwrap().items.len()
    }
}

pub(super) fn document() -> Value {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": "USD" },
        "instruments": [
            { "symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "raw" },
        ],
        "households": [{ "key": "g", "name": "García", "adviser": "ben@example.org" }],
        "clients": [{
            "email": "ana@example.org", "first_name": "Ana", "last_name": "García",
            "adviser": "ben@example.org", "household": "g",
            "risk_profile": "medium", "status": "active_investor",
            "portfolios": [{
                "name": "Growth", "base_currency": "USD", "lot_method": "fifo", "opened_on": "2024-01-02",
                "accounts": [
                    { "key": "a1", "name": "Custody", "opened_on": "2024-01-02" },
                    { "key": "a2", "name": "Cash", "opened_on": "2024-01-02", "closed_on": "2024-02-29" },
                ],
            }],
        }],
        "transactions": [
            { "account": "a1", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("1000") } },
            { "account": "a1", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("1000") } },
            {
                "account": "a1", "date": "2024-01-03", "reference": "B-1",
                "event": { "kind": "buy", "instrument": "ACME", "quantity": "3", "price": usd("100.5") },
            },
            { "account": "a1", "date": "2024-01-04", "event": { "kind": "cash_transfer", "to": "a2", "amount": usd("5") } },
        ],
        "prices": [{ "instrument": "ACME", "points": [["2024-01-03", "100.5"], ["2024-01-04", "101"]] }],
        "rates": [{ "base": "EUR", "quote": "USD", "points": [["2024-01-03", "1.0919"]] }],
    })
}

pub const fn count(added: u64, changed: u64, known: u64) -> ImportCount {
    ImportCount { added, changed, known }
}

#[tokio::test]
async fn a_book_is_added_once() {
    for office in Office::both().await {
        let first = office.import(&office.admin, &document()).await.unwrap();
        assert_eq!(first.map(|count| count.added), [1, 0, 1, 1, 1, 2, 4, 0, 0, 0, 2, 1]);
        let again = office.import(&office.admin, &document()).await.unwrap();
        assert_eq!(again.map(|count| (count.added, count.changed)), [(0, 0); 12]);
        assert_eq!(again.map(|count| count.known), first.map(|count| count.added));
        // The adviser sees their client, with the whole record in its order.
        let query = ListTransactions::default();
        let record = office.cactus.transactions().list(&office.adviser, &query).await.unwrap();
        let kinds: Vec<_> = record.items.iter().map(|row| row.event.kind()).collect();
        assert_eq!(kinds, ["cash_transfer", "buy", "deposit", "deposit"]);
    }
}

#[tokio::test]
async fn what_is_new_is_added_to_what_is_known() {
    for office in Office::both().await {
        office.import(&office.admin, &document()).await.unwrap();
        let mut longer = document();
        let sale = json!({
            "account": "a1", "date": "2024-02-01",
            "event": {
                "kind": "sell", "instrument": "ACME", "quantity": "1",
                "price": { "amount": "102", "currency": "USD" },
            },
        });
        longer["transactions"].as_array_mut().unwrap().push(sale);
        longer["prices"][0]["points"][1][1] = json!("101.5");
        longer["rates"][0]["points"].as_array_mut().unwrap().push(json!(["2024-01-04", "1.1"]));
        // Names may be mended in the book; the firm's stay as they are.
        longer["instruments"][0]["name"] = json!("Acme Corporation");
        let counts = office.import(&office.admin, &longer).await.unwrap();
        let ([.., prices, rates], transactions) = (counts, counts[6]);
        assert_eq!(transactions, count(1, 0, 4));
        assert_eq!(prices, count(0, 1, 1));
        assert_eq!(rates, count(1, 0, 1));
        let instruments = office.cactus.instruments();
        let known = instruments.list(&office.admin, PageQuery::default()).await.unwrap();
        assert_eq!(known.items[0].name.as_str(), "Acme");
    }
}

#[tokio::test]
async fn what_contradicts_the_firm_adds_nothing() {
    for office in Office::both().await {
        office.import(&office.admin, &document()).await.unwrap();
        let mut other = document();
        other["clients"][0]["email"] = json!("eva@example.org");
        other["instruments"][0]["price_basis"] = json!("split_adjusted");
        let refused = office.import(&office.admin, &other).await;
        assert_eq!(refused, Err("import.differs".to_owned()));
        // Holds together by itself: four are bought and sold. In the firm only three were bought before.
        let mut other = document();
        let mut newcomer = other["clients"][0].clone();
        newcomer["email"] = json!("eva@example.org");
        newcomer["portfolios"] = json!([]);
        other["clients"].as_array_mut().unwrap().push(newcomer);
        other["transactions"][2]["event"]["quantity"] = json!("4");
        let sale = json!({
            "account": "a1", "date": "2024-02-01",
            "event": {
                "kind": "sell", "instrument": "ACME", "quantity": "4",
                "price": { "amount": "102", "currency": "USD" },
            },
        });
        other["transactions"].as_array_mut().unwrap().push(sale);
        let refused = office.import(&office.admin, &other).await;
        assert_eq!(refused, Err("ledger.oversold".to_owned()));
        assert_eq!(office.clients().await, 1);
    }
}

/// The document with contracts on a hundred shares, two of which are bought by their price.
fn with_option() -> Value {
    let mut book = document();
    book["instruments"].as_array_mut().unwrap().push(json!({
        "symbol": "ACME-C120", "name": "Acme call", "class": "option", "currency": "USD", "price_basis": "raw",
        "multiplier": "100", "matures_on": "2024-06-21",
    }));
    book["transactions"].as_array_mut().unwrap().push(json!({
        "account": "a1", "date": "2024-01-05", "reference": "B-2",
        "event": {
            "kind": "buy", "instrument": "ACME-C120", "quantity": "2",
            "price": { "amount": "3.35", "currency": "USD" },
        },
    }));
    book
}

#[tokio::test]
async fn a_price_counts_with_the_multiplier_of_its_instrument() {
    for office in Office::both().await {
        office.import(&office.admin, &with_option()).await.unwrap();
        let again = office.import(&office.admin, &with_option()).await.unwrap();
        assert_eq!(again.map(|count| count.added), [0; 12]);
        let (record, admin) = (office.cactus.transactions(), &office.admin);
        let page = record.list(admin, &ListTransactions::default()).await.unwrap();
        let Event::Buy(bought) = &page.items[0].event else { panic!("a purchase") };
        assert_eq!(bought.consideration.to_string(), "670 USD");
        let symbol = "ACME-C120".parse().unwrap();
        let option = office.cactus.instruments().find(admin, &symbol).await.unwrap();
        assert_eq!((option.id, option.multiplier.to_string()), (bought.instrument, "100".into()));
        // The same at the door of commands, where the document gives a price alone.
        let more = json!({ "transactions": [{
            "account": page.items[0].account, "date": "2024-01-08",
            "event": {
                "kind": "sell", "instrument": option.id, "quantity": "1",
                "price": { "amount": "4.10", "currency": "USD" },
            },
        }]});
        let command = serde_json::from_value(more).unwrap();
        let recorded = record.record(admin, &command).await.unwrap();
        assert_eq!(recorded[0].event.gross().unwrap().to_string(), "410 USD");
        for (field, value) in [("multiplier", "10"), ("matures_on", "2024-06-20")] {
            let mut other = with_option();
            other["instruments"][1][field] = json!(value);
            let refused = office.import(admin, &other).await;
            assert_eq!(refused, Err("import.differs".to_owned()), "{field}");
        }
    }
}

#[tokio::test]
async fn a_split_of_an_instrument_counts_in_every_account() {
    for office in Office::both().await {
        let (admin, adviser) = (&office.admin, &office.adviser);
        let mut book = document();
        book["splits"] =
            json!([{ "instrument": "ACME", "date": "2024-06-10", "new": 10, "old": 1 }]);
        let first = office.import(admin, &book).await.unwrap();
        assert_eq!(first[1], count(1, 0, 0));
        assert_eq!(office.import(admin, &book).await.unwrap()[1], count(0, 0, 1));
        let symbol = "ACME".parse().unwrap();
        let instruments = office.cactus.instruments();
        let acme = instruments.find(admin, &symbol).await.unwrap().id;
        let splits = instruments.splits(adviser, acme).await.unwrap();
        assert_eq!(splits[0].ratio.to_string(), "10 for 1");
        let portfolio = office.cactus.portfolios();
        let portfolio =
            portfolio.list(adviser, &ListPortfolios::default()).await.unwrap().items[0].id;
        let held = async |date: &str| {
            let valuations = office.cactus.valuations();
            let value = valuations.of_portfolio(adviser, portfolio, date.parse().unwrap());
            value.await.unwrap().positions[0].quantity.to_string()
        };
        assert_eq!((held("2024-06-09").await, held("2024-06-10").await), ("3".into(), "30".into()));
        // Thirty may be sold now; a split that takes this back spoils a record, and is refused without saying whose.
        let sale = json!({ "transactions": [{
            "account": office.cactus.transactions().list(admin, &ListTransactions::default()).await
                .unwrap().items[1].account,
            "date": "2024-07-01",
            "event": { "kind": "sell", "instrument": acme, "quantity": "25",
                "consideration": { "amount": "250", "currency": "USD" } },
        }]});
        let sale = serde_json::from_value(sale).unwrap();
        office.cactus.transactions().record(adviser, &sale).await.unwrap();
        let command = |date: &str, new, old| AddSplit {
            date: date.parse().unwrap(),
            ratio: UnitRatio::new(new, old).unwrap(),
        };
        let refused = |result: Result<_, cactus_core::Error>| {
            let error = result.map(drop).unwrap_err();
            (error.code().to_owned(), error.details().get("reason").cloned())
        };
        let spoilt = instruments.add_split(admin, acme, command("2024-06-20", 1, 3)).await;
        let oversold = Some("ledger.oversold".to_owned());
        assert_eq!(refused(spoilt), ("split.does_not_fit".to_owned(), oversold));
        let twice = instruments.add_split(admin, acme, command("2024-06-10", 10, 1)).await;
        assert_eq!(refused(twice).0, "store.conflict");
        let unallowed = instruments.add_split(adviser, acme, command("2024-08-01", 2, 1)).await;
        assert_eq!(refused(unallowed).0, "permission.not_held");
        let none = instruments.add_split(admin, acme, command("2024-08-01", 2, 2)).await;
        assert_eq!(refused(none).0, "ledger.impossible_ratio");
        instruments.add_split(admin, acme, command("2024-08-01", 2, 1)).await.unwrap();
        assert_eq!(held("2024-08-01").await, "10");
        let mut other = book.clone();
        other["splits"][0]["new"] = json!(5);
        assert_eq!(office.import(admin, &other).await, Err("import.differs".to_owned()));
    }
}

#[tokio::test]
async fn an_import_may_do_what_its_actor_may() {
    for office in Office::both().await {
        // An adviser keeps no reference data.
        let refused = office.import(&office.adviser, &document()).await;
        assert_eq!(refused, Err("permission.not_held".to_owned()));
        let mut known = document();
        known["clients"] = json!([]);
        known["transactions"] = json!([]);
        office.import(&office.admin, &known).await.unwrap();
        office.import(&office.adviser, &document()).await.unwrap();
        // Nor may they name anybody whom they do not know of.
        let mut others = document();
        others["clients"][0]["adviser"] = json!("ada@example.org");
        let refused = office.import(&office.adviser, &others).await;
        assert_eq!(refused, Err("import.unknown_adviser".to_owned()));
    }
}

#[tokio::test]
async fn what_a_firm_has_no_place_for_is_counted_and_what_figures_use_is_kept() {
    let mut rich = document();
    rich["settings"] = json!({
        "base_currency": "USD", "lot_method": "average", "lot_pool": "account", "staleness_days": 35,
        "charges_in_cost": false, "rate_table": "ecb", "price_source": ["Broker"],
    });
    let portfolio = &mut rich["clients"][0]["portfolios"][0];
    portfolio.as_object_mut().unwrap().remove("lot_method");
    let broker =
        json!({ "instrument": "ACME", "source": "Broker", "points": [["2024-01-03", "99"]] });
    rich["prices"].as_array_mut().unwrap().push(broker);
    rich["quotes"] =
        json!([{ "date": "2024-01-08", "source": "Broker", "prices": { "ACME": "98" } }]);
    rich["rates"].as_array_mut().unwrap().push(
        json!({ "base": "EUR", "quote": "USD", "table": "ecb", "points": [["2024-01-03", "1.09"]] }),
    );
    rich["transactions"][0]["recorded_at"] = json!("2024-01-03T12:00:00Z");
    rich["splits"] = json!([{
        "instrument": "ACME", "date": "2024-08-01", "new": 2, "old": 1, "recorded_at": "2024-08-02T12:00:00Z",
    }]);
    let book = Book::parse(rich.to_string().as_bytes()).unwrap();
    for office in Office::both().await {
        let view = office.cactus.imports().import(&office.admin, &book).await.unwrap();
        let expected = DocumentOnly { prices: 2, rates: 1, settings: 3, recording_times: 2 };
        assert_eq!(view.document_only, expected);
        assert_eq!((view.prices, view.rates), (count(2, 0, 0), count(1, 0, 0)));
        let query = ListPortfolios::default();
        let portfolios = office.cactus.portfolios().list(&office.admin, &query).await.unwrap();
        assert_eq!(portfolios.items[0].lot_method, LotMethod::Average);
        // What the firm has now are the prices of the broker and the rates of the table: others differ.
        let [.., prices, rates] = office.import(&office.admin, &document()).await.unwrap();
        assert_eq!((prices, rates), (count(1, 1, 0), count(0, 1, 0)));
    }
}

#[tokio::test]
async fn accounts_without_a_client_are_refused() {
    let mut script = document();
    script["accounts"] = json!([{ "key": "script" }]);
    for office in Office::both().await {
        assert_eq!(
            office.import(&office.admin, &script).await.unwrap_err(),
            "import.without_client"
        );
        assert_eq!(office.clients().await, 0);
    }
}
