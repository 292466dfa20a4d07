//! Accounts without a client, owners' shares, and what is left to defaults.

use serde_json::{Value, json};

use super::{document, parse, refused};
use crate::error::Coded;
use crate::exchange::{AccountEntry, PortfolioEntry};
use crate::model::LotMethod;

/// A script's book.
fn script() -> Value {
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    json!({
        "format": "cactus-book/1",
        "settings": { "base_currency": "EUR", "lot_method": "hifo" },
        "accounts": [
            { "key": "main" },
            { "key": "savings", "portfolio": "Rainy day", "opened_on": "2023-12-01" },
            { "key": "cash", "name": "Cash", "owner_share": "0.5" },
            { "key": "idle", "portfolio": "Rainy day" },
        ],
        "transactions": [
            {
                "account": "main", "date": "2024-01-03",
                "event": { "kind": "cash_transfer", "to": "cash", "amount": usd("5") },
            },
            { "account": "main", "date": "2024-01-02", "event": { "kind": "deposit", "amount": usd("10") } },
        ],
    })
}

#[test]
fn accounts_without_a_client_make_up_portfolios() {
    let book = parse(&script()).unwrap();
    let portfolio = |entry: &PortfolioEntry| {
        let account = |one: &AccountEntry| json!([one.name, one.opened_on]);
        let accounts: Vec<_> = entry.accounts.iter().map(account).collect();
        json!([entry.name, entry.opened_on, accounts])
    };
    let found: Vec<_> = book.portfolios().iter().map(|entry| portfolio(entry)).collect();
    let main = json!([["main", "2024-01-02"], ["Cash", "2024-01-03"]]);
    let rainy = json!([["savings", "2023-12-01"], ["idle", "2024-01-02"]]);
    let expected = [json!(["main", "2024-01-02", main]), json!(["Rainy day", "2023-12-01", rainy])];
    assert_eq!(found, expected);
    let portfolios = book.portfolios();
    assert_eq!(portfolios[0].base_currency.code(), "EUR");
    assert_eq!(portfolios[0].accounts[1].owner_share.to_string(), "0.5");
    assert_eq!(book.lot_method(&portfolios[0]), LotMethod::Hifo);
}

#[test]
fn a_portfolio_has_its_own_lot_method_or_that_of_the_settings() {
    let mut left_out = document();
    left_out["settings"]["lot_method"] = json!("average");
    let method = |document: &Value| {
        let book = parse(document).unwrap();
        book.lot_method(&book.clients[0].portfolios[0])
    };
    assert_eq!(method(&left_out), LotMethod::Fifo);
    let portfolio = left_out["clients"][0]["portfolios"][0].as_object_mut().unwrap();
    portfolio.remove("lot_method");
    assert_eq!(method(&left_out), LotMethod::Average);
    left_out["settings"].as_object_mut().unwrap().remove("lot_method");
    assert_eq!(method(&left_out), LotMethod::Fifo);
}

#[test]
fn an_account_that_names_its_currencies_holds_cash_in_no_other() {
    let mut named = script();
    named["accounts"][0]["currencies"] = json!(["USD", "EUR"]);
    named["accounts"][2]["currencies"] = json!(["USD"]);
    let book = parse(&named).unwrap();
    let again = parse(&serde_json::from_str(&book.to_json().unwrap()).unwrap()).unwrap();
    assert_eq!(again, book);
    named["accounts"][2]["currencies"] = json!(["EUR"]);
    let error = parse(&named).unwrap_err();
    assert_eq!(error.pointer(), Some("/transactions/0"));
    let told = "at `/transactions/0`: the account `cash` holds no cash in USD";
    assert_eq!((error.to_string().as_str(), error.code()), (told, "ledger.cash_currency"));
    named["accounts"][2]["currencies"] = json!(["USD", "euro"]);
    let error = parse(&named).unwrap_err();
    assert_eq!(
        (error.pointer(), error.code()),
        (Some("/accounts/2/currencies/1"), "exchange.malformed")
    );
}

#[test]
fn accounts_that_cannot_be_are_told_with_their_place() {
    let share = "/clients/0/portfolios/0/accounts/1/owner_share";
    for none in ["0", "-0.5", "1.01"] {
        refused(share, json!(none), "exchange.share");
    }
    let told = |pointer: &str, value: Value| {
        let mut changed = script();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[field] = value;
        let error = parse(&changed).unwrap_err();
        assert_eq!(error.pointer(), Some(pointer), "{error}");
    };
    told("/accounts/1/key", json!("main"));
    told("/accounts/0/owner_share", json!("2"));
    let mut closed = script();
    closed["accounts"][1]["closed_on"] = json!("2023-11-30");
    assert_eq!(parse(&closed).unwrap_err().pointer(), Some("/accounts/1"));
    // A key of an account of a client.
    let mut both = document();
    both["accounts"] = json!([{ "key": "a1" }]);
    assert_eq!(parse(&both).unwrap_err().pointer(), Some("/accounts/0/key"));
    // What is booked before the account was opened.
    let mut early = script();
    early["accounts"][0]["opened_on"] = json!("2024-01-03");
    assert_eq!(parse(&early).unwrap_err().pointer(), Some("/transactions/1"));
}
