//! How a firm sorts and compares: a question is answered through the services as it is by the book they imported.

use cactus_core::exchange::Book;
use cactus_core::ids::{Id, InstrumentId};
use cactus_core::model::Key;
use cactus_core::query::Query;
use cactus_core::views::{
    AccountView, DatedLevel, ListAccounts, PageQuery, PutTaxonomy, RecordLevels, TableView,
    UpdateAccount,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::imports::{Office, count};

/// A book with regions, a taxonomy with shares, every kind of benchmark, a shared account, and a split of an instrument that
/// only a benchmark names.
fn document() -> Value {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    let eur = |amount: &str| json!({ "amount": amount, "currency": "EUR" });
    let buy = |instrument: &str, quantity: &str, price: Value| json!({ "kind": "buy", "instrument": instrument, "quantity": quantity, "price": price });
    let instrument = |symbol: &str, currency: &str, region: Value| {
        json!({
            "symbol": symbol, "name": format!("The {symbol}"), "class": "equity", "currency": currency,
            "price_basis": "raw", "region": region,
        })
    };
    let account = |key: &str, share: &str, currencies: Value| {
        json!({
            "key": key, "name": key, "opened_on": "2024-01-02", "owner_share": share, "currencies": currencies,
        })
    };
    json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": "USD" },
        "instruments": [
            instrument("ACME", "USD", json!("America")), instrument("SOL", "EUR", json!("Europe")),
            instrument("NADA", "USD", Value::Null), instrument("REF", "USD", json!("America")),
        ],
        "splits": [{ "instrument": "REF", "date": "2024-01-04", "new": 2, "old": 1 }],
        "clients": [{
            "email": "ana@example.org", "first_name": "Ana", "last_name": "García", "adviser": "ben@example.org",
            "risk_profile": "medium", "status": "active_investor",
            "portfolios": [{
                "name": "Growth", "base_currency": "USD", "lot_method": "fifo", "opened_on": "2024-01-02",
                "accounts": [
                    account("mine", "1", json!(["USD"])), account("shared", "0.4", json!(["EUR", "USD"])),
                ],
            }],
        }],
        "transactions": [
            { "account": "mine", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("1000") } },
            { "account": "mine", "date": "2024-01-02", "event": buy("ACME", "3", usd("100")) },
            { "account": "mine", "date": "2024-01-03", "event": buy("NADA", "7", usd("10")) },
            { "account": "shared", "date": "2024-01-02", "event": { "kind": "deposit", "amount": eur("900") } },
            { "account": "shared", "date": "2024-01-03", "event": buy("SOL", "20", eur("30.5")) },
            { "account": "shared", "date": "2024-01-03", "event": buy("ACME", "1", usd("101")) },
        ],
        "prices": [
            { "instrument": "ACME", "points": [
                ["2024-01-02", "100"], ["2024-01-03", "101"], ["2024-01-04", "99.5"], ["2024-01-05", "104"],
            ]},
            { "instrument": "SOL", "points": [["2024-01-03", "30.5"], ["2024-01-04", "31"], ["2024-01-05", "29.75"]] },
            { "instrument": "NADA", "points": [["2024-01-03", "10"], ["2024-01-04", "10.5"], ["2024-01-05", "11"]] },
            { "instrument": "REF", "points": [
                ["2024-01-02", "50"], ["2024-01-03", "52"], ["2024-01-04", "26.5"], ["2024-01-05", "27"],
            ]},
        ],
        "rates": [
            { "base": "EUR", "quote": "USD", "points": [
                ["2024-01-02", "1.09"], ["2024-01-03", "1.0919"], ["2024-01-04", "1.0953"], ["2024-01-05", "1.0921"],
            ]},
            { "base": "GBP", "quote": "USD", "points": [
                ["2024-01-02", "1.26"], ["2024-01-03", "1.27"], ["2024-01-04", "1.268"], ["2024-01-05", "1.271"],
            ]},
        ],
        "taxonomies": taxonomies(),
        "benchmarks": benchmarks(),
    })
}

