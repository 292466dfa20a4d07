//! Proofs that a rate is the only one of some flows: each is quick, and enough by itself.

use super::dated_flows::{DatedFlow, DatedFlows};
use super::discount::discounted;

/// How many flows are taken at a time.
const LANES: usize = 4;
/// Stands in the places that are left over.
const NONE: DatedFlow = DatedFlow { day: 0.0, amount: 0.0 };
/// `1 / k!`, for factors of which the exponent is at most [`NEAR`].
const FACTORS: [f64; 7] = [1.0, 1.0, 1.0 / 2.0, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0];
const NEAR: f64 = 1.0;
/// What is left out of a factor, at most: `e |x|⁷ / 7!`.
const LEFT_OUT: f64 = std::f64::consts::E / 5_040.0;
/// Far more than all roundings of a factor.
const COARSE: f64 = 1e-9;
/// What partial sums may owe to rounding, as a fraction of the sum of sizes and for each flow.
const ROUNDING: f64 = 4.0 * f64::EPSILON;
/// The roundings of a discount factor, and what is left of those of the rate.
const DISCOUNT_ROUNDINGS: usize = 128;

/// Whether the zero of some flows, `s = ln(1 + x)` per day, is proven to be their only one.
///
/// With one change of sign from flow to flow there is one rate, by the rule of Descartes, which holds for sums of
/// exponentials as for polynomials.
pub(super) fn is_only_zero(flows: &DatedFlows, s: f64) -> bool {
    flows.sign_changes() == 1 || nearly_owes_nothing(flows, s) || owes_nothing(flows, s)
}

/// Whether the balance of the flows, grown at the rate, has one sign all the time:
/// `S_k = Σ c_i e^(−s t_i)` over `i ≤ k`, for all `k` but the last.
///
/// Proof: with these sums `f(s + h) = Σ S_k (e^(−h t_k) − e^(−h t_(k+1)))`, and every bracket has the sign of
/// `h`. (An investment that nobody owes on: C. S. Soper, "The Marginal Efficiency of Capital", 1959.) Sums that
/// are within rounding of zero prove nothing.
fn owes_nothing(flows: &DatedFlows, s: f64) -> bool {
    let discounted = discounted(flows, s);
    let mut size = 0.0;
    let range = balances(flows.rows(), |flows| {
        let terms = flows.each_ref().map(|flow| discounted(flow).amount);
        size += terms.iter().map(|term| term.abs()).sum::<f64>();
        terms
    });
    let roundings = flows.rows().len() + DISCOUNT_ROUNDINGS;
    range.is_one_sided(size * ROUNDING * roundings as f64)
}

/// The same with factors from a polynomial about the middle of the time, good to a few digits: enough for most, as the
/// balance is seldom near zero.
fn nearly_owes_nothing(flows: &DatedFlows, s: f64) -> bool {
    let half = flows.span() / 2.0;
    let farthest = (s * half).abs();
    if farthest > NEAR {
        return false;
    }
    let range = balances(flows.rows(), |flows| {
        let exponents = flows.each_ref().map(|flow| s * (half - flow.day));
        let mut factors = [0.0; LANES];
        for term in FACTORS.iter().rev() {
            for (factor, exponent) in factors.iter_mut().zip(&exponents) {
                *factor = *factor * exponent + term;
            }
        }
        let mut terms = flows.each_ref().map(|flow| flow.amount);
        for (term, factor) in terms.iter_mut().zip(&factors) {
            *term *= factor;
        }
        terms
    });
    range.is_one_sided(flows.size() * (farthest.powi(7) * LEFT_OUT + COARSE))
}

/// The least and the most that running sums have been.
struct Range {
    least: f64,
    most: f64,
}

impl Range {
    /// Whether they stay on one side of zero, by more than this.
    fn is_one_sided(&self, error: f64) -> bool {
        error.is_finite() && (self.least > error || self.most < -error)
    }
}

/// The range of the running sums of some flows as they are weighed, without the sum of all.
#[inline]
fn balances(
    flows: &[DatedFlow],
    mut weigh: impl FnMut(&[DatedFlow; LANES]) -> [f64; LANES],
) -> Range {
    let (mut least, mut most) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let mut balance = 0.0;
    let (_, flows) = flows.split_last().unwrap_or((&NONE, &[]));
    let (whole, rest) = flows.as_chunks::<LANES>();
    // A flow of nothing changes no balance.
    let mut padded = [NONE; LANES];
    padded.iter_mut().zip(rest).for_each(|(place, flow)| *place = *flow);
    for flows in whole.iter().chain((!rest.is_empty()).then_some(&padded)) {
        let [a, b, c, d] = weigh(flows);
        let sums = [a, a + b, a + b + c, (a + b) + (c + d)];
        let balances = sums.map(|sum| balance + sum);
        for (least, balance) in least.iter_mut().zip(balances) {
            *least = if balance < *least { balance } else { *least };
        }
        for (most, balance) in most.iter_mut().zip(balances) {
            *most = if balance > *most { balance } else { *most };
        }
        balance += (a + b) + (c + d);
    }
    let least = least.into_iter().fold(f64::INFINITY, f64::min);
    Range { least, most: most.into_iter().fold(f64::NEG_INFINITY, f64::max) }
}
