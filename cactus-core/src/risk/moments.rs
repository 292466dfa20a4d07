//! Sums that keep their digits, and the moments of a sample.

use crate::undefined::{Figure, Undefined};

/// A return is a quotient near one, less one: what differs by less than this differs by rounding only.
pub(super) const ROUNDING: f64 = 1e-14;
/// Terms added plainly before their sum joins a compensated one.
const BLOCK: usize = 64;
/// Sums that grow side by side.
const LANES: usize = 4;

/// A sum that carries what its additions have rounded away (A. Neumaier, 1974).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    pub(super) fn of(term: f64) -> Self {
        Self { sum: term, lost: 0.0 }
    }

    pub(super) fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        self.lost += if self.sum.abs() >= term.abs() {
            (self.sum - sum) + term
        } else {
            (term - sum) + self.sum
        };
        self.sum = sum;
    }

    /// The sum of the terms of both.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.add(other.sum);
        self.lost += other.lost;
        self
    }

    pub(super) fn value(self) -> f64 {
        self.sum + self.lost
    }
}

/// Sums of terms over pairs of numbers, always added in the same order.
pub(super) fn pair_sums<const N: usize>(
    a: &[f64],
    b: &[f64],
    terms: impl Fn(f64, f64) -> [f64; N],
) -> [f64; N] {
    let mut totals = [Compensated::default(); N];
    for (a, b) in a.chunks(BLOCK).zip(b.chunks(BLOCK)) {
        let mut lanes = [[0.0_f64; N]; LANES];
        let ((a_fours, a_rest), (b_fours, b_rest)) =
            (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
        for (a, b) in a_fours.iter().zip(b_fours) {
            for ((sums, a), b) in lanes.iter_mut().zip(a).zip(b) {
                for (sum, term) in sums.iter_mut().zip(terms(*a, *b)) {
                    *sum += term;
                }
            }
        }
        for ((sums, a), b) in lanes.iter_mut().zip(a_rest).zip(b_rest) {
            for (sum, term) in sums.iter_mut().zip(terms(*a, *b)) {
                *sum += term;
            }
        }
        for sums in lanes {
            for (total, sum) in totals.iter_mut().zip(sums) {
                total.add(sum);
            }
        }
    }
    totals.map(Compensated::value)
}

/// Sums of terms over numbers.
pub(super) fn sums<const N: usize>(sample: &[f64], terms: impl Fn(f64) -> [f64; N]) -> [f64; N] {
    pair_sums(sample, sample, |x, _| terms(x))
}

/// The middle of a sample, and sums of powers of the distances from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments {
    pub(super) count: usize,
    /// The arithmetic mean.
    pub(super) mean: f64,
    /// `Σ (x − x̄)²`; exactly zero if all numbers are the same but for rounding.
    pub(super) squares: f64,
    /// `Σ (x − x̄)³`.
    pub(super) cubes: f64,
    /// `Σ (x − x̄)⁴`.
    pub(super) fourths: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Moments {
    /// Of a sample of at least so many numbers, one or more.
    pub(super) fn of(sample: &[f64], needed: usize) -> Figure<Self> {
        if sample.len() < needed {
            return Err(Undefined::TooFew { given: sample.len(), needed });
        }
        let count = sample.len() as f64;
        let [sum] = sums(sample, |x| [x]);
        let mean = sum / count;
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for x in sample {
            least = if *x < least { *x } else { least };
            most = if *x > most { *x } else { most };
        }
        let found =
            Self { count: sample.len(), mean, squares: 0.0, cubes: 0.0, fourths: 0.0, least, most };
        if most - least <= ROUNDING {
            return Ok(found);
        }
        let [rest, squares, cubes, fourths] = sums(sample, |x| {
            let d = x - mean;
            let square = d * d;
            [d, square, square * d, square * square]
        });
        // What the rounding of the mean leaves in the sum of squares.
        let squares = squares - rest * rest / count;
        Ok(Self { squares, cubes, fourths, ..found })
    }

    /// The standard deviation of a sample: the sum of squares is divided by n − 1.
    pub(super) fn deviation(&self) -> Figure<f64> {
        if self.count < 2 {
            return Err(Undefined::TooFew { given: self.count, needed: 2 });
        }
        Ok((self.squares / (self.count as f64 - 1.0)).sqrt())
    }

    /// The standard deviation, if it is something to divide by.
    pub(super) fn varied(&self) -> Figure<f64> {
        let deviation = self.deviation()?;
        if deviation > 0.0 { Ok(deviation) } else { Err(Undefined::Flat) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_what_cancels() {
        let mut sample = vec![1e16];
        sample.extend([1.0; 300]);
        sample.push(-1e16);
        // Plain addition from left to right gives 0.
        let [sum] = sums(&sample, |x| [x]);
        assert!((sum - 300.0).abs() <= 64.0, "{sum}");
        let [sum] = sums(&[0.1; 100_000], |x| [x]);
        assert!((sum - 10_000.0).abs() < 1e-11, "{sum:?}");
    }

    #[test]
    fn moments_of_a_small_sample() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, population deviation 2.
        let found = Moments::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], 2).unwrap();
        assert!((found.mean - 5.0).abs() < 1e-15 && (found.squares - 32.0).abs() < 1e-14);
        assert!((found.cubes - 42.0).abs() < 1e-13 && (found.fourths - 356.0).abs() < 1e-12);
        assert!(Moments::of(&[], 1).is_err());
    }
}