fn taxonomies() -> Value {
    json!([{
        "key": "theme", "name": "Theme",
        "nodes": [
            { "key": "solar", "name": "Solar", "parent": "energy" }, { "key": "health", "name": "Health" },
            { "key": "energy", "name": "Energy" },
        ],
        "assignments": [
            { "instrument": "SOL", "node": "solar", "weight": "0.75" },
            { "instrument": "ACME", "node": "energy", "weight": "0.333333333333" },
            { "instrument": "ACME", "node": "health", "weight": "0.5" },
            { "instrument": "REF", "node": "health", "weight": "1" },
        ],
    }])
}

fn benchmarks() -> Value {
    json!([
        { "key": "city", "name": "City", "currency": "GBP", "index": [
            ["2024-01-02", "7700.5"], ["2024-01-03", "7682.33"], ["2024-01-04", "7723.07"], ["2024-01-05", "7689.61"],
        ]},
        { "key": "ref", "name": "Reference", "instrument": "REF" },
        { "key": "mix", "name": "Mix", "rebalance": "daily", "blend": [
            { "benchmark": "city", "weight": "0.5" }, { "instrument": "ACME", "weight": "0.3" },
            { "benchmark": "ref", "weight": "0.2" },
        ]},
    ])
}

fn questions() -> Vec<Query> {
    let figures = r#"["market_value","weight","gain","net_flows","twr","contribution","benchmark_return","excess_return"]"#;
    let mut asked = Vec::new();
    for benchmark in ["city", "ref", "mix"] {
        for group_by in [
            r#"["region"]"#,
            r#"["taxonomy:theme","instrument"]"#,
            r#"["taxonomy:theme/2","region"]"#,
        ] {
            for owner_share in [false, true] {
                asked.push(format!(
                    r#"{{"from":"2024-01-03","to":"2024-01-05","columns":{figures},"group_by":{group_by},
                        "benchmark":"{benchmark}","owner_share":{owner_share}}}"#
                ));
            }
        }
    }
    let scope = r#"[{"by":"region","keys":["America"]},{"by":"taxonomy:theme","keys":["energy"]}]"#;
    asked.push(format!(
        r#"{{"as_of":"2024-01-05","columns":["market_value","cost"],"currency":"EUR","scope":{scope},"group_by":["asset_class"]}}"#
    ));
    asked.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

