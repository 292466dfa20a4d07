//! The rate of flows that have one, from a few passes over them.
//!
//! With `u` the time of a flow from −1 at the first to 1 at the last and `z = ln(1 + x)` times half the span,
//! the flows are worth `f(z) = Σ c e^(−z u) = Σ m_k (−z)^k / k!`, where `m_k = Σ c u^k`. One pass gives the
//! moments `m_k`, and the rest is a polynomial whose error is known. Ordinary rates over ordinary times need no
//! exponential at all; for others the flows are discounted to what the polynomial says, and expanded again.
//! The sum `m_0` is exact, so that rates next to zero keep their digits.

use super::dated_flows::{DatedFlow, DatedFlows};
use super::discount::discounted;

/// How many flows are taken at a time.
const LANES: usize = 4;
/// Expansions before the search is left to a slower one.
const ROUNDS: usize = 12;
/// Steps on one polynomial.
const STEPS: usize = 8;
/// Beyond it a polynomial is of no use.
const WIDEST: f64 = 4.0;
/// Beyond it `e^z` has no `f64`.
const FARTHEST: f64 = 600.0;
/// Days over which ten moments are enough for most rates; sixteen reach 7 % over twenty years.
const SHORT: f64 = 1_000.0;
/// Half of the last digit.
const HALF_DIGIT: f64 = f64::EPSILON / 2.0;

/// A zero, if the search from the middle of all rates finds one: `ln(1 + x)` per day.
///
/// Which of several zeros it is, is left open: it is of use where the flows have one.
pub(super) fn zero(flows: &DatedFlows) -> Option<f64> {
    let half = flows.span() / 2.0;
    let first = if flows.span() < SHORT {
        Moments::<10>::of(flows, half).step()
    } else {
        Moments::<16>::of(flows, half).step()
    };
    let mut step = first.unwrap_or_else(|| Sides::of(flows, half, 0.0).step());
    let mut z = 0.0;
    for _ in 0..ROUNDS {
        z += step.length;
        if step.is_exact {
            return Some(z / half);
        }
        if z.is_nan() || z.abs() > FARTHEST {
            return None;
        }
        step = Sides::of(flows, half, z).step();
    }
    None
}

/// Where a polynomial has its zero, from the place it expands.
#[derive(Debug, Clone, Copy)]
struct Step {
    length: f64,
    /// To the last digits of the whole way.
    is_exact: bool,
}

/// The moments up to the order `N − 1` of flows that are discounted to their middle by `z`.
struct Moments<const N: usize> {
    /// `m_k`.
    sums: [f64; N],
    /// The sum of sizes.
    size: f64,
    z: f64,
}

impl<const N: usize> Moments<N> {
    /// Of the flows as they are.
    fn of(flows: &DatedFlows, half: f64) -> Self {
        let mut sums = sums(flows.rows(), half);
        if let Some(sum) = sums.first_mut() {
            *sum = flows.total();
        }
        Self { sums, size: flows.size(), z: 0.0 }
    }

    /// The step to the zero, if the polynomial is good enough to tell: from a guess by its first four coefficients
    /// (A. S. Householder's third-order step), which for small rates is off by the fourth power of the rate.
    fn step(&self) -> Option<Step> {
        let [m0, m1, m2, m3, ..] = self.sums[..] else { return None };
        let (above, below) =
            (m1 * m1 - m0 * m2 / 2.0, m1 * m1 * m1 - m0 * m1 * m2 + m0 * m0 * m3 / 6.0);
        self.polished(m0 * above / below)
    }

    /// The zero of the polynomial from a guess by Halley's method; none if it is not one of the sum.
    fn polished(&self, guess: f64) -> Option<Step> {
        let value = scaled(self.sums, 0);
        let (slope, bend) = (scaled(self.sums, 1), scaled(self.sums, 2));
        let mut length = guess;
        for _ in 0..STEPS {
            if length.is_nan() || length.abs() > WIDEST {
                return None;
            }
            let f1 = at(&slope, length);
            let step = halley(at(&value, length), f1, at(&bend, length));
            length += step;
            // What the next step would be, at most: it shrinks with the third power.
            let ratio = self.size / f1;
            let next = ratio * ratio * (step * step * step).abs();
            let digit = HALF_DIGIT * (self.z + length).abs();
            if next <= digit {
                let tail = ratio.abs() * tail::<N>(length.abs());
                return (tail < 1e-2).then_some(Step { length, is_exact: tail <= digit });
            }
        }
        None
    }
}

/// The step of Halley's method where a function has this value and these first two derivatives.
fn halley(value: f64, slope: f64, bend: f64) -> f64 {
    -2.0 * value * slope / (2.0 * slope * slope - value * bend)
}

/// The moments of what came in and what went out, apart.
struct Sides {
    plus: [f64; 6],
    minus: [f64; 6],
    z: f64,
}

