//! All figures of a period from one pass of daily values.

use super::{FlowTiming, MoneyWeighted, TimeWeighted, money_weighted, time_weighted};
use crate::money::{Decimal, Money, Rate};
use crate::risk::{Drawdown, PeriodsPerYear, max_drawdown, sharpe, volatility};
use crate::time::Period;
use crate::undefined::Figure;
use crate::valuation::{DailyValues, Valuer};

/// The choices behind the figures that a formula leaves open, printed with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Conventions {
    /// When in the day external flows count for the time-weighted return.
    pub timing: FlowTiming,
    /// The risk-free rate per year, for the Sharpe ratio.
    pub risk_free: Rate,
    /// How many trading days make a year.
    pub periods_per_year: PeriodsPerYear,
}

/// How a scope performed over a period. Every figure has a value or says why not.
#[derive(Debug, Clone, PartialEq)]
pub struct Performance {
    /// The period measured: the one asked for, from the eve of the first booking at the earliest.
    pub period: Period,
    /// The conventions used.
    pub conventions: Conventions,
    /// The value at the end of the day before the period.
    pub opening: Figure<Money>,
    /// The value at the end of the period.
    pub closing: Figure<Money>,
    /// What came in less what went out, at the rates of the days.
    pub net_flows: Figure<Money>,
    /// What was gained: closing less opening value and net flows. Income and charges are inside.
    pub gain: Figure<Money>,
    /// The time-weighted return of the whole period, with the returns it links.
    pub time_weighted: Figure<TimeWeighted>,
    /// The time-weighted return per year.
    pub time_weighted_annual: Figure<f64>,
    /// The money-weighted return, per year and of the whole period.
    pub money_weighted: Figure<MoneyWeighted>,
    /// The volatility of the trading days, annualised.
    pub volatility: Figure<f64>,
    /// The deepest fall from a peak.
    pub max_drawdown: Figure<Drawdown>,
    /// The Sharpe ratio, annualised.
    pub sharpe: Figure<f64>,
    /// The value of every valuation day, with its flows and the gaps.
    pub values: DailyValues,
}

/// Measures a scope over a period, in the currency of the valuer.
///
/// ```
/// use cactus_core::ledger::Timeline;
/// use cactus_core::money::Currency;
/// use cactus_core::performance::{Conventions, evaluate};
/// use cactus_core::pricing::Market;
/// use cactus_core::time::Period;
/// use cactus_core::undefined::Undefined;
/// use cactus_core::valuation::Valuer;
///
/// let (timeline, market) = (Timeline::default(), Market::default());
/// let valuer = Valuer::new(&timeline, &market, Currency::EUR);
/// let year = Period::new("2023-12-31".parse()?, "2024-12-31".parse()?)?;
/// let performance = evaluate(&valuer, year, Conventions::default());
/// assert!(performance.closing.unwrap().is_zero());
/// assert_eq!(performance.time_weighted, Err(Undefined::NothingHeld));
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn evaluate(valuer: &Valuer<'_>, period: Period, conventions: Conventions) -> Performance {
    let period = measured_period(valuer, period);
    let values = valuer.daily(period);
    let money = |amount: Figure<Decimal>| Ok(Money::new(amount?, valuer.currency()));
    let time_weighted = time_weighted(&values, conventions.timing);
    let returns = time_weighted.as_ref().map(|found| &found.returns);
    let returns = returns.map_err(Clone::clone);
    let periods = conventions.periods_per_year;
    Performance {
        period,
        conventions,
        opening: money(values.opening()),
        closing: money(values.closing()),
        net_flows: money(values.net_flows()),
        gain: money(values.gain()),
        time_weighted_annual: (time_weighted.as_ref())
            .map_err(Clone::clone)
            .and_then(TimeWeighted::annualised),
        money_weighted: money_weighted(&values),
        volatility: returns.clone().and_then(|returns| volatility(returns, periods)),
        max_drawdown: returns.clone().and_then(max_drawdown),
        sharpe: returns.and_then(|returns| sharpe(returns, conventions.risk_free, periods)),
        time_weighted,
        values,
    }
}

