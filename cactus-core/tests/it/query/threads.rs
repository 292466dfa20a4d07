//! Threads share the work of a question, and no figure shows how many they were.

use cactus_core::query::{Every, Query, Subject};
use proptest::prelude::*;

use super::laws::groupings;
use super::subject::{query, subject};
use crate::ledger::laws_of_kinds::{bases, market, periods};
use crate::ledger::random_kinds::every_kind;

fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

/// The answer to the last digit of every float, which is written so that it reads back as the same bits.
fn bits(subject: &Subject, query: &Query) -> String {
    format!("{:?}", subject.answer(query))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_of_a_period_are_the_same_bits_on_any_number_of_threads(
        (book, _) in every_kind(),
        basis in bases(),
        period in periods(),
        group_by in groupings(),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let subject = subject(&book, basis, market(&seed));
        let (from, to) = (period.start(), period.end());
        let text = format!(
            r#"{{"from":"{from}","to":"{to}","columns":["market_value","cost","gain","realised_gain","fees","twr","xirr",
                "contribution","volatility","sharpe","max_drawdown"]}}"#
        );
        let query = Query { group_by, ..query(&text) };
        let alone = on(1, || bits(&subject, &query));
        for threads in [2, 5] {
            prop_assert_eq!(&on(threads, || bits(&subject, &query)), &alone);
        }
        let series = |threads| on(threads, || format!("{:?}", subject.series(&query, Every::Week)));
        prop_assert_eq!(series(1), series(3));
    }
}
