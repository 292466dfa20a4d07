//! Dated flows made ready for a search for their rates.

use crate::money::Decimal;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// How many flows are taken at a time.
pub(super) const LANES: usize = 4;
/// Those of the scales for which the quick way is taken.
const POWERS_OF_TEN: [f64; 13] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];
/// Sums below it are exact in `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Some flows, with nothing paid in the places that are left over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Block {
    /// Days since the earliest flow.
    pub(super) days: [f64; LANES],
    /// What was paid, in a unit common to all flows.
    pub(super) amounts: [f64; LANES],
}

/// The flows of each day, summed exactly, in the order of their days; days without a flow are left out.
#[derive(Debug, Default)]
pub(super) struct DatedFlows {
    blocks: Vec<Block>,
    /// How many there are, without what is left over in the last block.
    count: usize,
    /// The days from the first flow to the last.
    span: f64,
    signs: Signs,
}

/// What the signs of the flows and of their running sums say.
#[derive(Debug)]
struct Signs {
    /// The sign changes from day to day.
    changes: usize,
    last: f64,
    /// The sum so far, and its range without the last flow.
    running: f64,
    least: f64,
    most: f64,
    /// The sum of sizes.
    size: f64,
    /// The sum of amounts times days.
    moment: f64,
}

impl Default for Signs {
    fn default() -> Self {
        let (least, most) = (f64::INFINITY, f64::NEG_INFINITY);
        Self { changes: 0, last: 0.0, running: 0.0, least, most, size: 0.0, moment: 0.0 }
    }
}

impl Signs {
    #[inline]
    fn add(&mut self, day: f64, amount: f64) {
        if self.size > 0.0 {
            self.least = self.least.min(self.running);
            self.most = self.most.max(self.running);
        }
        self.changes += usize::from(self.last * amount < 0.0);
        self.last = amount;
        self.running += amount;
        self.size += amount.abs();
        self.moment += day * amount;
    }
}

impl DatedFlows {
    /// From amounts of one currency, in any order.
    pub(super) fn new(flows: &[(BusinessDate, Decimal)]) -> Figure<Self> {
        if let Some(plain) = Self::of_plain(flows) {
            return Ok(plain);
        }
        let scale = flows.iter().map(|(_, amount)| amount.scale()).max().unwrap_or(0);
        // Past 38 digits the smallest decimals are rounded, far below what an `f64` holds of the largest.
        let summed = (0..=scale).rev().find_map(|scale| summed(flows, scale));
        summed.map(|rows| Self::of_summed(&rows)).ok_or(Undefined::OutOfRange)
    }

    /// The quick way for what is most common: no day twice, in order, amounts of few digits.
    fn of_plain(flows: &[(BusinessDate, Decimal)]) -> Option<Self> {
        let first = flows.first()?.0.day_number();
        let scale = flows.iter().map(|(_, amount)| amount.scale()).max()?;
        let mut made = Self::with_capacity(flows.len());
        let (mut last, mut is_plain) = (i32::MIN, true);
        for flows in flows.chunks(LANES) {
            let mut block = Block::default();
            let places = block.days.iter_mut().zip(&mut block.amounts);
            for ((day, amount), (date, decimal)) in places.zip(flows) {
                let (number, mantissa) = (date.day_number(), decimal.mantissa());
                let small = mantissa as i64;
                is_plain &= number > last && small != 0 && i128::from(small) == mantissa;
                last = number;
                // Exact, as all sizes together are below the bound.
                let finer = POWERS_OF_TEN.get((scale - decimal.scale()) as usize)?;
                (*day, *amount) = (f64::from(number.wrapping_sub(first)), small as f64 * finer);
                made.signs.add(*day, *amount);
            }
            made.blocks.push(block);
        }
        made.count = flows.len();
        made.span = f64::from(last.wrapping_sub(first));
        (is_plain && made.signs.size < EXACT).then_some(made)
    }

    fn with_capacity(count: usize) -> Self {
        Self { blocks: Vec::with_capacity(count.div_ceil(LANES)), ..Self::default() }
    }

    fn of_summed(rows: &[(i32, i128)]) -> Self {
        let mut made = Self::with_capacity(rows.len());
        let first = rows.first().map_or(0, |(day, _)| *day);
        // The running sum is exact: it is rounded for its sign and its size only.
        let mut running = 0_i128;
        for rows in rows.chunks(LANES) {
            let mut block = Block::default();
            let places = block.days.iter_mut().zip(&mut block.amounts);
            for ((day, amount), (number, sum)) in places.zip(rows) {
                (*day, *amount) = (f64::from(number - first), *sum as f64);
                made.signs.add(*day, *amount);
                running += *sum;
                made.signs.running = running as f64;
                made.span = *day;
            }
            made.blocks.push(block);
        }
        made.count = rows.len();
        made
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The sum of all: exact, and rounded once.
    pub(super) const fn total(&self) -> f64 {
        self.signs.running
    }

    /// What `ln(1 + x)` per day would be if the flows were worth a line between the first and the last day.
    pub(super) fn linear_guess(&self) -> f64 {
        self.signs.running / (self.signs.moment - self.span / 2.0 * self.signs.running)
    }

    /// The days from the first flow to the last.
    pub(super) const fn span(&self) -> f64 {
        self.span
    }

    pub(super) const fn has_both_signs(&self) -> bool {
        self.signs.changes > 0
    }

    /// Whether the signs alone prove that there is one rate.
    ///
    /// With one change of sign by the rule of Descartes, which holds for sums of exponentials as for
    /// polynomials. Or by the same rule applied to sums from one end (E. Laguerre, 1883): as many zeros at
    /// `s > 0` as the running sums from the first flow on change sign, or fewer by an even number; as many at
    /// `s < 0` as those from the last flow backwards. If all running sums have one sign until the last, and
    /// that has the other, the first count is one and the second none.
    pub(super) const fn has_one_rate(&self) -> bool {
        let Signs { changes, running, least, most, .. } = self.signs;
        changes == 1 || (least >= 0.0 && running < 0.0) || (most <= 0.0 && running > 0.0)
    }

    /// The days with their amounts.
    pub(super) fn rows(&self) -> impl Iterator<Item = (f64, f64)> {
        let rows = self.blocks.iter().flat_map(|block| block.days.into_iter().zip(block.amounts));
        rows.take(self.count)
    }
}

/// The days in order with their sums, not zero, in units of `10^−scale`; none if they do not fit.
fn summed(flows: &[(BusinessDate, Decimal)], scale: u32) -> Option<Vec<(i32, i128)>> {
    let mut rows = Vec::with_capacity(flows.len());
    let mut bound = 0_i128;
    for (date, amount) in flows {
        let amount = units(*amount, scale)?;
        bound = bound.checked_add(amount.checked_abs()?)?;
        rows.push((date.day_number(), amount));
    }
    rows.sort_unstable_by_key(|(day, _)| *day);
    rows.dedup_by(|later, earlier| {
        let is_same = later.0 == earlier.0;
        // Within the bound of all sizes.
        earlier.1 += if is_same { later.1 } else { 0 };
        is_same
    });
    rows.retain(|(_, amount)| *amount != 0);
    Some(rows)
}

/// The amount in units of `10^−scale`; none if it does not fit.
fn units(amount: Decimal, scale: u32) -> Option<i128> {
    let rounded = if amount.scale() > scale { amount.round_dp(scale) } else { amount };
    match scale - rounded.scale() {
        0 => Some(rounded.mantissa()),
        finer => rounded.mantissa().checked_mul(10_i128.checked_pow(finer)?),
    }
}
