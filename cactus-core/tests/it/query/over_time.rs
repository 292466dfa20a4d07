//! A question day by day, and what its figures were computed from.

use cactus_core::ledger::{ChargeKind, Heading};
use cactus_core::model::PriceBasis;
use cactus_core::money::{Currency, Decimal};
use cactus_core::pricing::{FxSeries, Market, PriceSeries, Staleness};
use cactus_core::query::{Column, Every, Query, SeriesRow, Span, Subject, TimeSeries, Trail};
use cactus_core::time::{BusinessDate, Period};
use proptest::prelude::*;

use super::laws::groupings;
use super::small_firm::firm;
use super::subject::{query, subject};
use crate::ledger::book::{day, id};
use crate::ledger::laws_of_kinds::{bases, market, periods};
use crate::ledger::random::{DAYS, FIRST};
use crate::ledger::random_kinds::every_kind;

fn asked() -> Query {
    query(
        r#"{"from":"2024-01-01","to":"2024-01-31","scope":[{"by":"client","keys":["client-1"]}],
            "group_by":["account"],"columns":["closing_value","net_flows","twr"]}"#,
    )
}

#[test]
fn points_lie_at_the_ends_of_the_calendar() {
    let dates = |every| {
        let dates = firm().series(&asked(), every).unwrap().dates;
        dates.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(dates(Every::Month), ["2024-01-31"]);
    let sundays = ["2024-01-07", "2024-01-14", "2024-01-21", "2024-01-28", "2024-01-31"];
    assert_eq!(dates(Every::Week), sundays);
    assert_eq!(dates(Every::Day), ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-31"]);
}

#[test]
fn a_row_that_begins_later_has_no_earlier_points() {
    let series = firm().series(&asked(), Every::Day).unwrap();
    let value = |row: usize, point: usize| {
        let cells = series.rows[row].points[point].as_ref();
        cells.map(|cells| cells[0].as_ref().unwrap().text())
    };
    assert_eq!(series.rows.len(), 3);
    assert_eq!(value(0, 2).as_deref(), Some("2290"));
    // Account 2 is there from the day of the transfer.
    assert_eq!(series.rows[2].groups[0].key, "account-2");
    assert_eq!((value(2, 0), value(2, 1).as_deref()), (None, Some("400")));
}

#[test]
fn a_figure_says_what_it_was_computed_from() {
    let asked = query(
        r#"{"from":"2024-01-01","to":"2024-01-04","scope":[{"by":"client","keys":["client-1"]}],"columns":["twr"]}"#,
    );
    let of = |column: &str| -> Trail {
        let column: Column = column.parse().unwrap();
        firm().trail(&asked).unwrap().of(column)
    };
    let held = of("market_value").valuation.unwrap();
    let [position] = &held.positions[..] else { panic!("one position") };
    assert_eq!(position.quote.as_ref().unwrap().date, day("2024-01-04"));
    let lots = of("cost").holdings.unwrap();
    assert_eq!(lots.positions[0].lots.len(), 1);
    let realised = of("realised_gain");
    assert_eq!(realised.realised.len(), 1);
    assert!(realised.days.is_empty() && realised.valuation.is_none());
    assert_eq!(of("net_flows").flows.len(), 1);
    assert_eq!(of("twr").days.len(), 4);
    assert_eq!(of("sharpe").days.len(), 4);
    // The fees of the two trades are part of cost and proceeds.
    assert!(of("fees").postings.iter().all(|posting| posting.heading == Heading::Fees));
}

#[test]
fn charges_of_purchases_and_of_sales_are_in_the_trail_of_those_in_trades() {
    let mut asked = asked();
    let columns = ["fees_in_trades", "fees", "taxes_in_trades"];
    asked.columns = columns.map(|key| key.parse().unwrap()).to_vec();
    asked.group_by.clear();
    let table = firm().answer(&asked).unwrap();
    let figures: Vec<_> = table.rows[0].cells.iter().map(|cell| cell.clone().unwrap()).collect();
    assert_eq!(figures.iter().map(|figure| figure.text()).collect::<Vec<_>>(), ["10", "10", "0"]);
    let charges = |column: &str| {
        let trail = firm().trail(&asked).unwrap().of(column.parse().unwrap());
        assert!(trail.realised.is_empty() && trail.days.is_empty());
        let seen = trail.charges.iter().map(|row| (row.date, row.kind, row.amount.to_string()));
        seen.collect::<Vec<_>>()
    };
    let fee = |date: &str| (day(date), ChargeKind::Fee, "5 USD".to_owned());
    // The purchase of the 2nd and the sale of the 4th.
    assert_eq!(charges("fees_in_trades"), [fee("2024-01-02"), fee("2024-01-04")]);
    assert_eq!(charges("fees"), charges("fees_in_trades"));
    assert_eq!(charges("taxes_in_trades"), []);
}

/// Columns that are read from the daily values and the record of a row, and some of which that cannot be.
const OF_ROWS: &str = r#"["closing_value","market_value","opening_value","net_flows","inflows","outflows","gain","twr",
    "twr_annualised","xirr","modified_dietz","volatility","max_drawdown","max_drawdown_peak","sharpe","income",
    "realised_gain","realised_gain_short_term","fees","unrealised_change","currency_gains"]"#;
const OF_OTHERS: &str = r#"["market_value","weight","cost","twr","contribution"]"#;

/// Prices of two days out of three, some of them too old for the next, and rates of every other day.
fn sparse(seed: &[u32], staleness: u16) -> Market {
    let mut market = Market::new(Staleness::of_days(staleness));
    let draw =
        |number: usize, place: usize| seed[(number * 5 + place * 3 + place / 11) % seed.len()];
    let days = (-30..=DAYS).map(|days| day(FIRST).add_days(days).unwrap()).enumerate();
    for number in 1..=3_usize {
        let currency = if number == 3 { Currency::EUR } else { Currency::USD };
        let known = days.clone().filter(|(place, _)| !draw(number, *place).is_multiple_of(3));
        let rows = known.map(|(place, date)| {
            (date, Decimal::new(i64::from(draw(number + 3, place) % 9_000 + 1_000), 2))
        });
        let id = id(u64::try_from(number).unwrap());
        let series = PriceSeries::new(id, currency, PriceBasis::Raw, rows).unwrap();
        market.add_prices(series).unwrap();
    }
    let known = days.filter(|(place, _)| place % 2 == 0);
    let rows =
        known.map(|(place, date)| (date, Decimal::new(i64::from(draw(9, place) % 9_000 + 999), 4)));
    market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rows).unwrap()).unwrap();
    market
}

