//! A small book with something in every table.

use cactus_core::events::{AuditDraft, Digest, DomainEvent, EventKind};
use cactus_core::ids::{
    AccountId, ClientId, FirmId, HouseholdId, Id, InstrumentId, PortfolioId, UserId,
};
use cactus_core::ledger::{Booking, Charge, ChargeKind, Event, Trade, Transaction, UnitRatio};
use cactus_core::model::{
    Account, AssetClass, Client, ClientStatus, Firm, Household, Instrument, LeadSource, LotMethod,
    Portfolio, PriceBasis, RiskProfile, Terms, User, Version,
};
use cactus_core::money::{Currency, FxRate, Money, Weight, decimal};
use cactus_core::permissions::{Actor, Permission, Reach, Role, reach};
use cactus_core::ports::{PriceRow, RateRow, ReportRecord, Session, Store, UnitOfWork};
use cactus_core::time::{BusinessDate, Period, Timestamp};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;

pub fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

pub fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

pub fn dollars(amount: &str) -> Money {
    Money::parse(amount, Currency::USD).unwrap()
}

pub fn now() -> Timestamp {
    "2026-01-31T10:20:30.123456Z".parse().unwrap()
}

pub fn firm() -> FirmId {
    id(1)
}

/// All of the firm.
pub fn everything() -> Reach {
    let admin = Actor::member(firm(), id(2), Role::admin());
    reach(&admin, Permission::AuditRead)
}

