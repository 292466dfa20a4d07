//! A firm small enough to compute by hand.

use cactus_core::ledger::ChargeKind;
use cactus_core::model::PriceBasis;
use cactus_core::money::{Currency, Decimal};
use cactus_core::pricing::{FxSeries, Market, PriceSeries, Staleness};
use cactus_core::query::{Query, Subject};

use super::subject::{lines, query, subject};
use crate::ledger::book::{Book, FIFO, buy, charge, day, deposit, id, sell, transfer};

/// Client 1 has 10 of instrument 1 in account 1 and cash in account 2; client 2 has 4 of instrument 3, in euros.
pub(super) fn firm() -> Subject {
    let mut book = Book::new();
    let fee = || vec![charge(ChargeKind::Fee, "5 USD")];
    book.book("2024-01-02", deposit("2000 USD"));
    book.book_in(1, day("2024-01-02"), buy(1, "15", "100 USD"), fee());
    book.book("2024-01-03", transfer(2, "400 USD"));
    book.book_in(1, day("2024-01-04"), sell(1, "5", "120 USD"), fee());
    book.book_in(3, day("2024-01-02"), deposit("900 EUR"), Vec::new());
    book.book_in(3, day("2024-01-02"), buy(3, "4", "200 EUR"), Vec::new());
    let mut market = Market::new(Staleness::WEEK);
    let rows = |prices: [i64; 3]| {
        let days = ["2024-01-02", "2024-01-03", "2024-01-04"].map(day);
        days.into_iter().zip(prices.map(Decimal::from))
    };
    let usd = PriceSeries::new(id(1), Currency::USD, PriceBasis::Raw, rows([100, 110, 120]));
    let eur = PriceSeries::new(id(3), Currency::EUR, PriceBasis::Raw, rows([200, 210, 220]));
    market.add_prices(usd.unwrap()).unwrap();
    market.add_prices(eur.unwrap()).unwrap();
    let rates = [("2024-01-02", "1.1"), ("2024-01-04", "1.2")];
    let rates = rates.map(|(date, rate)| (day(date), rate.parse().unwrap()));
    let rates = FxSeries::new(Currency::EUR, Currency::USD, rates).unwrap();
    market.add_rates(rates).unwrap();
    subject(&book, FIFO, market)
}

fn answer(query: &Query) -> Vec<String> {
    lines(&firm().answer(query).unwrap())
}

#[test]
fn a_day_by_client_and_instrument() {
    let found = answer(&query(
        r#"{"as_of":"2024-01-04","group_by":["client","instrument"],
            "columns":["quantity","price","market_value","weight_in_group","cost","unrealised_gain"]}"#,
    ));
    // Client 1: 10 × 120 at a cost of 10/15 of 1,505; cash 2000 − 1505 − 400 + 595 and 400.
    // Client 2: 4 × 220 € at 1.2, bought at 1.1; 100 € at 1.2.
    let several = "undefined.several_instruments";
    assert_eq!(
        found,
        [
            &format!(": {several} {several} 3466 1 1883.333333333333 372.666666666667"),
            &format!(
                "client-1: {several} {several} 2290 0.6607039815349105597230236584 1003.333333333333 196.666666666667"
            ),
            "client-1/I1: 10 120 1200 0.524017467248908296943231441 1003.333333333333 196.666666666667",
            "client-1/cash:USD: 1090 undefined.several_instruments 1090 0.475982532751091703056768559 0 0",
            &format!("client-2: {several} {several} 1176 0.3392960184650894402769763416 880 176"),
            "client-2/I3: 4 220 1056 0.8979591836734693877551020408 880 176",
            "client-2/cash:EUR: 100 undefined.several_instruments 120 0.1020408163265306122448979592 0 0",
        ]
    );
}

#[test]
fn a_period_by_asset_class() {
    let found = answer(&query(
        r#"{"from":"2024-01-01","to":"2024-01-04","scope":[{"by":"client","keys":["client-1"]}],
            "group_by":["asset_class"],
            "columns":["opening_value","net_flows","realised_gain","unrealised_change","fees","gain","market_value"]}"#,
    ));
    // Sold 5 for 595 that had cost 501.67; what was paid for shares came in for their class, what they brought went out.
    assert_eq!(
        found,
        [
            ": 0 2000 93.333333333333 196.666666666667 10 290 2290",
            "equity: 0 910 93.333333333333 196.666666666667 10 290 1200",
            "cash: 0 1090 0 0 0 0 1090",
        ]
    );
}

#[test]
fn an_owner_has_a_share_and_an_unknown_name_is_refused() {
    let mut asked = query(
        r#"{"as_of":"2024-01-04","scope":[{"by":"client","keys":["client-2"]}],"columns":["market_value","cost"]}"#,
    );
    assert_eq!(answer(&asked), [": 1176 880"]);
    asked.options.owner_share = true;
    assert_eq!(answer(&asked), [": 470.4 352"]);
    asked.scope[0].keys = ["client-3".to_owned()].into();
    let error = firm().answer(&asked).unwrap_err();
    assert_eq!(error.to_string(), "there is no client `client-3`");
}

#[test]
fn a_taxonomy_splits_an_instrument() {
    let found = answer(&query(
        r#"{"as_of":"2024-01-04","group_by":["taxonomy:region"],"columns":["market_value","cost"]}"#,
    ));
    assert_eq!(
        found,
        [
            ": 3466 1883.333333333333",
            "europe: 900 752.49999999999975",
            "unclassified: 1356 1130.83333333333325",
            "cash: 1210 0",
        ]
    );
    let below = answer(&query(
        r#"{"as_of":"2024-01-04","scope":[{"by":"taxonomy:region","keys":["spain"]}],
            "group_by":["taxonomy:region/2"],"columns":["market_value"]}"#,
    ));
    assert_eq!(below, [": 600", "spain: 600"]);
}
