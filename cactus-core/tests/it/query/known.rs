//! Questions about what was known.

use cactus_core::error::Coded;
use cactus_core::query::{CachedSubject, Every, KnownOn, Query};
use proptest::prelude::*;

use super::laws::groupings;
use super::subject::{query, subject};
use crate::ledger::book::{Book, FIFO, buy, deposit, id, sell};
use crate::ledger::known::{at, built};
use crate::ledger::laws_of_kinds::{bases, market, periods};

const COLUMNS: &str = r#"["market_value","cost","net_flows","realised_gain","income","fees","twr","xirr","contribution"]"#;

#[test]
fn what_was_known_is_asked_of_tables_series_and_trails() {
    let mut book = Book::new();
    book.book("2021-01-04", deposit("1000 USD"))
        .book("2021-01-05", buy(1, "10", "100 USD"))
        .book("2021-01-06", sell(1, "4", "110 USD"));
    for (transaction, minute) in book.transactions.iter_mut().zip([1, 2, 3]) {
        transaction.recorded_at = at(minute);
    }
    let subject = subject(&book, FIFO, market(&[1]));
    let asked = r#"{"from":"2020-12-31","to":"2021-01-31","currency":"USD","columns":["cost","realised_gain"],"#;
    let known = |until: &str| query(&format!(r#"{asked}"known_on":"{until}"}}"#));
    let cells = |until: &str| {
        let table = subject.answer(&known(until)).unwrap();
        table.rows[0].cells.iter().map(|cell| cell.as_ref().unwrap().text()).collect::<Vec<_>>()
    };
    assert_eq!(cells("1970-01-01T00:01:59.999999Z"), ["0", "0"]);
    assert_eq!(cells("1970-01-01T00:02:00Z"), ["1000", "0"]);
    assert_eq!(cells("1970-01-01"), ["600", "40"]);
    let early = known("1970-01-01T00:02:30Z");
    let trail = subject.trail(&early).unwrap();
    assert_eq!((trail.flows.len(), trail.realised.len()), (1, 0));
    let series = subject.series(&early, Every::Month).unwrap();
    let last = series.rows[0].points.last().unwrap().as_ref().unwrap();
    assert_eq!(last[0].as_ref().unwrap().text(), "1000");
}

#[test]
fn what_does_not_hold_together_is_no_record() {
    let mut book = Book::new();
    book.book("2021-01-05", buy(1, "10", "100 USD")).book("2021-01-06", sell(1, "4", "110 USD"));
    for (transaction, minute) in book.transactions.iter_mut().zip([2, 1]) {
        transaction.recorded_at = at(minute);
    }
    let subject = subject(&book, FIFO, market(&[1]));
    let refused = subject.known_on(KnownOn::from(at(1))).unwrap_err();
    assert_eq!(refused.code(), "query.known_record");
    let details = refused.details();
    assert_eq!(details["reason"], "ledger.oversold");
    assert_eq!(details["transaction"], id::<cactus_core::ids::TransactionId>(2).to_string());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_was_known_is_what_was_answered_then(
        built in built(),
        basis in bases(),
        period in periods(),
        group_by in groupings(),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let (from, to) = (period.start(), period.end());
        let text = format!(r#"{{"from":"{from}","to":"{to}","columns":{COLUMNS}}}"#);
        let asked = Query { group_by, ..query(&text) };
        let now = subject(&built.book, basis.clone(), market(&seed));
        let kept = CachedSubject::new(now.clone());
        kept.answer(&asked).unwrap();
        for (moment, book) in built.moments() {
            let then = subject(&book, basis.clone(), market(&seed)).answer(&asked).unwrap();
            let mut query = asked.clone();
            query.options.known_on = Some(moment.into());
            prop_assert_eq!(&now.answer(&query).unwrap(), &then);
            prop_assert_eq!(&kept.answer(&query).unwrap(), &then);
        }
    }
}
