//! Benchmarks as return series: an index, an instrument, a blend.

use super::{CalendarUnit, FlowTiming, time_weighted};
use crate::error::{Coded, Details, ErrorKind};
use crate::ids::InstrumentId;
use crate::ledger::{Steps, Timeline, UnitRatio};
use crate::money::{Currency, Decimal, Quantity, decimal};
use crate::pricing::Market;
use crate::risk::ReturnSeries;
use crate::time::{BusinessDate, Period};
use crate::undefined::{Figure, Undefined};
use crate::valuation::Valuer;
use crate::words::words;

/// How far weights may miss one, by the rounding of whoever gives them.
const TOLERANCE: f64 = 1e-6;

words! {
    /// When the weights of a blend are set back to what they should be; in between they drift with the markets.
    "rebalancing rule" Rebalancing {
        /// Every day of the series: the return is the weighted mean of the returns.
        Daily = "daily",
        /// At the end of each calendar month.
        Monthly = "monthly",
        /// At the end of each calendar quarter.
        Quarterly = "quarterly",
        /// At the end of each calendar year.
        Yearly = "yearly",
        /// Never: bought once and held.
        Never = "never",
    }
}

impl Rebalancing {
    /// Whether the weights are set back between two days that follow each other.
    fn is_between(self, before: BusinessDate, after: BusinessDate) -> bool {
        match self {
            Self::Daily => true,
            Self::Monthly => !CalendarUnit::Month.joins(before, after),
            Self::Quarterly => !CalendarUnit::Quarter.joins(before, after),
            Self::Yearly => !CalendarUnit::Year.joins(before, after),
            Self::Never => false,
        }
    }
}

/// A part of a blend.
#[derive(Debug, Clone, Copy)]
pub struct Component<'a> {
    /// Its weight after each rebalancing, as a fraction of the whole.
    pub weight: f64,
    /// Its returns.
    pub series: &'a ReturnSeries,
}

/// Components that make no blend.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BlendError {
    /// The weights do not sum to one.
    #[error("the weights of the blend sum to {sum}, not to one")]
    NotWhole {
        /// What they sum to.
        sum: f64,
    },
    /// A day that only some of the components have, or a blend that lost everything.
    #[error(transparent)]
    Undefined(#[from] Undefined),
}

impl Coded for BlendError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotWhole { .. } => "blend.not_whole",
            Self::Undefined(reason) => reason.code(),
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::NotWhole { sum } => Details::from([("sum", sum.to_string())]),
            Self::Undefined(reason) => reason.details(),
        }
    }
}