/// The series that answers of the question day by day make.
fn one_by_one(subject: &Subject, asked: &Query, dates: &[BusinessDate]) -> TimeSeries {
    let mut rows: Vec<SeriesRow> = Vec::new();
    for (place, date) in dates.iter().enumerate() {
        let mut until = asked.clone();
        let Span::Over(period) = asked.span else { panic!("a period") };
        until.span = Span::Over(Period::new(period.start(), *date).unwrap());
        for row in subject.answer(&until).unwrap().rows {
            let known = rows.iter().position(|known| known.groups == row.groups);
            let at = known.unwrap_or_else(|| {
                rows.push(SeriesRow { groups: row.groups, points: vec![None; dates.len()] });
                rows.len() - 1
            });
            rows[at].points[place] = Some(row.cells);
        }
    }
    TimeSeries { dates: dates.to_vec(), rows }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn each_point_is_the_answer_until_its_day(
        (book, _) in every_kind(),
        basis in bases(),
        period in periods(),
        every in prop::sample::select(Every::ALL),
        group_by in groupings(),
        is_grouped in any::<bool>(),
        columns in prop::sample::select(vec![OF_ROWS, OF_OTHERS]),
        staleness in prop::sample::select(vec![0, 2, 7]),
        is_sparse in any::<bool>(),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let market = if is_sparse { sparse(&seed, staleness) } else { market(&seed) };
        let subject = subject(&book, basis, market);
        let (from, to) = (period.start(), period.end());
        let text = format!(r#"{{"from":"{from}","to":"{to}","columns":{columns}}}"#);
        let group_by = if is_grouped { group_by } else { Vec::new() };
        let asked = Query { group_by, ..query(&text) };
        let series = subject.series(&asked, every).unwrap();
        prop_assert_eq!(series.dates.last(), Some(&to));
        prop_assert_eq!(&series, &one_by_one(&subject, &asked, &series.dates));
    }
}
