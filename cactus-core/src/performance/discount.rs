//! Discount factors of many whole days at one rate.

use super::dated_flows::{DatedFlow, DatedFlows};

/// One exponential costs as much as so many products of two entries of a table.
const WORTH: usize = 4;

/// The factors `e^(−x k)` of days `k` up to a last one, at a rate `x ≥ 0` per day.
///
/// For many flows each is the product of two entries of a short table: one for the days below a power of two, one for
/// the multiples of it. Each entry is itself a product of few exponentials, so that no factor is off by more than a
/// dozen roundings.
#[derive(Debug)]
pub(super) struct Discount {
    x: f64,
    bits: u32,
    /// The days below `2^bits`, then the multiples of it; empty if there is no table.
    table: Vec<f64>,
}

impl Discount {
    /// Factors up to the day `last`, of which `count` will be asked for.
    pub(super) fn new(x: f64, last: u32, count: usize) -> Self {
        let bits = (u32::BITS - last.leading_zeros()).div_ceil(2);
        let (fine, coarse) = (1_usize << bits, (last >> bits) as usize + 1);
        let mut table = Vec::new();
        if fine + coarse < WORTH * count {
            table.reserve_exact(fine + coarse);
            push_powers(&mut table, x, fine);
            push_powers(&mut table, x * fine as f64, coarse);
        }
        Self { x, bits, table }
    }

    /// The factor of a day.
    #[inline]
    pub(super) fn of(&self, day: u32) -> f64 {
        let fine = 1 << self.bits;
        let (near, far) = (day & (fine - 1), fine + (day >> self.bits));
        match (self.table.get(near as usize), self.table.get(far as usize)) {
            (Some(near), Some(far)) => near * far,
            _ => (-self.x * f64::from(day)).exp(),
        }
    }
}

/// The flows discounted at `s` per day of either sign, to the end where they are largest, so that nothing overflows.
pub(super) fn discounted(flows: &DatedFlows, s: f64) -> impl Fn(&DatedFlow) -> DatedFlow {
    let last = flows.span() as u32;
    let discount = Discount::new(s.abs(), last, flows.rows().len());
    move |flow| {
        let day = flow.day as u32;
        let factor = discount.of(if s < 0.0 { last - day } else { day });
        DatedFlow { amount: flow.amount * factor, ..*flow }
    }
}

/// Appends `e^(−x k)` for `k` from zero on: each doubling is one exponential and a product for each entry so far.
fn push_powers(table: &mut Vec<f64>, x: f64, count: usize) {
    let start = table.len();
    table.push(1.0);
    let mut made = 1;
    while made < count {
        let more = made.min(count - made);
        table.extend_from_within(start..start + more);
        let step = (-x * made as f64).exp();
        for entry in table.iter_mut().skip(start + made) {
            *entry *= step;
        }
        made += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_of_a_table_are_exponentials() {
        for last in [0, 1, 2, 63, 64, 365, 3_652, 25_567] {
            for x in [0.0, 1e-9, 2e-4, 0.01, 0.9] {
                let discount = Discount::new(x, last, last as usize + 9);
                assert!(!discount.table.is_empty());
                for day in 0..=last {
                    let expected = (-x * f64::from(day)).exp();
                    let found = discount.of(day);
                    // Exponents are rounded, to a digit that counts the more the larger they are.
                    let relative = 2e-15 + 4.0 * f64::EPSILON * x * f64::from(day);
                    let far = (found - expected).abs();
                    assert!(far <= relative * expected + f64::MIN_POSITIVE, "{found} {expected}");
                }
            }
        }
    }

    #[test]
    fn few_factors_need_no_table() {
        let discount = Discount::new(0.001, 3_652, 12);
        assert!(discount.table.is_empty());
        assert!((discount.of(1_000) - (-1.0_f64).exp()).abs() < 1e-16);
    }
}
