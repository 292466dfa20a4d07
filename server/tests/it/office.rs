//! Two firms with people of every role, made by the services, on a clock that stands still.

use std::sync::Arc;

use cactus_core::Cactus;
use cactus_core::ids::{
    AccountId, ClientId, FirmId, HouseholdId, InstrumentId, PortfolioId, ReportId, TransactionId,
    UserId,
};
use cactus_core::permissions::Actor;
use cactus_core::ports::Store;
use cactus_core::services::Outside;
use cactus_store::memory::MemoryStore;
use cactus_store::system::{Argon2Cost, Argon2Passwords, CountedIds, FixedClock, SystemEntropy};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The password of everybody.
pub const PASSWORD: &str = "correct horse battery";

/// The engine over a store, with light password hashes.
pub fn engine(store: Arc<dyn Store>) -> Cactus {
    let now = "2024-07-01T09:00:00Z".parse().unwrap();
    let cost = Argon2Cost { memory_kib: 8, passes: 1, lanes: 1 };
    Cactus::new(Outside {
        store,
        clock: Arc::new(FixedClock(now)),
        ids: Arc::new(CountedIds::of(now)),
        entropy: Arc::new(SystemEntropy),
        passwords: Arc::new(Argon2Passwords::with_cost(cost).unwrap()),
    })
}

/// A command from its wire form.
pub fn command<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// A client with a portfolio, an account, bookings and a statement.
#[derive(Debug, Clone, Copy)]
pub struct File {
    pub client: ClientId,
    pub portfolio: PortfolioId,
    pub account: AccountId,
    pub transaction: TransactionId,
    pub report: ReportId,
}

/// A firm: Ada runs it; Mia manages Sam, Ben and Jo; Zoe is nobody's; Uma audits.
///
/// Ben looks after Carla and Carl, one household, and after Dora; Zoe after Zack. Carla has the portal.
#[derive(Debug, Clone)]
pub struct Firm {
    pub domain: &'static str,
    pub id: FirmId,
    pub instrument: InstrumentId,
    pub household: HouseholdId,
    pub ben: UserId,
    pub zoe: UserId,
    pub carla: File,
    pub carl: File,
    pub dora: File,
    pub zack: File,
}

/// Two firms on one memory store.
#[derive(Debug, Clone)]
pub struct Office {
    pub cactus: Cactus,
    pub saguaro: Firm,
    pub mesquite: Firm,
}

impl Office {
    pub async fn open() -> Self {
        Self::on(Arc::new(MemoryStore::new())).await
    }

    pub async fn on(store: Arc<dyn Store>) -> Self {
        let cactus = engine(store);
        let saguaro = Firm::found(&cactus, "saguaro.example").await;
        let mesquite = Firm::found(&cactus, "mesquite.example").await;
        Self { cactus, saguaro, mesquite }
    }
}

impl Firm {
    async fn found(cactus: &Cactus, domain: &'static str) -> Self {
        let founding = command(json!({
            "name": domain, "base_currency": "USD", "admin_name": "Ada",
            "admin_email": format!("ada@{domain}"), "admin_password": PASSWORD,
        }));
        let (firm, ada) = cactus.access().found_firm(founding).await.unwrap();
        let hire = async |name: &str, role: &str, manager: Option<UserId>| {
            hired(cactus, &ada, domain, name, json!({ "role": role, "manager": manager })).await
        };
        let mia = hire("mia", "manager", None).await;
        hire("sam", "senior_adviser", Some(mia)).await;
        let ben = hire("ben", "adviser", Some(mia)).await;
        hire("jo", "junior_adviser", Some(mia)).await;
        let zoe = hire("zoe", "adviser", None).await;
        hire("uma", "auditor", None).await;
        let god = command(json!({
            "firm": firm.id, "email": format!("god@{domain}"), "name": "God", "password": PASSWORD,
        }));
        cactus.access().appoint(god).await.unwrap();
        let instrument = instrument(cactus, &ada).await;
        sorts_and_compares(cactus, &ada, domain, instrument).await;
        let benjamin = actor(cactus, "ben", domain).await;
        let household = command(json!({ "name": "Carmona" }));
        let household = cactus.households().create(&benjamin, household).await.unwrap().id;
        let file = async |owner: &Actor, name: &str, household: Option<HouseholdId>| {
            filed(cactus, owner, domain, name, household, instrument).await
        };
        let carla = file(&benjamin, "carla", Some(household)).await;
        let carl = file(&benjamin, "carl", Some(household)).await;
        let dora = file(&benjamin, "dora", None).await;
        let zack = file(&actor(cactus, "zoe", domain).await, "zack", None).await;
        let portal = json!({ "role": "client", "client": carla.client });
        hired(cactus, &ada, domain, "carla", portal).await;
        let id = firm.id;
        Self { domain, id, instrument, household, ben, zoe, carla, carl, dora, zack }
    }