/// The returns of a blend: `Σ h_i (1 + r_i) / Σ h_i − 1`, where the holdings `h_i` are the weights after a
/// rebalancing and then grow each with its own returns.
///
/// A rebalancing happens at the close of the last day of its calendar period and moves no return of that day: the
/// first return of the next period is the first with the weights set back. Nothing later than a day is used for it.
///
/// # Errors
/// [`BlendError::NotWhole`] if the weights miss one by more than 10⁻⁶ (less is scaled away), and as
/// [`BlendError::Undefined`]: [`Undefined::TooFew`] without a component, [`Undefined::MissingReturn`] with the first day
/// that not all of them have, [`Undefined::TotalLoss`] if the blend has nothing left to return, and
/// [`Undefined::OutOfRange`] if it owes more than it holds.
///
/// ```
/// use cactus_core::performance::{Component, Rebalancing, blend};
/// use cactus_core::risk::ReturnSeries;
///
/// let days = ["2024-01-30", "2024-01-31", "2024-02-01"].map(|day| day.parse().unwrap());
/// let of = |returns: [f64; 3]| ReturnSeries::new("2024-01-29".parse().unwrap(), days.into_iter().zip(returns));
/// let (shares, bonds) = (of([1.0, 0.0, 0.3])?, of([0.0, 0.0, 0.0])?);
/// let parts = [Component { weight: 0.5, series: &shares }, Component { weight: 0.5, series: &bonds }];
/// // Shares drift to two thirds; at the end of January they are set back to a half.
/// let held = blend(&parts, Rebalancing::Never)?;
/// assert!((held.returns()[2] - 0.2).abs() < 1e-15);
/// let monthly = blend(&parts, Rebalancing::Monthly)?;
/// assert!((monthly.returns()[2] - 0.15).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn blend(components: &[Component<'_>], rule: Rebalancing) -> Result<ReturnSeries, BlendError> {
    let first = components.first().ok_or(Undefined::TooFew { given: 0, needed: 1 })?.series;
    for component in components {
        same_days(first, component.series)?;
    }
    let sum: f64 = components.iter().map(|component| component.weight).sum();
    if sum.is_nan() || (sum - 1.0).abs() > TOLERANCE {
        return Err(BlendError::NotWhole { sum });
    }
    let weights: Vec<f64> = components.iter().map(|component| component.weight / sum).collect();
    let mut holdings = weights.clone();
    let mut rows = Vec::with_capacity(first.dates().len());
    let mut before = first.start();
    let mut columns: Vec<_> =
        components.iter().map(|component| component.series.returns().iter()).collect();
    for date in first.dates() {
        if rule.is_between(before, *date) {
            holdings.clone_from(&weights);
        }
        let opening: f64 = holdings.iter().sum();
        if opening <= 0.0 {
            return Err(Undefined::TotalLoss.into());
        }
        let mut gain = 0.0;
        for (holding, value) in holdings.iter_mut().zip(&mut columns) {
            let earned = *holding * value.next().copied().unwrap_or(0.0);
            gain += earned;
            *holding += earned;
        }
        rows.push((*date, gain / opening));
        before = *date;
    }
    ReturnSeries::new(first.start(), rows).map_err(|_| Undefined::OutOfRange.into())
}

/// That two series have a return on the same days, from the same start.
fn same_days(a: &ReturnSeries, b: &ReturnSeries) -> Figure<()> {
    let days = |series: &ReturnSeries| {
        std::iter::once(series.start()).chain(series.dates().iter().copied()).collect::<Vec<_>>()
    };
    let (a, b) = (days(a), days(b));
    let missing = a.iter().zip(&b).find(|(a, b)| a != b).map(|(a, b)| *a.min(b));
    let longer = || a.get(b.len()).or_else(|| b.get(a.len())).copied();
    match missing.or_else(longer) {
        Some(date) => Err(Undefined::MissingReturn { date }),
        None => Ok(()),
    }
}

/// The returns of an index from its levels: `L_t / L_(t−1) − 1`, the first level being the start.
///
/// # Errors
/// [`Undefined::TooFew`] without a level, [`Undefined::NoCapital`] with the first day whose level is not above zero,
/// [`Undefined::OutOfRange`] if the days do not increase.
///
/// ```
/// use cactus_core::performance::index_returns;
///
/// let days = ["2024-01-02", "2024-01-03"].map(|day| day.parse().unwrap());
/// let levels = days.into_iter().zip([4_700, 4_747].map(Into::into)).collect::<Vec<_>>();
/// let series = index_returns(&levels).unwrap();
/// assert_eq!(series.start(), days[0]);
/// assert!((series.returns()[0] - 0.01).abs() < 1e-15);
/// ```
pub fn index_returns(levels: &[(BusinessDate, Decimal)]) -> Figure<ReturnSeries> {
    let Some(((start, first), later)) = levels.split_first() else {
        return Err(Undefined::TooFew { given: 0, needed: 1 });
    };
    if let Some((date, _)) = levels.iter().find(|(_, level)| *level <= Decimal::ZERO) {
        return Err(Undefined::NoCapital { date: *date });
    }
    let mut before = *first;
    let rows = later.iter().map(|(date, level)| {
        let change = decimal::subtract(*level, before).map_err(|_| Undefined::OutOfRange)?;
        let value = decimal::to_f64(change) / decimal::to_f64(before);
        before = *level;
        Ok((*date, value))
    });
    let rows = rows.collect::<Figure<Vec<_>>>()?;
    ReturnSeries::new(*start, rows).map_err(|_| Undefined::OutOfRange)
}

