//! What is kept between questions never shows in an answer.

use cactus_core::query::{CachedSubject, Query};
use proptest::prelude::*;

use super::laws::groupings;
use super::small_firm::firm;
use super::subject::{lines, query, subject};
use crate::ledger::book::day;
use crate::ledger::laws_of_kinds::{bases, market};
use crate::ledger::random_kinds::every_kind;

/// Questions that differ in all that a day's holdings depend on, and in what they do not.
fn questions() -> impl Strategy<Value = Query> {
    let span = prop::sample::select(vec![
        r#""as_of":"2024-01-02""#,
        r#""as_of":"2024-01-09""#,
        r#""as_of":"2024-03-01""#,
        r#""from":"2024-01-03","to":"2024-01-09""#,
    ]);
    let scope = prop::sample::select(vec![
        "[]",
        r#"[{"by":"client","keys":["client-1"]}]"#,
        r#"[{"by":"account","keys":["account-1","account-3"]}]"#,
        r#"[{"by":"account","keys":["account-2"]},{"by":"currency","keys":["USD"]}]"#,
        r#"[{"by":"taxonomy:region","keys":["europe"]}]"#,
    ]);
    let options = prop::sample::select(vec![
        "",
        r#","currency":"EUR""#,
        r#","lot_method":"lifo""#,
        r#","lot_pool":"account""#,
        r#","lot_pool":"portfolio""#,
        r#","before_taxes":true"#,
        r#","before_fees":true"#,
        r#","owner_share":true"#,
    ]);
    (span, scope, options, groupings()).prop_map(|(span, scope, options, group_by)| {
        let text = format!(
            r#"{{{span},"scope":{scope}{options},
                "columns":["market_value","weight","weight_in_group","cost","unrealised_gain","quantity"]}}"#
        );
        Query { group_by, ..query(&text) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn answers_are_those_of_the_subject_whatever_was_asked_before(
        (book, _) in every_kind(),
        basis in bases(),
        asked in prop::collection::vec(questions(), 2..8),
        order in prop::collection::vec(any::<prop::sample::Index>(), 10),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let subject = subject(&book, basis, market(&seed));
        let cached = CachedSubject::new(subject.clone());
        for place in order {
            let query = place.get(&asked);
            prop_assert_eq!(cached.answer(query), subject.answer(query), "{:?}", query);
        }
    }
}

#[test]
fn a_subject_that_was_changed_has_nothing_kept() {
    let asked = query(r#"{"as_of":"2024-01-04","columns":["market_value","cost"]}"#);
    let cached = CachedSubject::new(firm());
    assert_eq!(lines(&cached.answer(&asked).unwrap()), [": 3466 1883.333333333333"]);
    let mut changed = cached.into_subject();
    changed.market = cactus_core::pricing::Market::default();
    let cached = CachedSubject::new(changed);
    // No rate is known any more, neither of the day nor of that on which the shares were bought.
    let (missing, price) = ("undefined.missing_rate", "undefined.missing_price");
    assert_eq!(lines(&cached.answer(&asked).unwrap()), [format!(": {price} {missing}")]);
}

#[test]
fn many_days_are_asked_about_in_turn_from_several_threads() {
    let cached = CachedSubject::new(firm());
    let ask = |number: i32| {
        let day = day("2024-01-02").day_number() + number;
        let day = cactus_core::time::BusinessDate::from_day_number(day).unwrap();
        let asked = query(&format!(r#"{{"as_of":"{day}","columns":["cost","unrealised_gain"]}}"#));
        assert_eq!(cached.answer(&asked), cached.subject().answer(&asked));
    };
    std::thread::scope(|scope| {
        let ask = &ask;
        for start in 0..3 {
            scope
                .spawn(move || (0..200).rev().chain(0..200).for_each(|day| ask(day / (start + 1))));
        }
    });
}
