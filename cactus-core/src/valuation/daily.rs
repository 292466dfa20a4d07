//! Values at the end of each valuation day, with the flows of each day.

use std::sync::Arc;

use super::Gap;
use super::amounts::Amounts;
use super::gap::Gaps;
use crate::money::{Currency, Decimal, decimal};
use crate::pricing::day_set::DaySet;
use crate::pricing::scaled::value_scale;
use crate::time::{BusinessDate, Period};
use crate::undefined::{Figure, Undefined};

/// What crossed the border of the scope on a day, in the currency of the valuation at the rates of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayFlows {
    /// What came in, zero or more.
    pub inflow: Decimal,
    /// What went out, zero or more.
    pub outflow: Decimal,
}

impl DayFlows {
    /// These flows and one more, above zero if it came in.
    pub(super) fn with(self, amount: Decimal) -> Figure<Self> {
        let into = if amount < Decimal::ZERO {
            decimal::add(self.outflow, -amount).map(|outflow| Self { outflow, ..self })
        } else {
            decimal::add(self.inflow, amount).map(|inflow| Self { inflow, ..self })
        };
        into.map_err(|_| Undefined::OutOfRange)
    }

    /// What came in less what went out.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] past 28 digits.
    pub fn net(self) -> Figure<Decimal> {
        decimal::subtract(self.inflow, self.outflow).map_err(|_| Undefined::OutOfRange)
    }
}

/// One valuation day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: BusinessDate,
    /// The value at its end.
    pub value: Figure<Decimal>,
    /// What came in and went out on it.
    pub flows: Figure<DayFlows>,
    /// Whether it is a trading day of the scope.
    pub is_trading_day: bool,
}

/// The values of a scope at the end of each valuation day of a period, in one currency.
///
/// Valuation days are the start of the period (its value is the opening value, its flows are outside the
/// period), the trading days of the scope, the days with external flows, and the end of the period. A *trading
/// day* of the scope is a day with a price of that very day for at least one instrument that was held at its
/// start or end. Returns chain over all valuation days; statistics count trading days only, so that weekends
/// and holidays do not enter volatility as returns of zero.
///
/// Days that many scopes have in common they share, and a value is a scaled integer until it is asked for.
#[derive(Debug, Clone)]
pub struct DailyValues {
    pub(super) currency: Currency,
    pub(super) period: Period,
    pub(super) dates: Arc<[BusinessDate]>,
    /// The trading days, by their place among the dates.
    pub(super) quoted: DaySet,
    /// Zero where there is a gap.
    pub(super) amounts: Amounts,
    /// Days with flows, by their place among the dates.
    pub(super) flows: Vec<(usize, Figure<DayFlows>)>,
    pub(super) gaps: Gaps,
    /// Whether a value may depend on what happens after its day.
    pub(super) looks_ahead: bool,
}

impl DailyValues {
    /// The currency of all values and flows.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The period.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// The valuation days; the first is the start of the period.
    #[must_use]
    pub fn dates(&self) -> &[BusinessDate] {
        &self.dates
    }

    /// The valuation days with their values and flows, the start of the period first.
    pub fn days(&self) -> impl ExactSizeIterator<Item = Day> {
        let mut flows = self.flows.iter().peekable();
        self.dates.iter().enumerate().map(move |(place, date)| {
            let flows = flows.next_if(|(day, _)| *day == place);
            Day {
                date: *date,
                value: self.value(place),
                flows: flows.map_or(Ok(DayFlows::default()), |(_, flows)| flows.clone()),
                is_trading_day: self.quoted.contains(place),
            }
        })
    }

    /// The value at the end of the day before the period.
    ///
    /// # Errors
    /// The gap on that day.
    pub fn opening(&self) -> Figure<Decimal> {
        self.value(0)
    }

    /// The value at the end of the period.
    ///
    /// # Errors
    /// The gap on that day.
    pub fn closing(&self) -> Figure<Decimal> {
        self.value(self.dates.len().saturating_sub(1))
    }

    /// The days with external flows in order, each with what came in and went out.
    pub fn flows(&self) -> impl Iterator<Item = (BusinessDate, &Figure<DayFlows>)> {
        let dated = self.flows.iter();
        dated.filter_map(|(place, flows)| Some((*self.dates.get(*place)?, flows)))
    }

    /// What came in less what went out in the period.
    ///
    /// # Errors
    /// The first gap that a flow met.
    pub fn net_flows(&self) -> Figure<Decimal> {
        self.flows().try_fold(Decimal::ZERO, |sum, (_, flows)| {
            let net = flows.clone()?.net()?;
            decimal::add(sum, net).map_err(|_| Undefined::OutOfRange)
        })
    }

    /// What was gained in the period: closing less opening value and net flows. Income and charges are inside.
    ///
    /// # Errors
    /// The gap at either end, or the first that a flow met.
    pub fn gain(&self) -> Figure<Decimal> {
        let (closing, opening, net) = (self.closing()?, self.opening()?, self.net_flows()?);
        decimal::subtract(closing, opening)
            .and_then(|change| decimal::subtract(change, net))
            .map_err(|_| Undefined::OutOfRange)
    }

    /// The prices and rates that were missing, run by run.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let of_flows = self.flows().filter_map(|(date, flows)| {
            let first = flows.as_ref().err()?.clone();
            Some(Gap { first, until: date })
        });
        let mut gaps = self.gaps.dated(&self.dates);
        for gap in of_flows {
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
        gaps
    }

    /// The value at the end of the day in this place.
    pub(crate) fn value(&self, place: usize) -> Figure<Decimal> {
        let date = *self.dates.get(place).ok_or(Undefined::NothingHeld)?;
        if let Some(missing) = self.gaps.on(place) {
            return Err(missing.on(date));
        }
        let value = self.amounts.decimal(place, value_scale(self.currency));
        value.ok_or(Undefined::OutOfRange)
    }

    /// The days with external flows by place.
    pub(crate) fn flow_places(&self) -> &[(usize, Figure<DayFlows>)] {
        &self.flows
    }

    /// The places of the trading days.
    pub(crate) const fn trading_days(&self) -> &DaySet {
        &self.quoted
    }

    /// The values as scaled integers, if there is one for every day.
    pub(crate) fn amounts(&self) -> Option<&Amounts> {
        self.gaps.is_empty().then_some(&self.amounts)
    }
}

