//! One question for any figures: a book of two accounts, by account and instrument, and where a figure comes from.
//!
//! `cargo run -p cactus-examples --example questions`

use cactus_core::exchange::Book;
use cactus_core::query::{Column, Query};

const BOOK: &str = r#"{
  "format": "cactus-book/1",
  "settings": { "base_currency": "EUR" },
  "instruments": [
    { "symbol": "WRLD", "name": "World Equity", "class": "fund", "currency": "USD", "price_basis": "raw" }
  ],
  "accounts": [{ "key": "savings" }, { "key": "trading" }],
  "transactions": [
    { "account": "savings", "date": "2024-01-02",
      "event": { "kind": "deposit", "amount": { "amount": "1000", "currency": "EUR" } } },
    { "account": "trading", "date": "2024-01-02",
      "event": { "kind": "deposit", "amount": { "amount": "2000", "currency": "USD" } } },
    { "account": "trading", "date": "2024-01-03",
      "event": { "kind": "buy", "instrument": "WRLD", "quantity": "15", "price": { "amount": "100", "currency": "USD" } } },
    { "account": "trading", "date": "2024-03-28",
      "event": { "kind": "sell", "instrument": "WRLD", "quantity": "5", "price": { "amount": "112", "currency": "USD" } } }
  ],
  "prices": [
    { "instrument": "WRLD", "points": [["2024-01-03", "100"], ["2024-03-27", "110"], ["2024-03-28", "112"]] }
  ],
  "rates": [
    { "base": "EUR", "quote": "USD", "points": [["2024-01-02", "1.0956"], ["2024-01-03", "1.0919"], ["2024-03-27", "1.0816"]] }
  ]
}"#;

const QUESTION: &str = r#"{
  "from": "2024-01-01", "to": "2024-03-28",
  "group_by": ["account", "instrument"],
  "columns": ["market_value", "weight", "realised_gain", "realised_gain_on_currency", "contribution"]
}"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let book = Book::parse(BOOK.as_bytes())?;
    let query: Query = serde_json::from_str(QUESTION)?;
    let subject = book.subject()?;
    let table = subject.answer(&query)?;
    for row in &table.rows {
        let name = row.groups.last().map_or("everything", |group| group.name.as_str());
        println!("{}{name}", "  ".repeat(row.groups.len()));
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let text = cell.as_ref().map_or_else(ToString::to_string, |value| value.text());
            println!("{}  {column}: {text}", "  ".repeat(row.groups.len()));
        }
    }

    let realised: Column = "realised_gain".parse()?;
    for lot in subject.trail(&query)?.of(realised).realised {
        println!(
            "{} units held from {} to {} brought {}",
            lot.quantity, lot.acquired_on, lot.disposed_on, lot.gain
        );
    }
    Ok(())
}