fn key(text: &str) -> Key {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_question_is_answered_as_by_the_book() {
    let book = Book::parse(document().to_string().as_bytes()).unwrap();
    let subject = book.subject().unwrap();
    for office in Office::both().await {
        let counts = office.import(&office.admin, &document()).await.unwrap();
        assert_eq!(counts[7..10], [count(1, 0, 0), count(3, 0, 0), count(4, 0, 0)]);
        let again = office.import(&office.admin, &document()).await.unwrap();
        assert_eq!(again[7..10], [count(0, 0, 1), count(0, 0, 3), count(0, 0, 4)]);
        for query in questions() {
            let expected: TableView = subject.answer(&query).unwrap().into();
            let figures = |table: &TableView| serde_json::to_string(&table.rows).unwrap();
            let found = office.cactus.queries().answer(&office.adviser, &query).await.unwrap();
            assert_eq!(found, expected, "{query:?}");
            assert!(!figures(&found).contains("no_benchmark"), "{query:?}: {}", figures(&found));
        }
    }
}

fn code<T>(result: Result<T, cactus_core::Error>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

/// The taxonomy of the document with its first node renamed, based on this version.
fn renamed(office_has: &cactus_core::views::TaxonomyView, version: Option<u32>) -> PutTaxonomy {
    let mut nodes = office_has.nodes.clone();
    nodes[0].name = "Sun".parse().unwrap();
    PutTaxonomy {
        version: version.map(|version| version.try_into().unwrap()),
        name: office_has.name.clone(),
        nodes,
        assignments: office_has.assignments.clone(),
    }
}

#[tokio::test]
async fn a_taxonomy_is_put_whole_by_whoever_keeps_reference_data() {
    for office in Office::both().await {
        office.import(&office.admin, &document()).await.unwrap();
        let (taxonomies, admin, ben) = (office.cactus.taxonomies(), &office.admin, &office.adviser);
        let theme = taxonomies.get(ben, &key("theme")).await.unwrap();
        let nodes: Vec<_> = theme.nodes.iter().map(|node| node.key.as_str()).collect();
        assert_eq!((nodes, theme.assignments.len()), (vec!["solar", "health", "energy"], 4));
        assert_eq!(taxonomies.list(ben).await.unwrap(), std::slice::from_ref(&theme));
        let put = async |actor, at: &str, command| taxonomies.put(actor, key(at), command).await;
        assert_eq!(code(put(ben, "theme", renamed(&theme, Some(1))).await), "permission.not_held");
        assert_eq!(code(put(admin, "theme", renamed(&theme, None)).await), "store.conflict");
        assert_eq!(code(put(admin, "theme", renamed(&theme, Some(2))).await), "store.stale");
        assert_eq!(code(put(admin, "other", renamed(&theme, Some(1))).await), "not_found");
        let mut circle = renamed(&theme, Some(1));
        circle.nodes[2].parent = Some(key("solar"));
        assert_eq!(code(put(admin, "theme", circle).await), "taxonomy.circle");
        let mut astray = renamed(&theme, Some(1));
        astray.assignments[0].instrument = InstrumentId::from_uuid(Uuid::from_u128(1));
        assert_eq!(code(put(admin, "theme", astray).await), "not_found");
        let kept = put(admin, "theme", renamed(&theme, Some(1))).await.unwrap();
        assert_eq!((kept.nodes[0].name.as_str(), kept.version.number()), ("Sun", 2));
        // What the firm made of it stays when the book comes again.
        office.import(admin, &document()).await.unwrap();
        assert_eq!(taxonomies.get(ben, &key("theme")).await.unwrap(), kept);
        let delete = async |actor, version: u32| {
            taxonomies.delete(actor, &key("theme"), version.try_into().unwrap()).await
        };
        assert_eq!(code(delete(ben, 2).await), "permission.not_held");
        assert_eq!(code(delete(admin, 1).await), "store.stale");
        delete(admin, 2).await.unwrap();
        assert_eq!(code(taxonomies.get(admin, &key("theme")).await), "not_found");
        let asked = questions();
        let unknown = office.cactus.queries().answer(ben, asked.last().unwrap()).await;
        assert_eq!(code(unknown), "query.unknown_taxonomy");
    }
}

#[tokio::test]
async fn a_benchmark_is_checked_against_the_others() {
    for office in Office::both().await {
        office.import(&office.admin, &document()).await.unwrap();
        let (benchmarks, admin, ben) = (office.cactus.benchmarks(), &office.admin, &office.adviser);
        let all = benchmarks.list(ben).await.unwrap();
        let keys: Vec<_> = all.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, ["city", "mix", "ref"]);
        let put = async |actor, at: &str, version: Option<u32>, source: Value| {
            let command = json!({ "version": version, "name": "New", "source": source });
            benchmarks.put(actor, key(at), serde_json::from_value(command).unwrap()).await
        };
        let blend = |of: &str, weight: &str| {
            let of = json!({ "kind": "benchmark", "benchmark": of });
            json!({ "kind": "blend", "rebalancing": "never", "parts": [{ "of": of, "weight": weight }] })
        };
        let index = json!({ "kind": "index", "currency": "GBP" });
        assert_eq!(code(put(ben, "new", None, index.clone()).await), "permission.not_held");
        assert_eq!(code(put(admin, "city", None, index.clone()).await), "store.conflict");
        assert_eq!(code(put(admin, "city", Some(1), blend("mix", "1")).await), "benchmark.circle");
        assert_eq!(code(put(admin, "new", None, blend("moon", "1")).await), "benchmark.unknown");
        assert_eq!(code(put(admin, "new", None, blend("mix", "0.9")).await), "benchmark.not_whole");
        put(admin, "new", None, blend("mix", "1")).await.unwrap();
        let one = 1.try_into().unwrap();
        assert_eq!(code(benchmarks.delete(admin, &key("mix"), one).await), "store.conflict");
        benchmarks.delete(admin, &key("new"), one).await.unwrap();
        let until = "2024-01-04".parse().unwrap();
        let levels = benchmarks.levels(ben, &key("city"), until).await.unwrap();
        assert_eq!((levels.len(), levels[2].level.to_string()), (3, "7723.07".to_owned()));
        let level = |level: &str| RecordLevels {
            levels: vec![DatedLevel { date: until, level: level.parse().unwrap() }],
        };
        let record = async |actor, at: &str, command| {
            benchmarks.record_levels(actor, &key(at), &command).await
        };
        assert_eq!(code(record(ben, "city", level("1")).await), "permission.not_held");
        assert_eq!(code(record(admin, "city", level("0")).await), "benchmark.level");
        assert_eq!(code(record(admin, "mix", level("1")).await), "store.dangling");
        assert_eq!(code(record(admin, "moon", level("1")).await), "not_found");
        record(admin, "city", level("8000")).await.unwrap();
        // The book has another level for the day, which is replaced; a blend under the key of its index is refused.
        let counts = office.import(admin, &document()).await.unwrap();
        assert_eq!(counts[9], count(0, 1, 3));
        put(admin, "city", Some(1), json!({ "kind": "index", "currency": "USD" })).await.unwrap();
        let refused = office.import(admin, &document()).await;
        assert_eq!(refused, Err("import.differs".to_owned()));
    }
}

async fn account(office: &Office, name: &str) -> AccountView {
    let accounts = office.cactus.accounts();
    let all = accounts.list(&office.admin, &ListAccounts::default()).await.unwrap().items;
    all.into_iter().find(|account| account.name.as_str() == name).unwrap()
}

#[tokio::test]
async fn an_account_is_replaced_where_its_record_fits() {
    for office in Office::both().await {
        office.import(&office.admin, &document()).await.unwrap();
        let mine = account(&office, "mine").await;
        let shared = account(&office, "shared").await;
        assert_eq!(
            (mine.owner_share.to_string(), shared.owner_share.to_string()),
            ("1".into(), "0.4".into())
        );
        let currencies = shared.currencies.clone().unwrap();
        assert_eq!(currencies.iter().map(ToString::to_string).collect::<Vec<_>>(), ["EUR", "USD"]);
        let change = |version: u32, share: &str, currencies: &[&str]| UpdateAccount {
            version: version.try_into().unwrap(),
            name: shared.name.clone(),
            custodian: None,
            number: None,
            may_be_short: false,
            owner_share: Some(share.parse().unwrap()),
            currencies: Some(currencies.iter().map(|text| text.parse().unwrap()).collect()),
            opened_on: shared.opened_on,
            closed_on: None,
        };
        let update = async |change| {
            office.cactus.accounts().update(&office.adviser, shared.id, change).await
        };
        let all = ["EUR", "USD", "CHF"];
        assert_eq!(code(update(change(1, "0.6", &["EUR"])).await), "ledger.cash_currency");
        assert_eq!(code(update(change(1, "1.5", &all)).await), "model.owner_share");
        assert_eq!(code(update(change(2, "0.6", &all)).await), "store.stale");
        let late =
            UpdateAccount { opened_on: "2024-01-03".parse().unwrap(), ..change(1, "0.6", &all) };
        assert_eq!(code(update(late).await), "ledger.account_not_open");
        let kept = update(change(1, "0.6", &all)).await.unwrap();
        assert_eq!((kept.owner_share.to_string(), kept.version.number()), ("0.6".into(), 2));
        assert_eq!(account(&office, "shared").await, kept);
        // A booking that leaves cash of another currency in it is refused.
        let deposit = |currency: &str| {
            let amount = json!({ "amount": "1", "currency": currency });
            let event = json!({ "kind": "deposit", "amount": amount });
            let new = json!({ "account": shared.id, "date": "2024-01-08", "event": event });
            serde_json::from_value(json!({ "transactions": [new] })).unwrap()
        };
        let record =
            async |command| office.cactus.transactions().record(&office.adviser, &command).await;
        assert_eq!(code(record(deposit("GBP")).await), "ledger.cash_currency");
        record(deposit("CHF")).await.unwrap();
    }
}

#[tokio::test]
async fn instruments_keep_their_regions() {
    for office in Office::both().await {
        office.import(&office.admin, &document()).await.unwrap();
        let instruments = office.cactus.instruments();
        let all = instruments.list(&office.adviser, PageQuery::default()).await.unwrap().items;
        let region =
            |row: &cactus_core::views::InstrumentView| row.region.as_ref().map(ToString::to_string);
        let regions: Vec<_> = all.iter().map(region).collect();
        let america = Some("America".to_owned());
        assert_eq!(regions, [america.clone(), Some("Europe".to_owned()), None, america]);
    }
}
