//! All internal rates of return of dated flows.

use super::dated_flows::DatedFlows;
use super::expansion;
use super::exponentials::ExponentialSum;
use crate::money::Decimal;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, finite};

/// Days of a year of the rates.
const DAYS_PER_YEAR: f64 = 365.0;

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
    if flows.count() < 2 {
        return Err(Undefined::NoDuration);
    }
    if !flows.has_both_signs() {
        return Err(Undefined::NoRate);
    }
    if let Some(per_day) = expansion::zero(&flows)
        && (flows.has_one_rate() || expansion::is_only_zero(&flows, per_day))
    {
        return Ok(LogRates::One(per_day * DAYS_PER_YEAR));
    }
    let terms = flows.rows().map(|(day, amount)| (day / DAYS_PER_YEAR, amount));
    let sum = ExponentialSum::new(terms).ok_or(Undefined::NoRate)?;
    let mut zeros = sum.zeros().ok_or(Undefined::OutOfRange)?;
    match zeros[..] {
        [] => Err(Undefined::NoRate),
        [log] => Ok(LogRates::One(log)),
        _ => Ok(LogRates::Several(std::mem::take(&mut zeros))),
    }
}
