//! How long a question takes at every valuation day of ten years, beside as many questions of their own.
//!
//! `cargo bench -p cactus-core --features parallel --bench series`
#![expect(clippy::unwrap_used, reason = "without its record a benchmark cannot go on")]
#![expect(clippy::indexing_slicing, reason = "the classes of the firm go round")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod clients;
mod timing;

use std::hint::black_box;

use cactus_core::query::{Every, Query, Span, Subject};
use cactus_core::time::Period;
use clients::{TRANSACTIONS, day, firm};
use timing::{bar, least, row};

const DAYS: u64 = 3_652;
const VALUES: &str = r#""market_value","net_flows","gain","twr""#;
const RETURNS: &str = r#""twr","volatility","max_drawdown","xirr""#;
const PARTS: &str = r#""income","fees","realised_gain","twr""#;
/// One day out of so many is asked about by itself.
const SPREAD: usize = 50;

fn main() {
    println!("{DAYS} days, {TRANSACTIONS} transactions a client, on one thread");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let ratio = pool.install(|| of_size(1, "", &[VALUES, RETURNS, PARTS]));
    bar("a day of one portfolio, at least 20 times as fast as a question", ratio >= 20.0);
    pool.install(|| of_size(100, "", &[VALUES, RETURNS]));
    pool.install(|| of_size(100, r#","group_by":["client"]"#, &[VALUES]));
}

/// Times the series of a firm of so many clients; tells how many times a point costs less than a question.
fn of_size(clients: u64, group_by: &str, columns: &[&str]) -> f64 {
    let firm = firm(clients, DAYS);
    let mut ratios = Vec::new();
    for columns in columns {
        let query = over_ten_years(columns, group_by);
        let points = firm.series(&query, Every::Day).unwrap().dates;
        let Span::Over(period) = query.span else { return 0.0 };
        let asked = points.iter().step_by(SPREAD);
        let questions: Vec<_> = asked
            .map(|date| {
                let span = Span::Over(Period::new(period.start(), *date).unwrap());
                Query { span, ..query.clone() }
            })
            .collect();
        let [series, one_by_one] = least(
            3,
            1,
            [&mut |_| drop(black_box(firm.series(&query, Every::Day).unwrap())), &mut |_| {
                each(&firm, &questions)
            }],
        );
        println!();
        println!("{clients} clients{group_by}, {columns}, {} points", points.len());
        let (point, question) = (series / points.len() as f64, one_by_one / questions.len() as f64);
        row("the series", series, series);
        row("a point of it", point, point);
        row("a question of its own, of those spread over the time", question, point);
        ratios.push(question / point);
    }
    ratios.first().copied().unwrap_or_default()
}

fn each(firm: &Subject, questions: &[Query]) {
    for question in questions {
        black_box(firm.answer(question).unwrap());
    }
}

fn over_ten_years(columns: &str, group_by: &str) -> Query {
    let text = format!(
        r#"{{"from":"{}","to":"{}","columns":[{columns}]{group_by}}}"#,
        day(0).previous().unwrap(),
        day(DAYS)
    );
    serde_json::from_str(&text).unwrap()
}