/// The returns of an instrument over a period in a currency, on its trading days: those of one unit held all the time.
///
/// Measured by the engine that measures portfolios, so prices, splits, rates and gaps mean the same. Distributions are
/// not in it unless the prices contain them.
///
/// # Errors
/// The gap if a price or a rate is missing on a day, the opening day included; [`Undefined::OutOfRange`].
pub fn instrument_returns(
    market: &Market,
    instrument: InstrumentId,
    splits: &[(BusinessDate, UnitRatio)],
    currency: Currency,
    period: Period,
) -> Figure<ReturnSeries> {
    let mut units = Decimal::ONE;
    let mut held = Steps::default();
    held.set(period.start(), Quantity::new(units));
    for (date, ratio) in splits.iter().filter(|(date, _)| period.contains(*date)) {
        let (new, old) = (Decimal::from(ratio.new_units()), Decimal::from(ratio.old_units()));
        units = decimal::multiply(units, new)
            .and_then(|units| decimal::divide(units, old))
            .map_err(|_| Undefined::OutOfRange)?;
        held.set(*date, Quantity::new(units));
    }
    let mut timeline = Timeline::default();
    timeline.quantities.insert(instrument, held);
    timeline.splits.insert(instrument, splits.to_vec());
    let values = Valuer::new(&timeline, market, currency).daily(period);
    Ok(time_weighted(&values, FlowTiming::default())?.returns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::valuation::scenario::{Scenario, day, instrument, number, period};
    use proptest::prelude::*;

    fn series(rows: &[(&str, f64)]) -> ReturnSeries {
        let rows = rows.iter().map(|(date, value)| (day(date), *value));
        ReturnSeries::new(day("2023-12-29"), rows).unwrap()
    }

    #[test]
    fn weights_are_set_back_at_the_end_of_what_the_rule_names() {
        let days = ["2024-02-29", "2024-03-28", "2024-04-30", "2025-01-31"];
        let of = |returns: [f64; 4]| series(&days.into_iter().zip(returns).collect::<Vec<_>>());
        // The first return is in the first quarter of the year after the start.
        let (shares, cash) = (of([1.0, 0.5, 0.1, 0.1]), of([0.0; 4]));
        let parts =
            [Component { weight: 0.5, series: &shares }, Component { weight: 0.5, series: &cash }];
        let last = |rule| blend(&parts, rule).unwrap().returns()[2..].to_vec();
        let close = |found: Vec<f64>, expected: [f64; 2]| {
            found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15)
        };
        // Shares of three to one of cash after March, if nothing is done.
        assert!(close(last(Rebalancing::Never), [0.075, 0.1 * 3.3 / 4.3]));
        assert!(close(last(Rebalancing::Yearly), [0.075, 0.05]));
        assert!(close(last(Rebalancing::Quarterly), [0.05, 0.05]));
        assert!(close(last(Rebalancing::Daily), [0.05, 0.05]));
        let second = blend(&parts, Rebalancing::Quarterly).unwrap().returns()[1];
        assert!((second - 0.5 * 2.0 / 3.0).abs() < 1e-15);
        assert!((blend(&parts, Rebalancing::Monthly).unwrap().returns()[1] - 0.25).abs() < 1e-15);
    }

    #[test]
    fn what_makes_no_blend_says_why() {
        let (a, b) = (series(&[("2024-01-02", 0.1)]), series(&[("2024-01-03", 0.1)]));
        let part = |weight, series| Component { weight, series };
        let error = blend(&[part(0.5, &a), part(0.4, &a)], Rebalancing::Daily).unwrap_err();
        assert_eq!(error.code(), "blend.not_whole");
        let date = day("2024-01-02");
        let found = blend(&[part(0.5, &a), part(0.5, &b)], Rebalancing::Daily);
        assert_eq!(found, Err(Undefined::MissingReturn { date }.into()));
        assert!(blend(&[], Rebalancing::Daily).is_err());
        let lost = series(&[("2024-01-02", -1.0), ("2024-01-03", 0.1)]);
        let found = blend(&[part(1.0, &lost)], Rebalancing::Never);
        assert_eq!(found, Err(Undefined::TotalLoss.into()));
    }

    proptest! {
        #[test]
        fn bought_and_held_is_the_mean_of_what_each_became(
            rows in prop::collection::vec((-0.5..0.6_f64, -0.5..0.6_f64), 1..40),
            weight in 0.0..1.0_f64,
        ) {
            let start = day("2024-01-01");
            let of = |returns: Vec<f64>| {
                let rows = (1..).map(|number| start.add_days(number).unwrap()).zip(returns);
                ReturnSeries::new(start, rows).unwrap()
            };
            let (a, b): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let (a, b) = (of(a), of(b));
            let parts = [Component { weight, series: &a }, Component { weight: 1.0 - weight, series: &b }];
            let end = |series: &ReturnSeries| series.wealth().last().unwrap().1;
            let held = blend(&parts, Rebalancing::Never).unwrap();
            let expected = weight * end(&a) + (1.0 - weight) * end(&b);
            prop_assert!((end(&held) - expected).abs() < 1e-12 * (1.0 + expected));
            let daily = blend(&parts, Rebalancing::Daily).unwrap();
            for ((found, a), b) in daily.returns().iter().zip(a.returns()).zip(b.returns()) {
                prop_assert!((found - (weight * a + (1.0 - weight) * b)).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn an_instrument_returns_what_one_unit_would() {
        let scenario = Scenario::default()
            .prices(1, "EUR", &[("2024-01-02", "100"), ("2024-01-03", "110"), ("2024-01-04", "55")])
            .rates("EUR", "USD", &[("2024-01-02", "1.1"), ("2024-01-04", "1.2")]);
        let whole = period("2024-01-02", "2024-01-04");
        let of = |splits: &[_]| {
            instrument_returns(&scenario.market, instrument(1), splits, Currency::USD, whole)
        };
        let plain = of(&[]).unwrap();
        assert!((plain.returns()[0] - 0.1).abs() < 1e-15);
        assert!((plain.returns()[1] - (0.5 * 1.2 / 1.1 - 1.0)).abs() < 1e-15);
        // Two new units for each old one on the last day: the price of one halves, the holding does not.
        let split = of(&[(day("2024-01-04"), UnitRatio::new(2, 1).unwrap())]).unwrap();
        assert!((split.returns()[1] - (1.2 / 1.1 - 1.0)).abs() < 1e-15);
        let early = period("2024-01-01", "2024-01-04");
        let gap = instrument_returns(&scenario.market, instrument(1), &[], Currency::USD, early);
        assert!(gap.is_err_and(|reason| reason.is_gap()));
    }

    #[test]
    fn levels_are_numbers_above_zero_in_order() {
        let levels = |rows: &[(&str, &str)]| {
            let rows = rows.iter().map(|(date, level)| (day(date), number(level)));
            index_returns(&rows.collect::<Vec<_>>())
        };
        assert!(levels(&[]).is_err());
        let date = day("2024-01-03");
        let zero = levels(&[("2024-01-02", "1"), ("2024-01-03", "0")]);
        assert_eq!(zero, Err(Undefined::NoCapital { date }));
        let back = levels(&[("2024-01-03", "1"), ("2024-01-02", "2")]);
        assert_eq!(back, Err(Undefined::OutOfRange));
        assert_eq!(levels(&[("2024-01-03", "1")]).unwrap().returns().len(), 0);
    }
}
