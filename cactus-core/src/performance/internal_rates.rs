//! All internal rates of return of dated flows.

use super::annualise::DAYS_PER_YEAR;
use super::dated_flows::DatedFlows;
use super::expansion;
use super::exponentials::ExponentialSum;
use super::single_rate;
use crate::money::Decimal;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, finite};

/// How many yearly rates discount flows to zero, and which: one, several, or none with the reason.
#[derive(Debug, Clone, PartialEq)]
pub enum InternalRates {
    /// The one rate there is.
    One(f64),
    /// All rates, in ascending order; no rule makes one of them the return. One that no `f64` tells from −100 %
    /// or from infinity is given as the number next to it.
    Several(Vec<f64>),
    /// No rate, and why.
    None(Undefined),
}

impl InternalRates {
    /// `one`, `several` or `none`.
    #[must_use]
    pub const fn outcome(&self) -> &'static str {
        match self {
            Self::One(_) => "one",
            Self::Several(_) => "several",
            Self::None(_) => "none",
        }
    }

    /// The rates, in ascending order.
    #[must_use]
    pub fn rates(&self) -> &[f64] {
        match self {
            Self::One(rate) => std::slice::from_ref(rate),
            Self::Several(rates) => rates,
            Self::None(_) => &[],
        }
    }

    /// The rate if there is one, else why there is not.
    ///
    /// # Errors
    /// [`Undefined::SeveralRates`], and the reason of [`InternalRates::None`].
    pub fn one(self) -> Figure<f64> {
        match self {
            Self::One(rate) => Ok(rate),
            Self::Several(rates) => Err(Undefined::SeveralRates { count: rates.len() }),
            Self::None(reason) => Err(reason),
        }
    }
}

/// All yearly rates `x > −1` that discount the flows to zero: `Σ c_i (1 + x)^(−d_i / 365) = 0`, where `d_i` is
/// the number of days since the earliest flow.
///
/// Takes flows of one currency in any order and either sign convention; those of one day are summed first,
/// exactly. Rates are effective per year, as plain numbers, and correct to twelve digits where there is one,
/// next to −100 % and to zero too.
///
/// The search is complete. If the signs of the flows prove that there is one rate, or the balance at the rate
/// found does, a few steps find it; otherwise all rates are isolated by intervals on which the slope of
/// `ln P(s) − ln N(s)`, `s = ln(1 + x)`, is bounded, until each is proven to hold one zero or none. Two rates
/// that differ by less than about 10⁻⁷ are told apart only if the sum leaves zero between them by more than
/// rounding; else they count as one, where the sum touches.
///
/// The reasons of [`InternalRates::None`]: [`Undefined::NoDuration`] if fewer than two days have flows that do
/// not cancel, [`Undefined::NoRate`] if no rate exists (flows of one sign, above all), and
/// [`Undefined::OutOfRange`] for a single rate that no `f64` tells from −100 % or from infinity, as of a great loss or
/// gain within days.
///
/// Source: J. H. Lorie and L. J. Savage, "Three Problems in Rationing Capital", *Journal of Business* 28
/// (1955); `docs/methods/money-weighted-return.md` has the proofs.
///
/// # Example: the oil pump of Lorie and Savage
/// ```
/// use cactus_core::money::Decimal;
/// use cactus_core::performance::internal_rates;
///
/// let days = ["2021-01-01", "2022-01-01", "2023-01-01"].map(|day| day.parse().unwrap());
/// let amounts = [-1_600, 10_000, -10_000].map(Decimal::from);
/// let flows: Vec<_> = days.into_iter().zip(amounts).collect();
/// let found = internal_rates(&flows);
/// assert_eq!(found.outcome(), "several");
/// assert!((found.rates()[0] - 0.25).abs() < 1e-12 && (found.rates()[1] - 4.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn internal_rates(flows: &[(BusinessDate, Decimal)]) -> InternalRates {
    let found = log_rates(flows).and_then(|logs| match logs {
        LogRates::One(log) => rate(log).map(InternalRates::One),
        LogRates::Several(logs) => {
            Ok(InternalRates::Several(logs.into_iter().map(nearest_rate).collect()))
        }
    });
    found.unwrap_or_else(InternalRates::None)
}

/// The yearly rate with this `ln(1 + x)`.
pub(super) fn rate(log: f64) -> Figure<f64> {
    let rate = log.exp_m1();
    if rate > -1.0 { finite(rate) } else { Err(Undefined::OutOfRange) }
}

