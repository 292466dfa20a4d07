//! Options and bonds: contract multipliers, prices in per cent, the end of an instrument. Numbers by hand.

use cactus_core::error::Coded;
use cactus_core::ledger::{Booking, Event, LedgerError, Trade};
use cactus_core::model::{Multiplier, PriceBasis};
use cactus_core::money::{Currency, Price};
use cactus_core::pricing::{Market, PriceSeries, Staleness};
use cactus_core::valuation::Valuer;

use super::book::{Book, FIFO, buy, day, deposit, id, money, multiplier, period, sell};

const OPTION: u64 = 5;
const BOND: u64 = 6;

/// Proceeds, cost and gain of each disposal.
fn realised(book: &Book) -> Vec<[String; 3]> {
    let years = period("2019-12-31", "2030-12-31");
    let rows = book.journal().activity(years, &FIFO).unwrap().realised;
    let texts = rows.iter().map(|row| [row.proceeds, row.cost, row.gain].map(|m| m.to_string()));
    texts.collect()
}

/// The value of all that is held, and of each position, at this price of the instrument.
fn valued(book: &Book, date: &str, instrument: u64, price: &str) -> (String, Vec<String>) {
    let price = money(price);
    let rows = [(day(date), price.amount())];
    let series = PriceSeries::new(id(instrument), price.currency(), PriceBasis::Raw, rows);
    let mut market = Market::new(Staleness::WEEK);
    market.add_prices(series.unwrap().times(multiplier(instrument))).unwrap();
    let timeline = book.journal().timeline().unwrap();
    let valuation = Valuer::new(&timeline, &market, Currency::USD).at(day(date));
    let rows = valuation.positions.iter().map(|row| {
        let (quote, value) = (row.quote.as_ref().unwrap(), row.value.as_ref().unwrap());
        format!("{} × {} = {value}", row.quantity, quote.price)
    });
    (valuation.total.unwrap().to_string(), rows.collect())
}

fn writer() -> Book {
    let mut book = Book::new();
    book.accounts[0].may_be_short = true;
    book
}

#[test]
fn an_option_costs_and_brings_its_price_a_hundredfold() {
    let mut book = Book::new();
    book.book("2024-01-02", deposit("2000 USD"))
        .book_with_fee("2024-01-02", buy(OPTION, "3", "3.35 USD"), "1.95 USD")
        .book_with_fee("2024-02-01", sell(OPTION, "1", "4.10 USD"), "0.65 USD");
    // 3 × 3.35 × 100 + 1.95 = 1006.95, a third of it 335.65; 410 − 0.65.
    let [row] = &realised(&book)[..] else { panic!("one disposal") };
    assert_eq!(row, &["409.35 USD", "335.65 USD", "73.7 USD"]);
    // 2000 − 1006.95 + 409.35, and 2 × 3.80 × 100.
    let (total, rows) = valued(&book, "2024-03-01", OPTION, "3.80 USD");
    assert_eq!(rows, ["2 × 3.8 USD = 760 USD"]);
    assert_eq!(total, "2162.4 USD");
}

#[test]
fn a_written_option_is_owed_a_hundredfold_and_expires_for_nothing() {
    let mut book = writer();
    book.book("2024-01-02", sell(OPTION, "2", "1.20 USD"))
        .book("2024-02-01", buy(OPTION, "1", "0.45 USD"));
    assert_eq!(realised(&book), [["120 USD", "45 USD", "75 USD"]]);
    let (total, rows) = valued(&book, "2024-03-01", OPTION, "2 USD");
    assert_eq!(rows, ["-1 × 2 USD = -200 USD"]);
    assert_eq!(total, "-5 USD");
    book.book("2024-06-21", Event::Expiry { instrument: id(OPTION) });
    assert_eq!(realised(&book)[1], ["120 USD", "0 USD", "120 USD"]);
}

#[test]
fn a_bond_is_priced_in_per_cent_of_its_face_value() {
    let mut book = Book::new();
    let Event::Buy(mut bought) = buy(BOND, "20000", "98.125 USD") else { panic!("a purchase") };
    bought.accrued = Some(money("212.50 USD"));
    book.book("2024-01-02", deposit("20000 USD")).book("2024-01-02", Event::Buy(bought));
    // 20,000 × 98.125 % = 19,625, and the accrued interest is no cost.
    let cost = book.journal().holdings(day("2024-01-02"), &FIFO).unwrap().positions[0].cost;
    assert_eq!(cost.to_string(), "19625 USD");
    let (total, rows) = valued(&book, "2024-12-31", BOND, "99.5 USD");
    assert_eq!(rows, ["20000 × 99.5 USD = 19900 USD"]);
    assert_eq!(total, "20062.5 USD");
    let paid_back = Trade::new(id(BOND), "20000".parse().unwrap(), money("20000 USD"));
    book.book("2026-03-16", Event::Redemption(paid_back));
    assert_eq!(realised(&book), [["20000 USD", "19625 USD", "375 USD"]]);
}

#[test]
fn nothing_is_traded_after_its_last_day() {
    let late = LedgerError::Matured {
        instrument: id(OPTION),
        date: day("2024-06-22"),
        matured_on: day("2024-06-21"),
    };
    for trade in [buy(OPTION, "1", "1 USD"), sell(OPTION, "1", "1 USD")] {
        let mut book = writer();
        book.book("2024-06-22", trade.clone());
        let refused = book.try_journal().unwrap_err().error;
        assert_eq!((refused.code(), &refused), ("ledger.matured", &late));
        let mut book = writer();
        book.book("2024-06-21", trade).book("2024-06-24", Event::Expiry { instrument: id(OPTION) });
        book.journal();
    }
}

#[test]
fn a_price_is_no_booking_before_its_multiplier_is_known() {
    let price = Price::new("3.35".parse().unwrap(), Currency::USD);
    let quoted = Trade::quoted(id(OPTION), "2".parse().unwrap(), price).unwrap();
    let booked = |trade| Booking::new(id(1), day("2024-01-02"), Event::Buy(trade), Vec::new());
    assert_eq!(booked(quoted.clone()), Err(LedgerError::PriceWithoutMultiplier));
    let told = quoted.with_multiplier(multiplier(OPTION)).unwrap();
    assert_eq!(told, Trade::new(id(OPTION), "2".parse().unwrap(), money("670 USD")));
    assert!(booked(told).is_ok());
    // Cash is kept in pounds: 3 × 512.5 p × 10.
    let pence = Price::new("512.5".parse().unwrap(), "GBp".parse().unwrap());
    let ten: Multiplier = "10".parse().unwrap();
    let trade: Trade = Trade::at(id(4), "3".parse().unwrap(), pence, ten).unwrap();
    assert_eq!(trade.consideration, money("153.75 GBP"));
}
