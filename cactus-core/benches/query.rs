//! How long a question about a whole firm takes, the first time and again, and the same about one of its clients.
//!
//! `cargo bench -p cactus-core --features parallel --bench query`
#![expect(clippy::unwrap_used, reason = "without its record a benchmark cannot go on")]
#![expect(clippy::indexing_slicing, reason = "a floor has no checks but those of the language")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod clients;
mod timing;

use std::hint::black_box;

use cactus_core::money::{Money, decimal};
use cactus_core::query::{CachedSubject, Query, Value};
use clients::{ADVISERS, CLASSES, INSTRUMENTS, TRANSACTIONS, day, firm};
use timing::{bar, least, row};

/// Two years.
const DAYS: u64 = 730;

fn main() {
    println!(
        "{ADVISERS} advisers, {INSTRUMENTS} instruments in {} classes, {TRANSACTIONS} transactions a client",
        CLASSES.len()
    );
    let ones: Vec<f64> = [100, 1_000, 10_000].into_iter().map(of_size).collect();
    bar("one client of 10,000 in a first question, at most 5 ms", ones[2] <= 5.0);
}

/// Times a firm of so many clients; tells how long one of its clients takes in a first question.
fn of_size(clients: u64) -> f64 {
    let firm = CachedSubject::new(firm(clients, DAYS));
    let by_adviser = question(r#""adviser","asset_class""#, "");
    let by_client = question(r#""client""#, "");
    let by_class = question(r#""asset_class","adviser""#, "");
    let scope = format!(r#","scope":[{{"by":"client","keys":["client-{}"]}}]"#, clients / 2);
    let one = question(r#""asset_class""#, &scope);
    let positions = Positions::of(&firm);
    let (one_thread, two_threads) = (threads(1), threads(2));
    let rounds = if clients > 5_000 { 7 } else { 15 };
    let subject = firm.subject();
    let ask = |query: &Query| drop(black_box(firm.answer(query).unwrap()));
    let ask_anew = |query: &Query| drop(black_box(subject.answer(query).unwrap()));
    let first_rounds = if clients > 5_000 { 2 } else { 5 };
    let [first, first_on_two] = least(
        first_rounds,
        1,
        [&mut |_| one_thread.install(|| ask_anew(&by_adviser)), &mut |_| {
            two_threads.install(|| ask_anew(&by_adviser))
        }],
    );
    ask(&by_adviser);
    let mut groups = Vec::new();
    let [floor, again, turned, each, each_on_two, cold_one, warm_one] = least(
        rounds,
        1,
        [
            &mut |_| drop(black_box(positions.add_up())),
            &mut |_| one_thread.install(|| groups = firm.answer(&by_adviser).unwrap().rows),
            &mut |_| one_thread.install(|| ask(&by_class)),
            &mut |_| one_thread.install(|| ask(&by_client)),
            &mut |_| two_threads.install(|| ask(&by_client)),
            &mut |_| one_thread.install(|| ask_anew(&one)),
            &mut |_| one_thread.install(|| ask(&one)),
        ],
    );
    let year = over_a_year(r#""client""#);
    ask(&year);
    let [of_year, of_year_on_two] = least(
        first_rounds,
        1,
        [&mut |_| one_thread.install(|| ask(&year)), &mut |_| two_threads.install(|| ask(&year))],
    );
    println!();
    println!("{clients} clients, {} positions, {} rows", positions.rows.len(), groups.len());
    row("floor: units times price into a sum for each group", floor, floor);
    row("by adviser and asset class, the first question", first, floor);
    row("by adviser and asset class, the first, on two threads", first_on_two, floor);
    row("by adviser and asset class, again", again, floor);
    row("by asset class and adviser, again", turned, floor);
    row("by client, again", each, floor);
    row("by client, again, on two threads", each_on_two, floor);
    row("by client over a year, again", of_year, floor);
    row("by client over a year, again, on two threads", of_year_on_two, floor);
    row("one client by asset class, the first question", cold_one, floor);
    row("one client by asset class, again", warm_one, floor);
    if clients == 10_000 {
        bar("10,000 clients by adviser and asset class, warm, at most 150 ms", again <= 150.0);
    }
    cold_one
}

fn threads(number: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(number).build().unwrap()
}

fn question(group_by: &str, scope: &str) -> Query {
    let text = format!(
        r#"{{"as_of":"{}","group_by":[{group_by}]{scope},
            "columns":["market_value","weight","cost","unrealised_gain"]}}"#,
        day(DAYS)
    );
    serde_json::from_str(&text).unwrap()
}

fn over_a_year(group_by: &str) -> Query {
    let text = format!(
        r#"{{"from":"{}","to":"{}","group_by":[{group_by}],
            "columns":["market_value","net_flows","realised_gain","fees","twr","xirr","max_drawdown"]}}"#,
        day(DAYS).add_days(-365).unwrap(),
        day(DAYS)
    );
    serde_json::from_str(&text).unwrap()
}

/// What every client holds, made ready for the floor: the group, units, and the price in dollars.
struct Positions {
    rows: Vec<(usize, f64, f64)>,
    groups: usize,
}

impl Positions {
    fn of(firm: &CachedSubject) -> Self {
        let columns = r#""client","adviser","asset_class","instrument""#;
        let mut asked = question(columns, "");
        asked.columns = ["quantity", "market_value"].map(|key| key.parse().unwrap()).to_vec();
        let table = firm.subject().answer(&asked).unwrap();
        let number = |cell: &_| match cell {
            Ok(Value::Money(amount)) => decimal::to_f64(Money::amount(*amount)),
            Ok(Value::Units(units)) => decimal::to_f64(units.value()),
            _ => 0.0,
        };
        let mut groups: Vec<(String, String)> = Vec::new();
        let inner = table.rows.iter().filter(|row| row.groups.len() == 4);
        let rows = inner.map(|row| {
            let group = (row.groups[1].key.clone(), row.groups[2].key.clone());
            let known = groups.iter().position(|known| *known == group);
            let place = known.unwrap_or_else(|| {
                groups.push(group);
                groups.len() - 1
            });
            let (units, value) = (number(&row.cells[0]), number(&row.cells[1]));
            (place, units, value / units)
        });
        let rows = rows.collect();
        Self { rows, groups: groups.len() }
    }

    fn add_up(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.groups];
        for (group, units, price) in &self.rows {
            sums[*group] += units * price;
        }
        sums
    }
}
