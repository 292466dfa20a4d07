//! How long all risk measures of many series take, beside a plain pass over the same numbers.
//!
//! `cargo bench -p cactus-core --bench risk`: 1,000 series of 2,520 days with a benchmark, on one thread.
#![expect(clippy::unwrap_used, reason = "without its series a benchmark cannot go on")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::hint::black_box;
use std::time::Instant;

use cactus_core::risk::{
    PeriodsPerYear, ReturnSeries, RiskMeasure, RiskOptions, drawdowns, measure,
    rolling_expected_shortfall_historical, rolling_max_drawdown, rolling_sharpe, rolling_sortino,
    rolling_value_at_risk_historical,
};
use cactus_core::time::BusinessDate;

const SERIES: u64 = 1_000;
const DAYS: i32 = 2_520;
const ROUNDS: usize = 20;
/// Of so many series every window is sorted, which takes a while.
const SORTED: usize = 10;

fn main() {
    let benchmark = series(0);
    let all: Vec<ReturnSeries> = (1..=SERIES).map(series).collect();
    let options = RiskOptions { risk_free: "0.02".parse().unwrap(), ..RiskOptions::default() };
    let floor = best(&all, |series| plain_pass(series, &benchmark));
    println!("{SERIES} series of {DAYS} days, the best of {ROUNDS} rounds of each");
    let row = |what: &str, time: f64| println!("{what:<40} {time:>8.1} ms {:>7.1} ×", time / floor);
    row("floor: one multiply-add for each pair", floor);
    let count = RiskMeasure::ALL.len();
    let measures = best(&all, |series| measure(series, Some(&benchmark), options));
    row(&format!("all {count} measures, with a benchmark"), measures);
    println!(
        "bar {}: all measures, at most 50 ms",
        if measures <= 50.0 { "holds" } else { "fails" }
    );
    row("those of a series alone", best(&all, |series| measure(series, None, options)));
    row("the drawdown table", best(&all, |series| drawdowns(series).unwrap()));
    let periods = PeriodsPerYear::default();
    row(
        "rolling Sharpe ratio, 252 days",
        best(&all, |series| rolling_sharpe(series, 252, options.risk_free, periods)),
    );
    row(
        "rolling maximum drawdown, 252 days",
        best(&all, |series| rolling_max_drawdown(series, 252)),
    );
    row(
        "rolling Sortino ratio, 252 days",
        best(&all, |series| rolling_sortino(series, 252, 0.0, periods)),
    );
    row(
        "rolling expected shortfall, 252 days",
        best(&all, |series| rolling_expected_shortfall_historical(series, 252, options.tail)),
    );
    row(
        "rolling value at risk, 252 days",
        best(&all, |series| rolling_value_at_risk_historical(series, 252, options.tail)),
    );
    let few = all.get(..SORTED).unwrap();
    let sorting = best(few, |series| sorting(series, 252, options.tail));
    row("the same by sorting each window", sorting * (all.len() / few.len()) as f64);
}

/// Milliseconds for all series, one after the other. What interrupts a series in one round spares it in another.
fn best<T>(all: &[ReturnSeries], work: impl Fn(&ReturnSeries) -> T) -> f64 {
    let mut least = vec![f64::INFINITY; all.len()];
    for _ in 0..ROUNDS {
        for (series, least) in all.iter().zip(&mut least) {
            let start = Instant::now();
            black_box(work(black_box(series)));
            *least = least.min(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    least.iter().sum()
}

/// The floor: every return and its benchmark read once.
fn plain_pass(series: &ReturnSeries, benchmark: &ReturnSeries) -> f64 {
    series.returns().iter().zip(benchmark.returns()).map(|(r, b)| r * b).sum()
}

/// What the tail of every window costs that is sorted anew.
fn sorting(series: &ReturnSeries, length: usize, share: f64) -> Vec<f64> {
    let place = (length - 1) as f64 * share;
    let quantile = |window: &[f64]| {
        let mut window = window.to_vec();
        window.sort_unstable_by(f64::total_cmp);
        let mut from = window.iter().skip(place.floor() as usize);
        let (low, next) = (from.next().unwrap(), from.next().unwrap());
        low + place.fract() * (next - low)
    };
    series.returns().windows(length).map(quantile).collect()
}

/// Daily returns that look like those of a share.
fn series(seed: u64) -> ReturnSeries {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    let mut uniform = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let start = BusinessDate::from_day_number(12_000).unwrap();
    let rows = (1..=DAYS).map(|day| {
        // Four uniform numbers sum to nearly a bell.
        let bell: f64 = (0..4).map(|_| uniform() - 0.5).sum();
        (BusinessDate::from_day_number(12_000 + day).unwrap(), 0.0003 + 0.02 * bell)
    });
    ReturnSeries::new(start, rows).unwrap()
}
