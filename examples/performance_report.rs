//! A client statement as PDF, HTML and Markdown, from ten lines of ledger.
//!
//! `cargo run -p cactus-examples --example performance_report`

use cactus_core::reports::{Format, Language};
use cactus_core::time::NamedPeriod;
use cactus_core::views::{GenerateStatement, PeriodQuery, RenderReport};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cactus = cactus_store::engine(cactus_store::open("memory:").await?);
    let (_, ana) = cactus
        .access()
        .found_firm(from(json!({
            "name": "Sunrise Advisers", "base_currency": "EUR", "admin_name": "Ana García",
            "admin_email": "ana@sunrise.example", "admin_password": "correct horse battery",
        }))?)
        .await?;
    let client = from(json!({
        "first_name": "Luis", "last_name": "Ortega", "email": "luis@example.org",
        "risk_profile": "medium", "status": "active_investor",
    }))?;
    let client = cactus.clients().create(&ana, client).await?;
    let portfolio = from(json!({
        "client": client.id, "name": "Growth", "base_currency": "EUR",
        "lot_method": "fifo", "opened_on": "2023-01-02",
    }))?;
    let portfolio = cactus.portfolios().open(&ana, portfolio).await?.id;
    let account = from(json!({
        "portfolio": portfolio, "name": "Custody", "opened_on": "2023-01-02",
    }))?;
    let account = cactus.accounts().open(&ana, account).await?.id;
    let fund = from(json!({
        "symbol": "WRLD", "name": "World Equity Fund", "class": "fund",
        "currency": "EUR", "price_basis": "raw",
    }))?;
    let fund = cactus.instruments().create(&ana, fund).await?.id;
    let prices = json!({ "instrument": fund, "prices": [
        { "date": "2023-01-03", "price": "50" }, { "date": "2023-06-30", "price": "54.5" },
        { "date": "2023-12-29", "price": "52.1" }, { "date": "2024-06-28", "price": "61.75" },
    ]});
    cactus.market().record_prices(&ana, &from(prices)?).await?;
    let eur = |amount: &str| json!({ "amount": amount, "currency": "EUR" });
    let record = json!({ "transactions": [
        { "account": account, "date": "2023-01-03", "event": { "kind": "deposit", "amount": eur("10000") } },
        { "account": account, "date": "2023-01-03", "event":
            { "kind": "buy", "instrument": fund, "quantity": "180", "price": eur("50") },
          "charges": [{ "kind": "fee", "amount": eur("9.9") }] },
        { "account": account, "date": "2023-12-29", "event":
            { "kind": "dividend", "instrument": fund, "amount": eur("117") },
          "charges": [{ "kind": "withholding", "amount": eur("22.23") }] },
    ]});
    cactus.transactions().record(&ana, &from(record)?).await?;

    let as_of = "2024-06-28".parse()?;
    let command = GenerateStatement {
        portfolio,
        period: PeriodQuery::Named { period: NamedPeriod::SinceInception, as_of },
        issued_on: "2024-07-01".parse()?,
        currency: None,
    };
    let report = cactus.reports().generate_statement(&ana, command).await?;
    let folder = std::env::temp_dir().join("cactus-example");
    std::fs::create_dir_all(&folder)?;
    for (format, language) in [
        (Format::Pdf, Language::English),
        (Format::Html, Language::Spanish),
        (Format::Markdown, Language::English),
    ] {
        let bytes =
            cactus.reports().render(&ana, report.id, RenderReport { format, language }).await?;
        let path = folder.join(format!("statement.{language}.{}", format.extension()));
        std::fs::write(&path, &bytes)?;
        println!("{} bytes in {}", bytes.len(), path.display());
    }
    Ok(())
}

/// Commands are plain data: they can come from JSON as well as from code.
fn from<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(value)
}
