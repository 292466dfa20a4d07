//! The rate of flows that have one, from a few passes over them.
//!
//! With `u` the time of a flow from −1 at the first to 1 at the last and `z = ln(1 + x)` times half the span,
//! the flows are worth `f(z) = Σ c e^(−z u) = Σ m_k (−z)^k / k!`, where `m_k = Σ c u^k`. One pass gives the
//! moments `m_k`, and the rest is a polynomial whose error is known. Ordinary rates over ordinary times need no
//! exponential at all; for others the flows are discounted to what the polynomial says, and expanded again.
//! The sum `m_0` is exact, so that rates next to zero keep their digits.

use super::dated_flows::{DatedFlows, LANES};

/// Expansions before the search is left to a slower one.
const ROUNDS: usize = 12;
/// Steps on one polynomial.
const STEPS: usize = 8;
/// Beyond it a polynomial is of no use.
const WIDEST: f64 = 4.0;
/// Beyond it `e^z` has no `f64`.
const FARTHEST: f64 = 600.0;
/// What partial sums may owe to rounding, as a fraction of the sum of sizes and for each flow.
const ROUNDING: f64 = 4.0 * f64::EPSILON;
/// Half of the last digit.
const HALF_DIGIT: f64 = f64::EPSILON / 2.0;

/// A zero, if the search from the middle of all rates finds one: `ln(1 + x)` per day.
///
/// Which of several zeros it is, is left open: it is of use where the flows have one.
pub(super) fn zero(flows: &DatedFlows) -> Option<f64> {
    let half = flows.span() / 2.0;
    let mut z = 0.0;
    // Ten moments reach rates of a few years, sixteen those of twenty years at 7 %.
    let mut step = if (flows.linear_guess() * half).abs() < 0.15 {
        Moments::<10>::of(flows, half).step(0.0)
    } else {
        Moments::<16>::of(flows, half).step(0.0)
    };
    for _ in 0..ROUNDS {
        z += step.length;
        if step.is_exact {
            return Some(z / half);
        }
        if z.is_nan() || z.abs() > FARTHEST {
            return None;
        }
        step = Moments::<6>::discounted(flows, half, z).step(z);
    }
    None
}

/// Whether the zero is the only one, because the balance of the flows, grown at its rate, has one sign all the
/// time: `S_k = Σ c_i e^(−s t_i)` over `i ≤ k`, for all `k` but the last.
///
/// Proof: with these sums `f(s + h) = Σ S_k (e^(−h t_k) − e^(−h t_(k+1)))`, and every bracket has the sign of
/// `h`. (An investment that nobody owes on: C. S. Soper, "The Marginal Efficiency of Capital", 1959.) Sums that
/// are within rounding of zero prove nothing.
pub(super) fn is_only_zero(flows: &DatedFlows, s: f64) -> bool {
    let factors = Factors::new(flows, s);
    let (mut balance, mut size) = (0.0_f64, 0.0_f64);
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut last = 0.0;
    for block in flows.blocks() {
        // In each round the flow before is added, so that the last one stays out of the range.
        for (day, amount) in block.days.iter().zip(&block.amounts) {
            if *amount != 0.0 && last != 0.0 {
                balance += last;
                least = if balance < least { balance } else { least };
                most = if balance > most { balance } else { most };
            }
            if *amount != 0.0 {
                last = amount * factors.at(*day);
                size += last.abs();
            }
        }
    }
    let rounding = size * ROUNDING * (flows.count() + FINE * 2) as f64;
    size.is_finite() && (least > rounding || most < -rounding)
}

/// How many days one coarse factor spans.
const FINE: usize = 64;

/// Discount factors `e^(−s t)` about the middle of the time. For many flows each is the product of two from
/// short tables.
struct Factors {
    s: f64,
    middle: f64,
    fine: Vec<f64>,
    coarse: Vec<f64>,
}

impl Factors {
    fn new(flows: &DatedFlows, s: f64) -> Self {
        let (middle, span) = (flows.span() / 2.0, flows.span() as usize);
        let (mut fine, mut coarse) = (Vec::new(), Vec::new());
        if flows.count() > FINE && span / FINE < flows.count() {
            fine.extend(powers((-s).exp()).take(FINE));
            let first = (s * middle).exp();
            let steps = powers((-s * FINE as f64).exp());
            coarse.extend(steps.take(span / FINE + 1).map(|power| first * power));
        }
        Self { s, middle, fine, coarse }
    }

