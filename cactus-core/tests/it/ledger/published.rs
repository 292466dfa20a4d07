//! Worked examples that tax authorities have published.

use cactus_core::ledger::{CostBasis, RealisedGain};
use cactus_core::money::Rounding;

use super::book::{AVERAGE, Book, FIFO, buy, day, money, period, sell};

fn gains(book: &Book, basis: &CostBasis) -> Vec<RealisedGain> {
    let all = period("2019-12-31", "2030-12-31");
    book.journal().activity(all, basis).unwrap().realised
}

/// IRS Publication 564 (2009), "Mutual Fund Distributions", table 3: $4,000 at $25 (160 shares), $4,800 at $20
/// (240), a reinvested $300 at $30 (10); then 210 of the 410 shares sold for $6,720. Dates moved by 14 years.
fn table_3() -> Book {
    let mut book = Book::new();
    book.book("2022-02-06", buy(1, "160", "25 USD"))
        .book("2022-08-07", buy(1, "240", "20 USD"))
        .book("2022-12-18", buy(1, "10", "30 USD"))
        .book("2023-10-01", sell(1, "210", "32 USD"));
    book
}

#[test]
fn irs_publication_564_table_3_first_in_first_out() {
    // Published: 160 shares of the first purchase ($4,000) and 50 of the second ($1,000), a basis of $5,000.
    let rows = gains(&table_3(), &FIFO);
    let costs: Vec<_> = rows.iter().map(|row| row.cost).collect();
    assert_eq!(costs, [money("4000 USD"), money("1000 USD")]);
    let quantities: Vec<_> = rows.iter().map(|row| row.quantity.to_string()).collect();
    assert_eq!(quantities, ["160", "50"]);
    // By hand: 6,720 × 160/210 = 5,120 and 6,720 × 50/210 = 1,600.
    let proceeds: Vec<_> = rows.iter().map(|row| row.proceeds).collect();
    assert_eq!(proceeds, [money("5120 USD"), money("1600 USD")]);
    assert_eq!(rows[0].gain, money("1120 USD"));
    assert_eq!(rows[0].holding_days(), 602);
}

#[test]
fn irs_publication_564_table_3_average_basis() {
    // Published: $9,100 for 410 shares, of which 210 are sold; the holding period goes by the shares bought
    // first. By hand: 9,100 × 210 / 410 = 4,660.97560975609756….
    let book = table_3();
    let rows = gains(&book, &AVERAGE);
    assert_eq!(rows[0].acquired_on, day("2022-02-06"));
    assert_eq!(rows[0].quantity.to_string(), "160");
    let cost = rows[0].cost.add(rows[1].cost).unwrap();
    assert_eq!(cost, money("4660.975609756098 USD"));
    let left = book.journal().holdings(day("2023-10-01"), &AVERAGE).unwrap();
    assert_eq!(left.positions[0].cost, money("4439.024390243902 USD"));
}

#[test]
fn irs_publication_564_average_basis_over_two_sales() {
    // Published: 100 shares each at $10, $12 and $26 average $16, so 150 sold have a basis of $2,400; with 150
    // more at $14 the average is $15, so the next 50 have a basis of $750.
    let mut book = Book::new();
    book.book("2022-05-02", buy(1, "100", "10 USD"))
        .book("2022-08-02", buy(1, "100", "12 USD"))
        .book("2022-11-02", buy(1, "100", "26 USD"))
        .book("2023-05-11", sell(1, "150", "20 USD"))
        .book("2023-09-19", buy(1, "150", "14 USD"))
        .book("2023-12-16", sell(1, "50", "20 USD"));
    let rows = gains(&book, &AVERAGE);
    let first = rows[0].cost.add(rows[1].cost).unwrap();
    assert_eq!(first, money("2400 USD"));
    assert_eq!(rows[2].cost, money("750 USD"));
    assert_eq!(rows[2].acquired_on, day("2022-08-02"));
}

#[test]
fn hmrc_helpsheet_284_example_3() {
    // HM Revenue & Customs, helpsheet HS284 "Shares and Capital Gains Tax", example 3 (Ms Pierson, Lobster
    // plc). Published, in whole pounds: 1,000 shares at 400p with costs of £150 and 500 at 410p with costs of
    // £80; 700 sold at 480p with costs of £100 gain £329, which leaves 800 shares with a pool of £3,349; 400
    // sold at 520p with costs of £105 have an allowable cost of £1,675 (£1,674.67) and proceeds of £1,975.
    let mut book = Book::new();
    book.book_with_fee("2022-04-01", buy(4, "1000", "400 GBp"), "150 GBP")
        .book_with_fee("2022-09-01", buy(4, "500", "410 GBp"), "80 GBP")
        .book_with_fee("2023-05-01", sell(4, "700", "480 GBp"), "100 GBP")
        .book_with_fee("2024-02-01", sell(4, "400", "520 GBp"), "105 GBP");
    let rows = gains(&book, &AVERAGE);
    let of = |date: &str| {
        let date = day(date);
        rows.iter().filter(move |row| row.disposed_on == date)
    };
    let first = of("2023-05-01").map(|row| row.gain.amount()).sum();
    assert_eq!(Rounding::HalfUp.round(first, 0).to_string(), "329");
    let pool = book.journal().holdings(day("2023-05-31"), &AVERAGE).unwrap();
    let cost = pool.positions[0].cost.amount();
    assert_eq!(Rounding::HalfUp.round(cost, 0).to_string(), "3349");
    let second = of("2024-02-01").map(|row| row.cost.amount()).sum();
    assert_eq!(Rounding::HalfUp.round(second, 2).to_string(), "1674.67");
    let proceeds = of("2024-02-01").map(|row| row.proceeds.amount()).sum();
    assert_eq!(Rounding::HalfUp.round(proceeds, 0).to_string(), "1975");
}

#[test]
fn hmrc_manual_cg51624() {
    // HM Revenue & Customs, Capital Gains Manual CG51624: 10,000 shares for £100,000, of which 5,000 are sold
    // for £60,000 with costs of £4,000. Published: cost £50,000, unindexed gain £6,000, £50,000 stay in the pool.
    let mut book = Book::new();
    book.book("2023-01-10", buy(4, "10000", "1000 GBp")).book_with_fee(
        "2024-01-10",
        sell(4, "5000", "1200 GBp"),
        "4000 GBP",
    );
    for basis in [FIFO, AVERAGE] {
        let rows = gains(&book, &basis);
        assert_eq!(rows[0].cost, money("50000 GBP"));
        assert_eq!(rows[0].gain, money("6000 GBP"));
        let left = book.journal().holdings(day("2024-01-10"), &basis).unwrap();
        assert_eq!(left.positions[0].cost, money("50000 GBP"));
    }
}
