//! How long the internal rate of return of a set of flows takes, beside a floor and, if asked for, a peer.
//!
//! `PYTHON=…/bin/python cargo bench -p cactus-core --bench xirr`, with a Python that has the packages of
//! `tests/oracles/requirements.txt`, times pyxirr on the same flows in the same run. Without it the column of the
//! peer stays empty.
#![expect(clippy::unwrap_used, reason = "without its flows a benchmark cannot go on")]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock, and which Python to race"
)]

use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use cactus_core::money::{Decimal, decimal};
use cactus_core::performance::internal_rates;
use cactus_core::time::BusinessDate;

type Flows = Vec<(BusinessDate, Decimal)>;

/// How many flows, and the microseconds that a set with one rate may take.
const BARS: [(usize, f64); 3] = [(12, 0.3), (120, 1.2), (1_200, 10.0)];
/// So many different sets of each size, so that no branch is learnt by heart.
const SETS: usize = 64;

fn main() {
    println!("µs per set, the best of several rounds over {SETS} sets");
    println!("pyxirr: from lists of dates and floats of Python, and from arrays of numpy");
    println!(
        "flows  kind         cactus     floor     lists    arrays   lists/cactus  arrays/cactus"
    );
    let mut judgements = Vec::new();
    for (count, bar) in BARS {
        let ordinary = row(count, "saving", saving).max(row(count, "in and out", in_and_out));
        row(count, "any signs", any_signs);
        let holds = if ordinary <= bar { "holds" } else { "fails" };
        judgements.push(format!("bar {holds}: {count} flows of one rate, at most {bar} µs"));
    }
    println!("{}", judgements.join("\n"));
}

/// Prints a row, and gives the time of a set.
fn row(count: usize, kind: &str, make: fn(usize, &mut Dice) -> Flows) -> f64 {
    let dice = &mut Dice(count as u64);
    let sets: Vec<Flows> = (0..SETS).map(|_| make(count, dice)).collect();
    let ours = best(&sets, internal_rates);
    let floor = best(&sets, multiply_adds);
    let peer = std::env::var("PYTHON").ok().map(|python| pyxirr(&python, &sets));
    print!("{count:>5}  {kind:<10} {ours:>8.3} {floor:>9.3}");
    if let Some([lists, arrays]) = peer {
        print!("{lists:>10.3}{arrays:>10.3}{:>15.1}{:>15.1}", lists / ours, arrays / ours);
    }
    println!();
    ours
}

/// Microseconds per set.
fn best<T>(sets: &[Flows], work: impl Fn(&[(BusinessDate, Decimal)]) -> T) -> f64 {
    let rounds = 60_000 / (sets.len() * sets.iter().map(Vec::len).max().unwrap_or(1)) + 3;
    let times = (0..25).map(|_| {
        let start = Instant::now();
        for _ in 0..rounds {
            for flows in sets {
                black_box(work(black_box(flows)));
            }
        }
        start.elapsed().as_secs_f64() * 1e6 / (rounds * sets.len()) as f64
    });
    times.fold(f64::INFINITY, f64::min)
}

/// The floor: every flow read once into one multiply-add.
fn multiply_adds(flows: &[(BusinessDate, Decimal)]) -> f64 {
    let first = flows.first().unwrap().0.day_number();
    let term = |(date, amount): &(BusinessDate, Decimal)| {
        decimal::to_f64(*amount) * f64::from(date.day_number() - first)
    };
    flows.iter().map(term).sum()
}

/// Microseconds per set of pyxirr on the same flows, as lists and as arrays.
fn pyxirr(python: &str, sets: &[Flows]) -> [f64; 2] {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracles/time_pyxirr.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = |flows: &Flows| {
        let rows = flows.iter().map(|(date, amount)| format!("[\"{date}\",{amount}]"));
        format!("[{}]\n", rows.collect::<Vec<_>>().join(","))
    };
    let lines: String = sets.iter().map(text).collect();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let times = text.split_whitespace().map(|time| time.parse().unwrap());
    times.collect::<Vec<f64>>().try_into().unwrap()
}

/// Days between two flows: a year of months for twelve, ten years for more.
fn gap(count: usize) -> i32 {
    if count > 120 { 3 } else { 30 }
}

/// Some money at regular times, and its value at the end: one change of sign.
fn saving(count: usize, dice: &mut Dice) -> Flows {
    let mut flows: Flows = Vec::with_capacity(count);
    let (mut day, mut paid) = (12_000, 0.0);
    for _ in 1..count {
        let amount = -dice.cents(50_000);
        paid -= decimal::to_f64(amount);
        flows.push((BusinessDate::from_day_number(day).unwrap(), amount));
        day += gap(count);
    }
    let years = f64::from(day - 12_000) / 365.0;
    let rate = 0.02 + dice.below(80) as f64 / 1_000.0;
    let value = decimal::from_f64(paid * (rate * years / 2.0).exp(), 2).unwrap();
    flows.push((BusinessDate::from_day_number(day).unwrap(), value));
    flows
}

/// Deposits and withdrawals at random, more in than out, and the value at the end: many changes of sign, one rate.
fn in_and_out(count: usize, dice: &mut Dice) -> Flows {
    let mut flows: Flows = Vec::with_capacity(count);
    let (mut day, mut value) = (12_000, 0.0_f64);
    let growth = (dice.below(100) as f64 / 1_000.0 - 0.02) * f64::from(gap(count)) / 365.0;
    for number in 1..count {
        value *= 1.0 + growth;
        let out = number > 2 && dice.below(3) == 0;
        let amount =
            if out { decimal::from_f64(value * 0.2, 2).unwrap() } else { -dice.cents(100_000) };
        value -= decimal::to_f64(amount);
        flows.push((BusinessDate::from_day_number(day).unwrap(), amount));
        day += gap(count);
    }
    let value = decimal::from_f64(value * (1.0 + growth), 2).unwrap();
    flows.push((BusinessDate::from_day_number(day).unwrap(), value));
    flows
}

/// Amounts of either sign: any number of rates.
fn any_signs(count: usize, dice: &mut Dice) -> Flows {
    let mut flows: Flows = Vec::with_capacity(count);
    for number in 0..count {
        let day = 12_000 + gap(count) * i32::try_from(number).unwrap();
        let sign = Decimal::from(1 - 2 * i64::try_from(dice.below(2)).unwrap());
        let amount = decimal::multiply(sign, dice.cents(100_000)).unwrap();
        flows.push((BusinessDate::from_day_number(day).unwrap(), amount));
    }
    flows
}

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// At least one, in hundredths.
    fn cents(&mut self, limit: u64) -> Decimal {
        Decimal::new(i64::try_from(100 + self.below(limit)).unwrap(), 2)
    }
}
