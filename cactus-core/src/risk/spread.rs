//! Mean and sample standard deviation.

use crate::undefined::{Figure, Undefined};

/// A return is a quotient near one, less one: what differs by less than this differs by rounding only.
const ROUNDING: f64 = 1e-14;

/// The middle of a sample and how far it spreads.
pub(super) struct Spread {
    /// The arithmetic mean.
    pub(super) mean: f64,
    /// The standard deviation of a sample: the sum of squares is divided by n − 1. Exactly zero if all numbers
    /// are the same but for rounding.
    pub(super) deviation: f64,
}

impl Spread {
    /// Of a sample of at least two numbers.
    pub(super) fn of(sample: &[f64]) -> Figure<Self> {
        let given = sample.len();
        if given < 2 {
            return Err(Undefined::TooFew { given, needed: 2 });
        }
        let count = given as f64;
        let mean = sample.iter().sum::<f64>() / count;
        let least = sample.iter().copied().fold(f64::INFINITY, f64::min);
        let most = sample.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if most - least <= ROUNDING {
            let deviation = 0.0;
            return Ok(Self { mean, deviation });
        }
        let squares: f64 = sample.iter().map(|x| (x - mean) * (x - mean)).sum();
        let deviation = (squares / (count - 1.0)).sqrt();
        Ok(Self { mean, deviation })
    }
}
