//! How long the daily values and returns of many portfolios take, beside the multiply-adds that must happen.
//!
//! `cargo bench -p cactus-core --features parallel --bench columnar`
#![expect(clippy::unwrap_used, reason = "without its record a benchmark cannot go on")]
#![expect(clippy::indexing_slicing, reason = "a floor has no checks but those of the language")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod portfolios;
mod timing;

use std::hint::black_box;

use cactus_core::money::{Currency, Decimal};
use cactus_core::performance::{FlowTiming, TimeWeighted, time_weighted};
use cactus_core::pricing::MarketGrid;
use cactus_core::valuation::{DailyValues, daily_of_each, shared_grid};
use portfolios::{ADVISER, Firm, Shape, Term};
use timing::{bar, least, row};

const ROUNDS: usize = 15;

fn main() {
    let [floor, figures] = of_shape(ADVISER);
    bar("1,000 portfolios on one thread, at most 40 ms", figures <= 40.0);
    bar("at least 40 % of the multiply-adds' speed", floor / figures >= 0.4);
    of_shape(Shape { foreign: true, ..ADVISER });
    of_shape(Shape { trades: 2_000, ..ADVISER });
    threads();
    curve("portfolios", [10, 100, 1_000, 10_000], |portfolios| Shape { portfolios, ..ADVISER });
    let few = Shape { portfolios: 100, ..ADVISER };
    curve("days", [25, 252, 2_520, 25_200], |days| Shape { days, ..few });
    curve("trades", [20, 200, 2_000, 20_000], |trades| Shape { trades, ..few });
}

/// Times all steps for a firm of some shape; tells the floor and the figures.
fn of_shape(shape: Shape) -> [f64; 2] {
    let Shape { portfolios, positions, trades, days, instruments, foreign } = shape;
    let euros = if foreign { ", a quarter in euros" } else { "" };
    println!();
    println!(
        "{portfolios} portfolios, {days} days, {positions} positions, {trades} trades; {instruments} instruments{euros}"
    );
    let firm = Firm::new(shape);
    let grid = grid(&firm);
    let (mut floats, mut integers) = (Floor::<f64>::new(shape), Floor::<i64>::new(shape));
    let [floor, wide, once, values, figures, kept] = on_one_thread(|| {
        least(
            ROUNDS,
            [
                &mut || firm.terms.iter().for_each(|terms| floats.pass(terms)),
                &mut || firm.terms.iter().for_each(|terms| integers.pass(terms)),
                &mut || drop(black_box(self::grid(&firm))),
                &mut || drop(black_box(each(&firm, &grid, closing))),
                &mut || drop(black_box(each(&firm, &grid, |values| returns(&values).total))),
                &mut || {
                    let all = each(&firm, &grid, |values| (returns(&values), values));
                    drop(black_box(all));
                },
            ],
        )
    });
    row("floor: the multiply-adds, in 64-bit floating point", floor, floor);
    row("the same from 64-bit into 128-bit integers", wide, floor);
    row("prices and rates laid out on the days, once for all", once, floor);
    row("daily values", values, floor);
    row("daily values and time-weighted returns", figures, floor);
    row("the same, all of them kept in memory", kept, floor);
    [floor, figures]
}

/// Ten times as many portfolios, on one thread and on two.
fn threads() {
    let firm = Firm::new(Shape { portfolios: 10_000, ..ADVISER });
    let grid = grid(&firm);
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, two) = (pool(1), pool(2));
    let work = || drop(black_box(each(&firm, &grid, |values| returns(&values).total)));
    let [one, two] = least(5, [&mut || one.install(work), &mut || two.install(work)]);
    println!();
    println!(
        "10000 portfolios: {one:.0} ms on one thread, {two:.0} ms on two, {:.2} times as fast",
        one / two
    );
    bar("two threads at least 1.8 times as fast as one", one / two >= 1.8);
}

/// How the time grows with one size while the others stay.
fn curve<const N: usize>(what: &str, sizes: [usize; N], shape: impl Fn(usize) -> Shape) {
    println!();
    for size in sizes {
        let firm = Firm::new(shape(size));
        let grid = grid(&firm);
        let rounds = if size > 5_000 { 3 } else { ROUNDS };
        let [time] = on_one_thread(|| {
            let mut work = || drop(black_box(each(&firm, &grid, |values| returns(&values).total)));
            least(rounds, [&mut work])
        });
        println!(
            "{size:>7} {what:<12} {time:>10.3} ms {:>10.2} µs for each",
            time * 1e3 / size as f64
        );
    }
}

fn grid(firm: &Firm) -> MarketGrid {
    shared_grid(&firm.timelines, &firm.market, firm.period, Currency::USD)
}

fn each<T: Send>(
    firm: &Firm,
    grid: &MarketGrid,
    measure: impl Fn(DailyValues) -> T + Sync,
) -> Vec<T> {
    daily_of_each(&firm.timelines, grid, firm.period, measure)
}

fn closing(values: DailyValues) -> Decimal {
    values.closing().unwrap()
}

fn returns(values: &DailyValues) -> TimeWeighted {
    time_weighted(values, FlowTiming::default()).unwrap()
}

fn on_one_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(work)
}

/// The multiply-adds of a portfolio over columns of prices, and nothing else.
struct Floor<T> {
    columns: Vec<Vec<T>>,
    floats: Vec<f64>,
    integers: Vec<i128>,
}

impl Floor<f64> {
    fn new(shape: Shape) -> Self {
        let prices = |number| Firm::prices(shape, number).map(|price| price as f64).collect();
        Self {
            columns: (0..shape.instruments).map(prices).collect(),
            floats: vec![0.0; shape.days + 1],
            integers: Vec::new(),
        }
    }

    fn pass(&mut self, terms: &[Term]) {
        self.floats.fill(0.0);
        for Term { instrument, first, until, units } in terms {
            let (prices, units) = (&self.columns[*instrument][*first..*until], *units as f64);
            for (sum, price) in self.floats[*first..*until].iter_mut().zip(prices) {
                *sum += units * price;
            }
        }
        black_box(&self.floats);
    }
}

impl Floor<i64> {
    fn new(shape: Shape) -> Self {
        Self {
            columns: (0..shape.instruments).map(|n| Firm::prices(shape, n).collect()).collect(),
            floats: Vec::new(),
            integers: vec![0; shape.days + 1],
        }
    }

    fn pass(&mut self, terms: &[Term]) {
        self.integers.fill(0);
        for Term { instrument, first, until, units } in terms {
            let prices = &self.columns[*instrument][*first..*until];
            for (sum, price) in self.integers[*first..*until].iter_mut().zip(prices) {
                *sum += i128::from(*units) * i128::from(*price);
            }
        }
        black_box(&self.integers);
    }
}