/// A connection of its own to the file, to look behind the store or to do what it never would.
pub async fn raw(path: &std::path::Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Keeps the whole book in one unit of work.
pub async fn keep(store: &dyn Store) {
    let mut unit = store.begin().await.unwrap();
    keep_people(&mut *unit).await;
    keep_holdings(&mut *unit).await;
    keep_record(&mut *unit).await;
    keep_facts(&mut *unit).await;
    unit.commit().await.unwrap();
}

async fn keep_people(unit: &mut dyn UnitOfWork) {
    let first = Firm {
        id: firm(),
        name: "Cactus & Söhne".parse().unwrap(),
        base_currency: Currency::EUR,
        created_at: now(),
        version: Version::FIRST,
    };
    unit.firms().insert(&first).await.unwrap();
    for (number, role, manager) in [(2, "admin", None), (3, "adviser", Some(2))] {
        let user = User {
            id: id(number),
            firm: firm(),
            email: format!("{role}@example.org").parse().unwrap(),
            name: "Ana María".parse().unwrap(),
            role: role.parse().unwrap(),
            manager: manager.map(id::<UserId>),
            client: None,
            active: true,
            created_at: now(),
            version: Version::FIRST,
        };
        unit.users().insert(&user).await.unwrap();
    }
    unit.directory().set_password(firm(), id(2), "$argon2id$of-no-password").await.unwrap();
    let household = Household {
        id: id::<HouseholdId>(4),
        firm: firm(),
        owner: id(3),
        name: "Familie Ortega".parse().unwrap(),
        created_at: now(),
        version: Version::FIRST,
    };
    unit.households().insert(&household).await.unwrap();
    unit.clients().insert(&client()).await.unwrap();
}

pub fn client() -> Client {
    Client {
        id: id::<ClientId>(5),
        firm: firm(),
        owner: id(3),
        household: Some(id(4)),
        first_name: "Élodie".parse().unwrap(),
        last_name: "Ortega".parse().unwrap(),
        email: "elodie@example.org".parse().unwrap(),
        phone: Some("+34 600 000 000".parse().unwrap()),
        risk_profile: RiskProfile::Medium,
        status: ClientStatus::ActiveInvestor,
        lead_source: Some(LeadSource::Referral),
        referred_by: None,
        savings_capacity: Some(dollars("1250.5")),
        notes: Some("two\nlines".parse().unwrap()),
        created_at: now(),
        updated_at: now(),
        version: Version::FIRST,
    }
}

async fn keep_holdings(unit: &mut dyn UnitOfWork) {
    let portfolio = Portfolio {
        id: id::<PortfolioId>(6),
        firm: firm(),
        client: id(5),
        name: "Retirement".parse().unwrap(),
        base_currency: Currency::USD,
        lot_method: LotMethod::Fifo,
        opened_on: day("2024-01-02"),
        created_at: now(),
        version: Version::FIRST,
    };
    unit.portfolios().insert(&portfolio).await.unwrap();
    for number in [7, 8] {
        let account = Account {
            id: id::<AccountId>(number),
            firm: firm(),
            client: id(5),
            portfolio: id(6),
            name: "Custody".parse().unwrap(),
            custodian: Some("Bank".parse().unwrap()),
            number: Some("ES00 0000".parse().unwrap()),
            may_be_short: false,
            owner_share: Weight::ONE,
            currencies: None,
            opened_on: day("2024-01-02"),
            closed_on: None,
            created_at: now(),
            version: Version::FIRST,
        };
        unit.accounts().insert(&account).await.unwrap();
    }
    let instrument = Instrument {
        id: id::<InstrumentId>(9),
        firm: firm(),
        symbol: "AAPL".parse().unwrap(),
        name: "Apple Inc.".parse().unwrap(),
        class: AssetClass::Equity,
        currency: Currency::USD,
        isin: Some("US0378331005".parse().unwrap()),
        price_basis: PriceBasis::SplitAdjusted,
        terms: Terms { multiplier: "0.01".parse().unwrap(), matures_on: Some(day("2031-06-15")) },
        sector: Some("Technology".parse().unwrap()),
        region: Some("North America".parse().unwrap()),
        created_at: now(),
        version: Version::FIRST,
    };
    unit.instruments().insert(&instrument).await.unwrap();
    let price = |date, price| PriceRow {
        instrument: id(9),
        date: day(date),
        price: decimal::parse(price).unwrap(),
    };
    let prices =
        [price("2024-01-02", "185.64"), price("2024-01-03", "0.0000000000000000000000000001")];
    unit.market().record_prices(firm(), None, &prices).await.unwrap();
    let rate = FxRate::new(Currency::EUR, Currency::USD, decimal::parse("1.0956").unwrap());
    let rates = [RateRow { date: day("2024-01-02"), rate: rate.unwrap() }];
    unit.market().record_rates(firm(), None, &rates).await.unwrap();
}

/// A transaction of the book, recorded by its adviser.
pub fn transaction(number: u128, sequence: u64, date: &str, event: Event) -> Transaction {
    let charge = Charge::new(ChargeKind::Fee, dollars("0.99"));
    let charges = match event {
        Event::Buy(_) => vec![charge],
        _ => Vec::new(),
    };
    Transaction {
        id: id(number),
        firm: firm(),
        sequence,
        booking: Booking::new(id(7), day(date), event, charges).unwrap(),
        reference: Some(format!("B-{number}").parse().unwrap()),
        memo: None,
        recorded_at: now(),
        recorded_by: id(3),
    }
}

async fn keep_record(unit: &mut dyn UnitOfWork) {
    let amount = dollars("1000");
    let trade = Trade::new(id(9), "1.5".parse().unwrap(), dollars("278.46"));
    let events = [
        Event::Deposit { amount },
        Event::Buy(trade),
        Event::CashTransfer { to: id(8), amount: dollars("10.01"), received: None },
        Event::Split { instrument: id(9), ratio: UnitRatio::new(4, 1).unwrap() },
    ];
    let first = unit.transactions().reserve_sequence(firm(), 4).await.unwrap();
    let record: Vec<_> = (first..)
        .zip(events)
        .map(|(sequence, event)| {
            transaction(100 + u128::from(sequence), sequence, "2024-01-03", event)
        })
        .collect();
    unit.transactions().record(&record).await.unwrap();
}

async fn keep_facts(unit: &mut dyn UnitOfWork) {
    let report = ReportRecord {
        id: id(20),
        firm: firm(),
        client: id(5),
        portfolio: Some(id(6)),
        title: "Statement".parse().unwrap(),
        period: Period::new(day("2023-12-31"), day("2024-12-31")).unwrap(),
        content: r#"{"sections":[]}"#.to_owned(),
        generated_at: now(),
        generated_by: id(3),
    };
    unit.reports().insert(&report).await.unwrap();
    let session = Session {
        id: id(21),
        firm: firm(),
        user: id(3),
        token: Digest([1; 32]),
        previous: Some(Digest([2; 32])),
        expires_at: now(),
        revoked_at: None,
    };
    unit.sessions().insert(&session).await.unwrap();
    tell(unit, 30).await;
    tell(unit, 31).await;
}

/// Tells of a change, to subscribers and for the record.
pub async fn tell(unit: &mut dyn UnitOfWork, number: u128) {
    let event = DomainEvent {
        id: id(number),
        firm: firm(),
        at: now(),
        actor: id(3),
        kind: EventKind::TransactionsRecorded,
        subject: id::<AccountId>(7).to_string(),
        payload: json!({ "count": 2 }),
    };
    unit.events().append(&[event]).await.unwrap();
    let draft = AuditDraft {
        firm: firm(),
        at: now(),
        actor: id(3),
        permission: "transactions.record".to_owned(),
        reasons: vec!["own_row".to_owned()],
        subject: id::<AccountId>(7).to_string(),
        change: json!({ "number": number.to_string() }),
    };
    unit.audit().append(&[draft]).await.unwrap();
}
