//! Times, side by side in one run, and whether they hold a bar.

use std::hint::black_box;
use std::time::Instant;

/// The least milliseconds that each of several kinds of work took, in rounds in which all take their turn.
///
/// The work comes in parts. What else the machine does interrupts a part in one round and spares it in another, so
/// the least is that of each part, and the result is their sum.
pub fn least<const N: usize>(
    rounds: usize,
    parts: usize,
    mut works: [&mut dyn FnMut(usize); N],
) -> [f64; N] {
    let mut sums = [0.0; N];
    let mut least = vec![[f64::INFINITY; N]; parts];
    for _ in 0..rounds {
        for (part, least) in least.iter_mut().enumerate() {
            for (work, least) in works.iter_mut().zip(least) {
                *least = least.min(milliseconds(|| work(part)));
            }
        }
    }
    for part in least {
        sums.iter_mut().zip(part).for_each(|(sum, least)| *sum += least);
    }
    sums
}

/// How long it takes.
fn milliseconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64() * 1e3
}

/// Prints a time beside a floor.
pub fn row(what: &str, time: f64, floor: f64) {
    println!("{what:<58} {time:>10.2} ms {:>7.2} ×", time / floor);
}

/// Prints whether a bar holds, in the form that `cargo xtask bench` collects.
pub fn bar(what: &str, holds: bool) {
    println!("bar {}: {what}", if holds { "holds" } else { "fails" });
}
