//! Times, side by side in one run, and whether they hold a bar.

use std::hint::black_box;
use std::time::Instant;

/// The least milliseconds that each of several kinds of work took, in rounds in which all take their turn: what
/// else the machine does falls on all of them, and is left out of the least.
pub fn least<const N: usize>(rounds: usize, mut works: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut least = [f64::INFINITY; N];
    for _ in 0..rounds {
        for (work, least) in works.iter_mut().zip(&mut least) {
            *least = least.min(milliseconds(work));
        }
    }
    least
}

/// How long it takes.
pub fn milliseconds<T>(work: impl FnOnce() -> T) -> f64 {
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