/// The period, cut to the time since the eve of the first booking.
pub(crate) fn measured_period(valuer: &Valuer<'_>, period: Period) -> Period {
    let eve = valuer.first_booking().and_then(|first| first.previous());
    eve.filter(|eve| period.contains(*eve))
        .and_then(|eve| Period::new(eve, period.end()).ok())
        .unwrap_or(period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::undefined::Undefined;
    use crate::valuation::scenario::{Scenario, day, number, period};

    fn of(scenario: &Scenario, start: &str, end: &str) -> Performance {
        let valuer = Valuer::new(&scenario.timeline, &scenario.market, Currency::USD);
        evaluate(&valuer, period(start, end), Conventions::default())
    }

    fn dollars(amount: &str) -> Figure<Money> {
        Ok(Money::new(number(amount), Currency::USD))
    }

    fn scenario() -> Scenario {
        // 10 units bought for 1,000 of 1,500 euros brought in, one of them sold for dollars that leave.
        Scenario::default()
            .holds(1, &[("2024-01-03", "10"), ("2024-01-05", "9")])
            .cash("EUR", &[("2024-01-03", "500")])
            .flow("2024-01-03", "1500", "EUR")
            .flow("2024-01-05", "-120", "USD")
            .prices(
                1,
                "USD",
                &[("2024-01-03", "100"), ("2024-01-04", "110"), ("2024-01-05", "120")],
            )
            .rates("EUR", "USD", &[("2024-01-03", "1.2"), ("2024-01-05", "1.1")])
    }

    #[test]
    fn the_gain_is_what_value_and_flows_do_not_explain() {
        let found = of(&scenario(), "2023-12-31", "2024-01-05");
        assert_eq!(found.period, period("2024-01-02", "2024-01-05"));
        assert_eq!(found.opening, dollars("0"));
        assert_eq!(found.closing, dollars("1630"));
        assert_eq!(found.net_flows, dollars("1680"));
        assert_eq!(found.gain, dollars("-50"));
        let total = found.time_weighted.unwrap().total;
        let expected = 1600.0 / 1800.0 * (1700.0 / 1600.0) * (1750.0 / 1700.0) - 1.0;
        assert!((total - expected).abs() < 1e-15, "{total}");
        assert_eq!(found.time_weighted_annual, Err(Undefined::ShorterThanAYear { days: 3 }));
        assert_eq!(found.max_drawdown.unwrap().peak, day("2024-01-02"));
        assert!(found.volatility.is_ok() && found.sharpe.is_ok() && found.money_weighted.is_ok());
        assert!(found.values.gaps().is_empty());
    }

    #[test]
    fn a_gap_spoils_what_needs_it_and_nothing_else() {
        let mut scenario = scenario();
        scenario.market = Scenario::with_staleness(0)
            .prices(
                1,
                "USD",
                &[("2024-01-03", "100"), ("2024-01-04", "110"), ("2024-01-05", "120")],
            )
            .rates("EUR", "USD", &[("2024-01-03", "1.2"), ("2024-01-05", "1.1")])
            .market;
        let found = of(&scenario, "2024-01-02", "2024-01-05");
        assert_eq!(found.gain, dollars("-50"));
        assert!(found.money_weighted.is_ok());
        let [gap] = &found.values.gaps()[..] else { panic!("one gap") };
        assert_eq!(gap.until, day("2024-01-04"));
        assert_eq!(found.time_weighted.unwrap_err(), gap.first);
        assert_eq!(found.sharpe.unwrap_err(), gap.first);
    }

    #[test]
    fn nothing_held_is_a_reason() {
        let found = of(&scenario(), "2023-11-30", "2023-12-31");
        assert_eq!(found.closing, dollars("0"));
        assert_eq!(found.time_weighted, Err(Undefined::NothingHeld));
        assert_eq!(found.money_weighted, Err(Undefined::NothingHeld));
        assert_eq!(found.max_drawdown, Err(Undefined::NothingHeld));
    }
}