/// The number next to the yearly rate, above −1.
fn nearest_rate(log: f64) -> f64 {
    log.exp_m1().clamp(f64::EPSILON / 2.0 - 1.0, f64::MAX)
}

/// Rates as `ln(1 + x)`, which keeps its digits where those of the rate end.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LogRates {
    One(f64),
    Several(Vec<f64>),
}

impl LogRates {
    pub(super) fn one(self) -> Figure<f64> {
        match self {
            Self::One(log) => Ok(log),
            Self::Several(logs) => Err(Undefined::SeveralRates { count: logs.len() }),
        }
    }
}

pub(super) fn log_rates(flows: &[(BusinessDate, Decimal)]) -> Figure<LogRates> {
    let flows = DatedFlows::new(flows)?;
    if flows.rows().len() < 2 {
        return Err(Undefined::NoDuration);
    }
    if flows.sign_changes() == 0 {
        return Err(Undefined::NoRate);
    }
    if let Some(per_day) = expansion::zero(&flows)
        && single_rate::is_only_zero(&flows, per_day)
    {
        return Ok(LogRates::One(per_day * DAYS_PER_YEAR));
    }
    let sum = ExponentialSum::new(flows.rows()).ok_or(Undefined::NoRate)?;
    let mut zeros = sum.zeros().ok_or(Undefined::OutOfRange)?;
    match zeros[..] {
        [] => Err(Undefined::NoRate),
        [log] => Ok(LogRates::One(log)),
        _ => Ok(LogRates::Several(std::mem::take(&mut zeros))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount() -> impl Strategy<Value = Decimal> {
        // Of all sizes, some with many decimals, some that need more digits together than an `f64` has.
        (-1_000_000..1_000_000_i64, 0..16_u32).prop_map(|(units, scale)| Decimal::new(units, scale))
    }

    fn flows(most_days: i32) -> impl Strategy<Value = Vec<(BusinessDate, Decimal)>> {
        let row = (0..most_days, amount()).prop_map(|(day, amount)| {
            (BusinessDate::from_day_number(10_000 + day).unwrap(), amount)
        });
        prop::collection::vec(row, 2..40)
    }

    /// The zeros as the search by intervals finds them.
    fn by_intervals(flows: &[(BusinessDate, Decimal)]) -> Option<Vec<f64>> {
        let flows = DatedFlows::new(flows).unwrap();
        ExponentialSum::new(flows.rows()).map_or(Some(Vec::new()), |sum| sum.zeros())
    }

    proptest! {
        #[test]
        fn the_quick_way_finds_what_the_search_by_intervals_finds(
            flows in prop_oneof![flows(30), flows(400), flows(5_000), flows(30_000)],
        ) {
            let found = match log_rates(&flows) {
                Ok(LogRates::One(log)) => vec![log],
                Ok(LogRates::Several(logs)) => logs,
                Err(_) => Vec::new(),
            };
            let Some(expected) = by_intervals(&flows) else { return Ok(()) };
            prop_assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                prop_assert!((found - expected).abs() < 1e-9 * (1.0 + expected.abs()));
            }
        }

        #[test]
        fn the_order_and_the_unit_of_the_flows_do_not_matter(flows in flows(5_000), scale in 0..8_u32) {
            let found = internal_rates(&flows);
            let mut other: Vec<_> = flows.iter().rev().copied().collect();
            for (_, amount) in &mut other {
                amount.set_scale(amount.scale() + scale).unwrap();
                amount.set_sign_negative(amount.is_sign_positive());
            }
            let other = internal_rates(&other);
            prop_assert_eq!(found.outcome(), other.outcome());
            for (a, b) in found.rates().iter().zip(other.rates()) {
                prop_assert!((a - b).abs() <= 1e-11 * (1.0 + a.abs()), "{a} {b}");
            }
        }
    }

    #[test]
    fn an_outcome_tells_its_rates() {
        let several = InternalRates::Several(vec![0.25, 4.0]);
        assert_eq!((several.outcome(), several.rates()), ("several", &[0.25, 4.0][..]));
        assert_eq!(several.one(), Err(Undefined::SeveralRates { count: 2 }));
        let none = InternalRates::None(Undefined::NoRate);
        assert_eq!((none.outcome(), none.rates().len()), ("none", 0));
        assert_eq!(InternalRates::One(0.1).one(), Ok(0.1));
    }
}
