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
/// Portfolios that are timed together.
const PART: usize = 50;

fn main() {
    println!(
        "The best of {ROUNDS} rounds for each {PART} portfolios, in which all kinds of work take turns."
    );
    let [floor, figures] = of_shape(ADVISER);
    bar("1,000 portfolios on one thread, at most 40 ms", figures <= 40.0);
    bar("at least 40 % of the multiply-adds' speed", floor / figures >= 0.4);
    of_shape(Shape { foreign: true, ..ADVISER });
    of_shape(Shape { trades: 2_000, ..ADVISER });
    threads();
    curve("portfolios", [10, 100, 1_000, 10_000], |portfolios| Shape { portfolios, ..ADVISER });
    let few = Shape { portfolios: 100, instruments: 20, ..ADVISER };
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
    let mut all = Vec::new();
    let mut floor = |part| firm.terms_of(part, PART).iter().for_each(|terms| floats.pass(terms));
    let mut wide = |part| firm.terms_of(part, PART).iter().for_each(|terms| integers.pass(terms));
    let mut figures = |part| drop(black_box(totals(&firm, &grid, part, PART)));
    let mut values = |part| drop(black_box(each(&firm, &grid, part, PART, closing)));
    let mut keep = |part| {
        if part == 0 {
            all.clear();
        }
        all.push(each(&firm, &grid, part, PART, |values| (returns(&values), values)));
    };
    let parts = firm.parts(PART);
    let (once, [floor, figures], [wide, values, kept]) = on_one_thread(|| {
        (
            least(ROUNDS, 1, [&mut |_| drop(black_box(self::grid(&firm)))]),
            // These two take turns alone, so that neither finds the caches as a third has left them.
            least(ROUNDS, parts, [&mut floor, &mut figures]),
            least(ROUNDS, parts, [&mut wide, &mut values, &mut keep]),
        )
    });
    row("floor: the multiply-adds, in 64-bit floating point", floor, floor);
    row("the same from 64-bit into 128-bit integers", wide, floor);
    row("prices and rates laid out on the days, once for all", once[0], floor);
    row("daily values", values, floor);
    row("daily values and time-weighted returns", figures, floor);
    row("the same, all of them kept in memory", kept, floor);
    [floor, figures]
}

/// Ten times as many portfolios, on one thread and on two.
fn threads() {
    // All at once: the scheduler needs a while to find a processor for a second thread that wakes up.
    const MANY: usize = 10_000;
    let firm = Firm::new(Shape { portfolios: MANY, ..ADVISER });
    let grid = grid(&firm);
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, two) = (pool(1), pool(2));
    let work = |part| drop(black_box(totals(&firm, &grid, part, MANY)));
    let works: [&mut dyn FnMut(usize); 2] =
        [&mut |part| one.install(|| work(part)), &mut |part| two.install(|| work(part))];
    let [one, two] = least(ROUNDS, firm.parts(MANY), works);
    let times = one / two;
    println!();
    println!(
        "10000 portfolios: {one:.0} ms on one thread, {two:.0} ms on two, {times:.2} times as fast"
    );
    bar("two threads at least 1.8 times as fast as one", times >= 1.8);
}

/// How the time grows with one size while the others stay.
fn curve<const N: usize>(what: &str, sizes: [usize; N], shape: impl Fn(usize) -> Shape) {
    println!();
    for size in sizes {
        let firm = Firm::new(shape(size));
        let grid = grid(&firm);
        let mut floor = Floor::<f64>::new(shape(size));
        let [floor, time] = on_one_thread(|| {
            let works: [&mut dyn FnMut(usize); 2] = [
                &mut |part| firm.terms_of(part, PART).iter().for_each(|terms| floor.pass(terms)),
                &mut |part| drop(black_box(totals(&firm, &grid, part, PART))),
            ];
            least(ROUNDS, firm.parts(PART), works)
        });
        row(&format!("{size} {what}, {:.2} µs for each", time * 1e3 / size as f64), time, floor);
    }
}

fn grid(firm: &Firm) -> MarketGrid {
    shared_grid(&firm.timelines, &firm.market, firm.period, Currency::USD)
}

fn each<T: Send>(
    firm: &Firm,
    grid: &MarketGrid,
    part: usize,
    size: usize,
    measure: impl Fn(DailyValues) -> T + Sync,
) -> Vec<T> {
    daily_of_each(firm.timelines_of(part, size), grid, firm.period, measure)
}

fn totals(firm: &Firm, grid: &MarketGrid, part: usize, size: usize) -> Vec<f64> {
    each(firm, grid, part, size, |values| returns(&values).total)
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