    /// The address that somebody signs in with.
    pub fn email(&self, name: &str) -> String {
        format!("{name}@{}", self.domain)
    }
}

/// Somebody of a firm.
pub async fn actor(cactus: &Cactus, name: &str, domain: &str) -> Actor {
    let email = format!("{name}@{domain}").parse().unwrap();
    cactus.access().assume(&email).await.unwrap()
}

async fn hired(cactus: &Cactus, by: &Actor, domain: &str, name: &str, place: Value) -> UserId {
    let mut person = json!({
        "email": format!("{name}@{domain}"), "name": name, "password": PASSWORD,
    });
    person.as_object_mut().unwrap().extend(place.as_object().unwrap().clone());
    cactus.users().add(by, command(person)).await.unwrap().id
}

async fn instrument(cactus: &Cactus, by: &Actor) -> InstrumentId {
    let fund = command(json!({
        "symbol": "VTI", "name": "Total Stock Market", "class": "fund", "currency": "USD",
        "price_basis": "raw",
    }));
    let fund = cactus.instruments().create(by, fund).await.unwrap().id;
    let prices = command(json!({
        "instrument": fund,
        "prices": [
            { "date": "2024-01-31", "price": "100" },
            { "date": "2024-06-28", "price": "112.5" },
        ],
    }));
    cactus.market().record_prices(by, &prices).await.unwrap();
    fund
}

/// A taxonomy and an index, whose keys are the domain of the firm.
async fn sorts_and_compares(cactus: &Cactus, by: &Actor, domain: &str, instrument: InstrumentId) {
    let regions = command(json!({
        "name": "Regions",
        "nodes": [{ "key": "america", "name": "America" }, { "key": "usa", "name": "USA", "parent": "america" }],
        "assignments": [{ "instrument": instrument, "node": "usa", "weight": "0.75" }],
    }));
    cactus.taxonomies().put(by, domain.parse().unwrap(), regions).await.unwrap();
    let index =
        command(json!({ "name": "World", "source": { "kind": "index", "currency": "USD" } }));
    cactus.benchmarks().put(by, domain.parse().unwrap(), index).await.unwrap();
}

async fn filed(
    cactus: &Cactus,
    owner: &Actor,
    domain: &str,
    name: &str,
    household: Option<HouseholdId>,
    instrument: InstrumentId,
) -> File {
    let fields = command(json!({
        "first_name": name, "last_name": "Client", "email": format!("{name}@home.{domain}"),
        "risk_profile": "medium", "status": "active_investor", "household": household,
    }));
    let client = cactus.clients().create(owner, fields).await.unwrap().id;
    let open = command(json!({
        "client": client, "name": "Growth", "base_currency": "USD", "lot_method": "fifo",
        "opened_on": "2024-01-02",
    }));
    let portfolio = cactus.portfolios().open(owner, open).await.unwrap().id;
    let open = command(json!({
        "portfolio": portfolio, "name": "Custody", "opened_on": "2024-01-02",
    }));
    let account = cactus.accounts().open(owner, open).await.unwrap().id;
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    let trade =
        json!({ "kind": "buy", "instrument": instrument, "quantity": "5", "price": usd("100") });
    let record = command(json!({ "transactions": [
        { "account": account, "date": "2024-01-31",
          "event": { "kind": "deposit", "amount": usd("1000") } },
        { "account": account, "date": "2024-01-31", "event": trade },
    ]}));
    let recorded = cactus.transactions().record(owner, &record).await.unwrap();
    let transaction = recorded.first().unwrap().id;
    let statement = command(json!({
        "portfolio": portfolio, "issued_on": "2024-07-01",
        "period": { "start": "2024-01-30", "end": "2024-06-28" },
    }));
    let report = cactus.reports().generate_statement(owner, statement).await.unwrap().id;
    File { client, portfolio, account, transaction, report }
}