impl Sides {
    fn of(flows: &DatedFlows, half: f64, z: f64) -> Self {
        let discounted: Vec<_> = flows.rows().iter().map(discounted(flows, z / half)).collect();
        let side = |sign: f64| {
            let of_side = |flow: &DatedFlow| (sign * flow.amount).max(0.0);
            let flows = discounted.iter().map(|flow| DatedFlow { amount: of_side(flow), ..*flow });
            sums(&flows.collect::<Vec<_>>(), half)
        };
        Self { plus: side(1.0), minus: side(-1.0), z }
    }

    fn step(&self) -> Step {
        let mut sums = self.plus;
        sums.iter_mut().zip(&self.minus).for_each(|(sum, out)| *sum -= out);
        let size = self.plus[0] + self.minus[0];
        let guess = self.guess();
        let polished = Moments { sums, size, z: self.z }.polished(guess);
        polished.unwrap_or(Step { length: guess, is_exact: false })
    }

    /// A step of Halley's method on `ln P − ln N`, the logarithms of what came in and went out, which is a line
    /// where each side falls on one day, and nearly one elsewhere.
    fn guess(&self) -> f64 {
        let ([p0, p1, p2, ..], [n0, n1, n2, ..]) = (self.plus, self.minus);
        let (plus_mean, minus_mean) = (p1 / p0, n1 / n0);
        let (plus_bend, minus_bend) =
            (p2 / p0 - plus_mean * plus_mean, n2 / n0 - minus_mean * minus_mean);
        halley((p0 / n0).ln(), minus_mean - plus_mean, plus_bend - minus_bend)
    }
}

/// The sums of `c u^k`.
#[inline]
fn sums<const N: usize>(flows: &[DatedFlow], half: f64) -> [f64; N] {
    let per_day = 1.0 / half;
    let mut sums = [[0.0; LANES]; N];
    let mut add = |flows: &[DatedFlow; LANES]| {
        let u = flows.map(|flow| flow.day * per_day - 1.0);
        add_powers(&mut sums, flows.map(|flow| flow.amount), u);
    };
    let (whole, rest) = flows.as_chunks::<LANES>();
    whole.iter().for_each(&mut add);
    if !rest.is_empty() {
        let mut padded = [DatedFlow::default(); LANES];
        padded.iter_mut().zip(rest).for_each(|(place, flow)| *place = *flow);
        add(&padded);
    }
    sums.map(|lanes| lanes.iter().sum())
}

/// Adds `c u^k` to the sum of each order `k`.
#[inline]
fn add_powers<const N: usize>(
    sums: &mut [[f64; LANES]; N],
    amounts: [f64; LANES],
    u: [f64; LANES],
) {
    let mut power = amounts;
    for sums in sums {
        for ((sum, power), u) in sums.iter_mut().zip(&mut power).zip(&u) {
            *sum += *power;
            *power *= u;
        }
    }
}

/// The coefficients of a derivative of `Σ m_k (−z)^k / k!`.
fn scaled<const N: usize>(moments: [f64; N], derivative: usize) -> [f64; N] {
    let mut coefficients = [0.0; N];
    let sign = if derivative == 1 { -1.0 } else { 1.0 };
    let terms = moments.iter().skip(derivative).zip(FACTORS);
    for (coefficient, (moment, factor)) in coefficients.iter_mut().zip(terms) {
        *coefficient = sign * moment * factor;
    }
    coefficients
}

/// `(−1)^k / k!`.
const FACTORS: [f64; 17] = [
    1.0,
    -1.0,
    1.0 / 2.0,
    -1.0 / 6.0,
    1.0 / 24.0,
    -1.0 / 120.0,
    1.0 / 720.0,
    -1.0 / 5040.0,
    1.0 / 40320.0,
    -1.0 / 362880.0,
    1.0 / 3628800.0,
    -1.0 / 39916800.0,
    1.0 / 479001600.0,
    -1.0 / 6227020800.0,
    1.0 / 87178291200.0,
    -1.0 / 1307674368000.0,
    1.0 / 20922789888000.0,
];

/// A polynomial; even and odd powers apart, so that two chains of operations run side by side.
#[inline]
fn at<const N: usize>(coefficients: &[f64; N], z: f64) -> f64 {
    let (pairs, _) = coefficients.as_chunks::<2>();
    let square = z * z;
    let (mut even, mut odd) = (0.0, 0.0);
    for [first, second] in pairs.iter().rev() {
        even = first + square * even;
        odd = second + square * odd;
    }
    even + z * odd
}

/// The terms from the order `N` on, for flows whose sizes sum to one.
fn tail<const N: usize>(z: f64) -> f64 {
    let factor = FACTORS.get(N).map_or(1.0, |factor| factor.abs());
    z.powi(N as i32) * factor * (1.0 + z)
}
