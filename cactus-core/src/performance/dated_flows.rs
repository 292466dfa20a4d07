//! Dated flows made ready for a search for their rates.

use crate::money::{Decimal, decimal};
use crate::time::{BusinessDate, DayNumbers};
use crate::undefined::{Figure, Undefined};

/// Those of the scales for which the quick way is taken.
const POWERS_OF_TEN: [f64; 13] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];
/// Sums below it are exact in `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What was paid on a day.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DatedFlow {
    /// Days since the earliest flow.
    pub(super) day: f64,
    /// Not zero, in a unit common to all flows.
    pub(super) amount: f64,
}

/// The flows of each day, summed exactly, in the order of their days; days without a flow are left out.
#[derive(Debug)]
pub(super) struct DatedFlows {
    rows: Vec<DatedFlow>,
    total: f64,
    size: f64,
    sign_changes: u64,
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
        let mut numbers = DayNumbers::default();
        let first = numbers.of(flows.first()?.0);
        let scale = flows.iter().map(|(_, amount)| amount.scale()).max()?;
        let mut rows = vec![DatedFlow::default(); flows.len()];
        let (mut last, mut is_plain) = (first - 1, true);
        for (row, (date, amount)) in rows.iter_mut().zip(flows) {
            let (number, units) = (numbers.of(*date), decimal::short_mantissa(*amount)?);
            is_plain &= number > last && units != 0;
            last = number;
            let finer = POWERS_OF_TEN.get((scale - amount.scale()) as usize)?;
            *row = DatedFlow { day: f64::from(number - first), amount: units as f64 * finer };
        }
        let total = sum(&rows, |amount| amount);
        let size = sum(&rows, f64::abs);
        // Then all products above are exact, and the sums in any order.
        (is_plain && size < EXACT).then(|| Self::with_sums(rows, total, size))
    }

    fn of_summed(sums: &[(i32, i128)]) -> Self {
        let first = sums.first().map_or(0, |(day, _)| *day);
        let row = |(day, sum): &(i32, i128)| DatedFlow {
            day: f64::from(day - first),
            amount: *sum as f64,
        };
        let total: i128 = sums.iter().map(|(_, sum)| sum).sum();
        let size: i128 = sums.iter().map(|(_, sum)| sum.abs()).sum();
        Self::with_sums(sums.iter().map(row).collect(), total as f64, size as f64)
    }

    fn with_sums(rows: Vec<DatedFlow>, total: f64, size: f64) -> Self {
        let sign = |row: &DatedFlow| row.amount.to_bits() >> 63;
        let pairs = rows.iter().zip(rows.iter().skip(1));
        let sign_changes = pairs.map(|(a, b)| sign(a) ^ sign(b)).fold(0, u64::wrapping_add);
        Self { rows, total, size, sign_changes }
    }

    /// The days with their amounts.
    pub(super) fn rows(&self) -> &[DatedFlow] {
        &self.rows
    }

    /// The sum of all: exact, and rounded once.
    pub(super) const fn total(&self) -> f64 {
        self.total
    }

    /// The sum of all sizes, likewise.
    pub(super) const fn size(&self) -> f64 {
        self.size
    }

    /// The days from the first flow to the last.
    pub(super) fn span(&self) -> f64 {
        self.rows.last().map_or(0.0, |row| row.day)
    }

    /// How often the sign changes from flow to flow.
    pub(super) const fn sign_changes(&self) -> u64 {
        self.sign_changes
    }
}

/// The sum of what the amounts are turned into, in four parts at a time.
#[inline]
fn sum(rows: &[DatedFlow], of: impl Fn(f64) -> f64) -> f64 {
    let (whole, rest) = rows.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for rows in whole {
        for (sum, row) in sums.iter_mut().zip(rows) {
            *sum += of(row.amount);
        }
    }
    let rest = rest.iter().map(|row| of(row.amount)).sum::<f64>();
    sums.iter().sum::<f64>() + rest
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