    #[inline]
    fn at(&self, day: f64) -> f64 {
        let whole = day as usize;
        match (self.coarse.get(whole / FINE), self.fine.get(whole % FINE)) {
            (Some(coarse), Some(fine)) => coarse * fine,
            _ => (-self.s * (day - self.middle)).exp(),
        }
    }
}

/// `1, b, b², …`
fn powers(base: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(1.0), move |power| Some(power * base))
}

/// Where a polynomial has its zero, from the place it expands.
#[derive(Debug, Clone, Copy)]
struct Step {
    length: f64,
    /// To the last digits of the whole way.
    is_exact: bool,
}

/// The moments up to the order `N − 1`.
struct Moments<const N: usize> {
    /// `m_k`.
    signed: [f64; N],
    /// Those of what came in: `Σ max(c, 0) u^k`.
    plus: [f64; 3],
}

impl<const N: usize> Moments<N> {
    fn of(flows: &DatedFlows, half: f64) -> Self {
        let mut moments = Self::sums(flows, half, |_, amounts| amounts);
        if let Some(sum) = moments.signed.first_mut() {
            *sum = flows.total();
        }
        moments
    }

    /// Of the flows discounted to their middle by `z`.
    fn discounted(flows: &DatedFlows, half: f64, z: f64) -> Self {
        Self::sums(flows, half, |u, mut amounts| {
            for (amount, u) in amounts.iter_mut().zip(u) {
                *amount *= (-z * u).exp();
            }
            amounts
        })
    }

    #[inline]
    fn sums(
        flows: &DatedFlows,
        half: f64,
        weigh: impl Fn([f64; LANES], [f64; LANES]) -> [f64; LANES],
    ) -> Self {
        let (mut signed, mut plus) = ([[0.0; LANES]; N], [[0.0; LANES]; 3]);
        let per_day = 1.0 / half;
        for block in flows.blocks() {
            let u = block.days.map(|day| day * per_day - 1.0);
            let amounts = weigh(u, block.amounts);
            add_powers(&mut signed, amounts, u);
            add_powers(&mut plus, amounts.map(|amount| amount.max(0.0)), u);
        }
        Self { signed: signed.map(total), plus: plus.map(total) }
    }

    /// The step to the zero, at `z` away from no discount at all.
    fn step(&self, z: f64) -> Step {
        let guess = self.guess();
        self.polished(guess, z).unwrap_or(Step { length: guess, is_exact: false })
    }

    /// A step of Halley's method on `ln P − ln N`, the logarithms of what came in and went out, which is a line
    /// where each side falls on one day, and nearly one elsewhere.
    fn guess(&self) -> f64 {
        let [p0, p1, p2] = self.plus;
        let (plus_mean, minus_mean, bend, ratio) = match self.signed[..] {
            [m0, m1, m2, ..] => {
                let (n0, n1, n2) = (p0 - m0, p1 - m1, p2 - m2);
                let (plus, minus) = (1.0 / p0, 1.0 / n0);
                let (plus_mean, minus_mean) = (p1 * plus, n1 * minus);
                let plus_spread = p2 * plus - plus_mean * plus_mean;
                let minus_spread = n2 * minus - minus_mean * minus_mean;
                (plus_mean, minus_mean, plus_spread - minus_spread, p0 / n0)
            }
            _ => return f64::NAN,
        };
        let (value, slope) = (ratio.ln(), minus_mean - plus_mean);
        -2.0 * value * slope / (2.0 * slope * slope - value * bend)
    }

    /// The zero of the polynomial from a guess by Halley's method; none if it is not one of the sum.
    fn polished(&self, guess: f64, z: f64) -> Option<Step> {
        let value = scaled(self.signed, 0);
        let (slope, bend) = (scaled(self.signed, 1), scaled(self.signed, 2));
        let [plus, ..] = self.plus;
        let size = 2.0 * plus + self.signed.first()?.abs();
        let mut length = guess;
        for _ in 0..STEPS {
            if length.is_nan() || length.abs() > WIDEST {
                return None;
            }
            let (f, f1, f2) = (at(&value, length), at(&slope, length), at(&bend, length));
            let step = 2.0 * f * f1 / (2.0 * f1 * f1 - f * f2);
            length -= step;
            // What the next step would be, at most: it shrinks with the third power.
            let ratio = size / f1;
            let next = ratio * ratio * (step * step * step).abs();
            let digit = HALF_DIGIT * (z + length).abs();
            if next <= digit {
                let tail = ratio.abs() * tail::<N>(length.abs());
                return (tail < 1e-2).then_some(Step { length, is_exact: tail <= digit });
            }
        }
        None
    }
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

fn total(lanes: [f64; LANES]) -> f64 {
    lanes.iter().sum()
}
