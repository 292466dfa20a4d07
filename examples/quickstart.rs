//! A book in memory: one client, one purchase, its value and its returns.
//!
//! `cargo run -p cactus-examples --example quickstart`

use cactus_core::ledger::{Event, Trade};
use cactus_core::money::{Currency, Money, Price};
use cactus_core::time::{NamedPeriod, Period};
use cactus_core::views::{
    NewTransaction, OpenAccount, OpenPortfolio, PeriodQuery, RecordPrices, RecordTransactions,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cactus = cactus_store::engine(cactus_store::open("memory:").await?);
    let usd = Currency::USD;
    let (_, ana) = cactus.access().found_firm(json(FIRM)?).await?;
    let client = cactus.clients().create(&ana, json(CLIENT)?).await?;
    let opened_on = "2024-01-02".parse()?;
    let portfolio = OpenPortfolio {
        client: client.id,
        name: "Growth".parse()?,
        base_currency: usd,
        lot_method: cactus_core::model::LotMethod::Fifo,
        opened_on,
    };
    let portfolio = cactus.portfolios().open(&ana, portfolio).await?;
    let account = OpenAccount {
        portfolio: portfolio.id,
        name: "Custody".parse()?,
        custodian: None,
        number: None,
        may_be_short: false,
        owner_share: None,
        currencies: None,
        opened_on,
    };
    let account = cactus.accounts().open(&ana, account).await?.id;
    let acme = cactus.instruments().create(&ana, json(ACME)?).await?.id;
    let prices = [("2024-01-02", "100"), ("2024-07-01", "90"), ("2025-01-02", "121")];
    let prices =
        prices.map(|(date, price)| json(&format!(r#"{{"date":"{date}","price":"{price}"}}"#)));
    let prices = prices.into_iter().collect::<Result<_, _>>()?;
    cactus
        .market()
        .record_prices(&ana, &RecordPrices { instrument: acme, source: None, prices })
        .await?;

    let deposit = Event::Deposit { amount: Money::parse("1000", usd)? };
    let buy = Event::Buy(Trade::quoted(acme, "10".parse()?, Price::new("100".parse()?, usd))?);
    let booked = |event| NewTransaction {
        account,
        date: opened_on,
        time: None,
        event,
        charges: vec![],
        settlement: None,
        reference: None,
        memo: None,
    };
    let transactions = vec![booked(deposit), booked(buy)];
    cactus.transactions().record(&ana, &RecordTransactions { transactions }).await?;

    let as_of = "2025-01-02".parse()?;
    let value = cactus.valuations().of_portfolio(&ana, portfolio.id, as_of).await?;
    println!("value on {as_of}: {}", value.total.value.ok_or("no value")?);
    let whole = PeriodQuery::Named { period: NamedPeriod::SinceInception, as_of };
    let performance = cactus.performance().of_portfolio(&ana, portfolio.id, whole).await?;
    println!("time-weighted return:  {}", performance.twr.value.ok_or("no return")?);
    println!("money-weighted, a year: {}", performance.xirr.value.ok_or("no return")?);
    let half = PeriodQuery::Between(Period::new("2024-07-01".parse()?, as_of)?);
    let half = cactus.performance().of_portfolio(&ana, portfolio.id, half).await?;
    println!("second half:           {}", half.twr.value.ok_or("no return")?);
    Ok(())
}

/// Commands are plain data: they can come from JSON as well as from code.
fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}

const FIRM: &str = r#"{
    "name": "Sunrise Advisers", "base_currency": "USD",
    "admin_name": "Ana García", "admin_email": "ana@sunrise.example", "admin_password": "correct horse battery"
}"#;
const CLIENT: &str = r#"{
    "first_name": "Luis", "last_name": "Ortega", "email": "luis@example.org",
    "risk_profile": "medium", "status": "active_investor"
}"#;
const ACME: &str = r#"{
    "symbol": "ACME", "name": "Acme Corporation", "class": "equity", "currency": "USD", "price_basis": "raw"
}"#;
