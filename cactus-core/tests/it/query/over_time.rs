//! A question day by day, and what its figures were computed from.

use cactus_core::ledger::Heading;
use cactus_core::query::{Column, Every, Query, Trail};
use proptest::prelude::*;

use super::small_firm::firm;
use super::subject::{query, subject};
use crate::ledger::book::day;
use crate::ledger::laws_of_kinds::{bases, market, periods};
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn each_point_is_the_answer_until_its_day(
        (book, _) in every_kind(),
        basis in bases(),
        period in periods(),
        every in prop::sample::select(Every::ALL),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let subject = subject(&book, basis, market(&seed));
        let (from, to) = (period.start(), period.end());
        let text = format!(
            r#"{{"from":"{from}","to":"{to}","columns":["closing_value","market_value","net_flows","inflows","outflows",
                "gain","twr"]}}"#
        );
        let asked = query(&text);
        let series = subject.series(&asked, every).unwrap();
        prop_assert_eq!(series.dates.last(), Some(&to));
        for (date, point) in series.dates.iter().zip(&series.rows[0].points) {
            let mut until = asked.clone();
            until.span = query(&format!(r#"{{"from":"{from}","to":"{date}","columns":[]}}"#)).span;
            let table = subject.answer(&until).unwrap();
            prop_assert_eq!(point.as_ref(), Some(&table.rows[0].cells));
        }
    }
}