/// Equal are the days, values, flows and gaps; how the values are kept is nobody's business.
impl PartialEq for DailyValues {
    fn eq(&self, other: &Self) -> bool {
        let decimals = value_scale(self.currency);
        let mut places = 0..self.dates.len();
        (self.currency, self.period) == (other.currency, other.period)
            && self.dates == other.dates
            && self.gaps == other.gaps
            && self.flows == other.flows
            && places.all(|place| {
                self.quoted.contains(place) == other.quoted.contains(place)
                    && self.amounts.scaled(place, decimals) == other.amounts.scaled(place, decimals)
            })
    }
}

impl Eq for DailyValues {}

#[cfg(test)]
mod tests {
    use super::super::Valuer;
    use super::super::scenario::{Scenario, currency, day, instrument, number, period};
    use super::*;

    fn daily(scenario: &Scenario, start: &str, end: &str) -> DailyValues {
        let valuer = Valuer::new(&scenario.timeline, &scenario.market, currency("USD"));
        valuer.daily(period(start, end))
    }

    #[test]
    fn valuation_days_are_trading_days_flows_and_the_ends() {
        // Held over a weekend, sold on Tuesday; a deposit on Sunday.
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-04", "10"), ("2024-01-09", "0")])
            .cash("USD", &[("2024-01-07", "50"), ("2024-01-09", "160")])
            .flow("2024-01-04", "100", "USD")
            .flow("2024-01-07", "50", "USD")
            .flow("2024-01-12", "30", "USD")
            .flow("2024-01-12", "-10", "USD")
            .prices(
                1,
                "USD",
                &[
                    ("2024-01-03", "9"),
                    ("2024-01-04", "10"),
                    ("2024-01-05", "11"),
                    ("2024-01-08", "12"),
                    ("2024-01-09", "11"),
                    ("2024-01-10", "15"),
                ],
            );
        let daily = daily(&scenario, "2024-01-02", "2024-01-14");
        let seen = daily.days().map(|day| {
            let flows = day.flows.unwrap();
            let value = day.value.unwrap();
            (day.date.day(), day.is_trading_day, value, flows.inflow, flows.outflow)
        });
        let expected = [
            (2, false, "0", "0", "0"),
            (4, true, "100", "100", "0"),
            (5, true, "110", "0", "0"),
            (7, false, "160", "50", "0"),
            (8, true, "170", "0", "0"),
            (9, true, "160", "0", "0"),
            (12, false, "160", "30", "10"),
            (14, false, "160", "0", "0"),
        ];
        let expected = expected.map(|(day, trading, value, inflow, outflow)| {
            (day, trading, number(value), number(inflow), number(outflow))
        });
        assert_eq!(seen.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn flows_on_the_first_day_belong_to_the_opening_value() {
        let scenario = Scenario::default()
            .cash("USD", &[("2024-01-02", "100"), ("2024-01-03", "130")])
            .flow("2024-01-02", "100", "USD")
            .flow("2024-01-03", "30", "USD");
        let daily = daily(&scenario, "2024-01-02", "2024-01-03");
        assert_eq!(daily.opening(), Ok(number("100")));
        assert_eq!(daily.closing(), Ok(number("130")));
        assert_eq!(daily.flows().count(), 1);
    }

    #[test]
    fn gaps_are_told_by_run_and_leave_the_other_days_alone() {
        let scenario = Scenario::with_staleness(1)
            .holds(1, &[("2024-01-02", "1")])
            .holds(2, &[("2024-01-02", "1"), ("2024-01-06", "0")])
            .cash("EUR", &[("2024-01-08", "5")])
            .flow("2024-01-08", "5", "EUR")
            .prices(
                1,
                "USD",
                &["02", "03", "04", "05", "08"]
                    .map(|d| format!("2024-01-{d}"))
                    .each_ref()
                    .map(|d| (d.as_str(), "1")),
            )
            .prices(2, "USD", &[("2024-01-02", "1")]);
        let daily = daily(&scenario, "2024-01-02", "2024-01-08");
        let values: Vec<_> = daily.days().map(|day| day.value.ok()).collect();
        let two = Some(number("2"));
        assert_eq!(values, [two, two, None, None, None]);
        let price = Undefined::MissingPrice { instrument: instrument(2), date: day("2024-01-04") };
        let rate = Undefined::MissingRate {
            from: Currency::EUR,
            to: Currency::USD,
            date: day("2024-01-08"),
        };
        let gap = |first: &Undefined, until| Gap { first: first.clone(), until: day(until) };
        assert_eq!(daily.gaps(), [gap(&price, "2024-01-05"), gap(&rate, "2024-01-08")]);
        assert_eq!(daily.closing(), Err(rate));
    }

    #[test]
    fn numbers_past_the_range_are_a_reason_not_a_panic() {
        let huge = "70000000000000000000000000000";
        let scenario = Scenario::default().holds(1, &[("2024-01-02", huge)]).prices(
            1,
            "USD",
            &[("2024-01-02", huge)],
        );
        assert_eq!(
            daily(&scenario, "2024-01-02", "2024-01-03").closing(),
            Err(Undefined::OutOfRange)
        );
    }
}
