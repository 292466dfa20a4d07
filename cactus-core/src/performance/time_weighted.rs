//! The time-weighted return.

use std::ops::Range;

use super::annualise;
use super::timing::{Capital, FlowTiming};
use crate::money::{Decimal, MoneyError, decimal};
use crate::risk::ReturnSeries;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, finite};
use crate::valuation::{DailyValues, DayFlows};

/// A time-weighted return, and the series of returns it links.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeWeighted {
    /// The return of the whole time, not annualised.
    pub total: f64,
    /// The day of the opening value: the start of the period, or the eve of the first capital in it.
    pub start: BusinessDate,
    /// The last day.
    pub end: BusinessDate,
    /// The returns of the trading days, which link to the total. What happened on other days (a fee on a
    /// Sunday) is part of the next trading day, or of the last one.
    pub returns: ReturnSeries,
}

impl TimeWeighted {
    /// The return per year, actual days over 365.
    ///
    /// # Errors
    /// [`Undefined::ShorterThanAYear`].
    pub fn annualised(&self) -> Figure<f64> {
        annualise(self.total, self.end.days_since(self.start))
    }
}

/// The return of one unit of capital that stayed in all the time: `Π (1 + r_t) − 1` over the valuation days,
/// where `r_t = (V_t + out_t) / (V_{t−1} + in_t) − 1`.
///
/// `V_t` is the value at the end of the day, `in_t` and `out_t` (both zero or more) what came in and went out
/// on it. That is the default timing; the others move the flows to the start or the end of the day. A day with
/// neither capital nor gain has no return. The flows of a scope are its own choice of what is outside; how they
/// come and go does not change the result, only what the market did.
///
/// Source: D. Spaulding, *Measuring Investment Performance*; GIPS standards for firms (2020), which ask for
/// valuation on the date of each large flow.
///
/// # Errors
/// [`Undefined::NoCapital`] on the first day whose capital is zero or less while something was gained or lost,
/// or which lost more than its capital; [`Undefined::NothingHeld`] if no day had capital; the reason of the
/// first day that could not be valued: a gap is refused, not bridged.
pub fn time_weighted(values: &DailyValues, timing: FlowTiming) -> Figure<TimeWeighted> {
    let mut chain = Chain::new(values, timing)?;
    let days = values.dates().len();
    let mut next = 1;
    for (place, flows) in values.flow_places() {
        chain.quiet_days(next..*place)?;
        chain.day(*place, flows.clone())?;
        next = place + 1;
    }
    chain.quiet_days(next..days)?;
    chain.close()
}

/// What was gained over the capital of a day, with all digits of a small return; none if there was nothing to grow.
fn growth(capital: &Capital, date: BusinessDate) -> Figure<Option<f64>> {
    let Capital { base, end } = capital;
    if base.is_zero() && end.is_zero() {
        return Ok(None);
    }
    if *base <= Decimal::ZERO || *end < Decimal::ZERO {
        return Err(Undefined::NoCapital { date });
    }
    let gain = decimal::subtract(*end, *base).map_err(|_: MoneyError| Undefined::OutOfRange)?;
    Ok(Some(decimal::to_f64(gain) / decimal::to_f64(*base)))
}

/// Returns of days, linked.
struct Chain<'a> {
    values: &'a DailyValues,
    timing: FlowTiming,
    start: Option<BusinessDate>,
    /// What one unit of capital has gained.
    total: f64,
    /// The linked returns since the last trading day, if there were any.
    pending: Option<f64>,
    dates: Vec<BusinessDate>,
    returns: Vec<f64>,
}

impl<'a> Chain<'a> {
    fn new(values: &'a DailyValues, timing: FlowTiming) -> Figure<Self> {
        values.opening()?;
        let days = values.dates().len();
        let (dates, returns) = (Vec::with_capacity(days), Vec::with_capacity(days));
        Ok(Self { values, timing, start: None, total: 0.0, pending: None, dates, returns })
    }

    /// Adds days without flows.
    fn quiet_days(&mut self, mut days: Range<usize>) -> Figure<()> {
        while !days.is_empty() {
            let trading = self.values.trading_days().runs(days.clone()).next();
            let run = trading.filter(|run| run.start == days.start && self.pending.is_none());
            let until = run.as_ref().map_or(days.start + 1, |run| run.end);
            if run.is_none_or(|run| !self.trading_days(run)) {
                for place in days.start..until {
                    self.day(place, Ok(DayFlows::default()))?;
                }
            }
            days.start = until;
        }
        Ok(())
    }

    /// Adds trading days without flows all at once, if there is nothing odd about them. Between flows the returns
    /// of the days link to that of the whole: the change of value over the first value.
    fn trading_days(&mut self, days: Range<usize>) -> bool {
        let Some(amounts) = self.values.amounts() else { return false };
        let Some(gain) = amounts.growth(days.clone(), &mut self.returns) else { return false };
        self.total = linked(self.total, gain);
        self.start.get_or_insert(self.values.period().start());
        self.dates.extend_from_slice(self.values.dates().get(days).unwrap_or_default());
        true
    }

    fn day(&mut self, place: usize, flows: Figure<DayFlows>) -> Figure<()> {
        let Some(date) = self.values.dates().get(place).copied() else { return Ok(()) };
        let before = self.values.value(place - 1)?;
        let after = self.values.value(place)?;
        let capital = self.timing.capital(before, flows?, after)?;
        let Some(of_day) = growth(&capital, date)? else { return Ok(()) };
        let start = match before.is_zero() {
            true => date.previous().unwrap_or(date),
            false => self.values.period().start(),
        };
        self.start.get_or_insert(start);
        self.total = linked(self.total, of_day);
        let gain = self.pending.take().map_or(of_day, |before| linked(before, of_day));
        if self.values.trading_days().contains(place) {
            self.dates.push(date);
            self.returns.push(gain);
        } else {
            self.pending = Some(gain);
        }
        Ok(())
    }

    fn close(mut self) -> Figure<TimeWeighted> {
        let start = self.start.ok_or(Undefined::NothingHeld)?;
        if let (Some(last), Some(pending)) = (self.returns.last_mut(), self.pending) {
            *last = linked(*last, pending);
        }
        Ok(TimeWeighted {
            total: finite(self.total)?,
            start,
            end: self.values.period().end(),
            returns: ReturnSeries::of_columns(start, self.dates, self.returns)
                .map_err(|_| Undefined::OutOfRange)?,
        })
    }
}

/// `(1 + a)(1 + b) − 1`; a return linked with nothing keeps all its digits, and a total loss stays one.
pub(super) fn linked(a: f64, b: f64) -> f64 {
    a + (1.0 + a) * b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::valuation::Valuer;
    use crate::valuation::scenario::{Scenario, day, period};
    use proptest::prelude::*;

    fn of(scenario: &Scenario, start: &str, end: &str, timing: FlowTiming) -> Figure<TimeWeighted> {
        let valuer = Valuer::new(&scenario.timeline, &scenario.market, Currency::USD);
        time_weighted(&valuer.daily(period(start, end)), timing)
    }

    fn assert_close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-14, "{found} {expected}");
    }

    /// C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*, chapter 2: 74.2 million at
    /// the start of January, 67.0 before 37.1 came in on the 14th, 104.4 at the end.
    fn bacon() -> Scenario {
        let held = [("2023-12-31", "1"), ("2024-01-14", "2")];
        let prices = [
            ("2023-12-31", "74.2"),
            ("2024-01-13", "67"),
            ("2024-01-14", "52.05"),
            ("2024-01-31", "52.2"),
        ];
        Scenario::with_staleness(31)
            .holds(1, &held)
            .flow("2024-01-14", "37.1", "USD")
            .prices(1, "USD", &prices)
    }

    #[test]
    fn a_textbook_month_with_one_flow() {
        let found = of(&bacon(), "2023-12-31", "2024-01-31", FlowTiming::default()).unwrap();
        assert_close(found.total, 67.0 / 74.2 * 104.4 / 104.1 - 1.0);
        assert_eq!(format!("{:.4}", found.total), "-0.0944");
        assert_eq!(found.annualised(), Err(Undefined::ShorterThanAYear { days: 31 }));
    }

    #[test]
    fn the_two_years_of_the_cfa_curriculum() {
        // A share for 200, another for 225 a year later, 5 of dividend on each share in each year, 235 at the
        // end: 15 % and 6.67 %, 10.76 % a year.
        let scenario = Scenario::with_staleness(366)
            .holds(1, &[("2021-01-01", "1"), ("2022-01-01", "2")])
            .cash("USD", &[("2021-12-31", "0"), ("2023-01-01", "0")])
            .flow("2021-12-31", "-5", "USD")
            .flow("2022-01-01", "225", "USD")
            .flow("2023-01-01", "-10", "USD")
            .prices(
                1,
                "USD",
                &[("2021-01-01", "200"), ("2021-12-31", "225"), ("2023-01-01", "235")],
            );
        let found = of(&scenario, "2021-01-01", "2023-01-01", FlowTiming::default()).unwrap();
        assert_close(found.total, 1.15 * (480.0 / 450.0) - 1.0);
        // The curriculum rounds in between.
        assert!((found.annualised().unwrap() - 0.1076).abs() < 1e-4);
        let returns: Vec<_> = found.returns.rows().map(|row| row.0).collect();
        assert_eq!(returns, [day("2021-12-31"), day("2023-01-01")]);
    }

    #[test]
    fn the_timing_decides_what_a_flow_of_a_moving_day_earns() {
        // 100 grow by a tenth on a day on which 50 come in and 20 go out.
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-02", "1")])
            .cash("USD", &[("2024-01-03", "30")])
            .flow("2024-01-03", "50", "USD")
            .flow("2024-01-03", "-20", "USD")
            .prices(1, "USD", &[("2024-01-02", "100"), ("2024-01-03", "110")]);
        let total = |timing| of(&scenario, "2024-01-02", "2024-01-03", timing).unwrap().total;
        assert_close(total(FlowTiming::InStartOutEnd), 160.0 / 150.0 - 1.0);
        assert_close(total(FlowTiming::AllStart), 140.0 / 130.0 - 1.0);
        assert_close(total(FlowTiming::AllEnd), 0.1);
    }

    #[test]
    fn more_taken_out_than_there_was_breaks_the_chain() {
        let overdrawn = Scenario::default()
            .cash("USD", &[("2024-01-02", "100"), ("2024-01-03", "-100"), ("2024-01-04", "-101")])
            .flow("2024-01-02", "100", "USD")
            .flow("2024-01-03", "-200", "USD")
            .flow("2024-01-04", "-1", "USD");
        let total = |timing| of(&overdrawn, "2024-01-01", "2024-01-04", timing);
        let date = day("2024-01-04");
        assert_eq!(total(FlowTiming::default()), Err(Undefined::NoCapital { date }));
        let date = day("2024-01-03");
        assert_eq!(total(FlowTiming::AllStart), Err(Undefined::NoCapital { date }));
        // A short position that costs more than everything: no return below −100 % either.
        let ruined = Scenario::default()
            .holds(1, &[("2024-01-02", "-1")])
            .cash("USD", &[("2024-01-02", "150")])
            .flow("2024-01-02", "50", "USD")
            .prices(1, "USD", &[("2024-01-02", "100"), ("2024-01-03", "300")]);
        let found = of(&ruined, "2024-01-01", "2024-01-03", FlowTiming::default());
        assert_eq!(found, Err(Undefined::NoCapital { date }));
    }

    #[test]
    fn a_small_return_keeps_its_digits_and_a_total_loss_stays_one() {
        let total = |prices: &[(&'static str, &'static str)]| {
            let scenario = Scenario::default()
                .holds(1, &[("2024-01-02", "1000")])
                .flow("2024-01-04", "0.01", "USD")
                .cash("USD", &[("2024-01-04", "0.01")])
                .prices(1, "USD", prices);
            let until = prices.last().unwrap().0;
            of(&scenario, "2024-01-02", until, FlowTiming::default()).unwrap().total
        };
        let one_day = [("2024-01-02", "1"), ("2024-01-03", "1.012")];
        assert_eq!(total(&one_day).to_string(), "0.012");
        let linked = |a, b| linked(a, b).to_string();
        assert_eq!(linked(-1.0, 0.1), "-1");
        assert_eq!(linked(-1.0, 1e17), "-1");
        assert_eq!(linked(0.0, 0.012), "0.012");
    }

    #[test]
    fn days_without_capital_have_no_return() {
        // In on the 3rd, all out on the 5th, in again on the 9th.
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-03", "1"), ("2024-01-05", "0"), ("2024-01-09", "2")])
            .flow("2024-01-03", "100", "USD")
            .flow("2024-01-05", "-121", "USD")
            .flow("2024-01-09", "200", "USD")
            .prices(
                1,
                "USD",
                &[
                    ("2024-01-03", "100"),
                    ("2024-01-04", "110"),
                    ("2024-01-05", "121"),
                    ("2024-01-08", "999"),
                    ("2024-01-09", "100"),
                    ("2024-01-10", "50"),
                ],
            );
        let found = of(&scenario, "2023-12-29", "2024-01-10", FlowTiming::default()).unwrap();
        assert_close(found.total, 1.21 * 0.5 - 1.0);
        assert_eq!(found.start, day("2024-01-02"));
        assert_eq!(found.returns.returns().len(), 5);
        let none = of(&scenario, "2023-12-28", "2023-12-29", FlowTiming::default());
        assert_eq!(none, Err(Undefined::NothingHeld));
    }

    #[test]
    fn a_gap_is_refused_and_a_total_loss_is_not() {
        let scenario = Scenario::with_staleness(0)
            .holds(1, &[("2024-01-02", "1")])
            .flow("2024-01-04", "1", "USD")
            .prices(1, "USD", &[("2024-01-02", "1"), ("2024-01-03", "0"), ("2024-01-05", "0")]);
        let found = of(&scenario, "2024-01-02", "2024-01-03", FlowTiming::default());
        assert_close(found.unwrap().total, -1.0);
        let found = of(&scenario, "2024-01-02", "2024-01-05", FlowTiming::default());
        assert!(found.unwrap_err().is_gap());
    }

    #[test]
    fn what_happens_on_a_holiday_belongs_to_the_next_trading_day() {
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-05", "1")])
            .cash("USD", &[("2024-01-06", "-10"), ("2024-01-07", "0"), ("2024-01-13", "-20")])
            .flow("2024-01-07", "10", "USD")
            .prices(
                1,
                "USD",
                &[("2024-01-05", "100"), ("2024-01-08", "110"), ("2024-01-12", "121")],
            );
        let found = of(&scenario, "2024-01-05", "2024-01-14", FlowTiming::default()).unwrap();
        let [monday, friday] = found.returns.returns() else { panic!("two trading days") };
        assert_close(*monday, 100.0 / 110.0 * 1.1 - 1.0);
        assert_close(*friday, 1.1 * (101.0 / 121.0) - 1.0);
        assert_close(found.total, (1.0 + monday) * (1.0 + friday) - 1.0);
    }

    proptest! {
        /// Whatever comes and goes, one instrument earns its price: units come in at the price of the day
        /// before (start of day) and go out at that of the day (its end).
        #[test]
        fn flows_do_not_change_what_the_market_did(
            days in prop::collection::vec((1_i64..100_000, -50..50_i64), 2..40),
        ) {
            let date = |number: usize| {
                BusinessDate::from_day_number(19_723 + i32::try_from(number).unwrap()).unwrap().to_string()
            };
            let mut units = 100_i64;
            let mut held = vec![(date(0), units.to_string())];
            let mut scenario = Scenario::default();
            for (number, ((before, _), (price, change))) in days.iter().zip(&days[1..]).enumerate() {
                let change = (*change).max(1 - units);
                units += change;
                let at = if change > 0 { before } else { price };
                let amount = Decimal::new(change * at, 3).to_string();
                scenario = scenario.flow(&date(number + 1), &amount, "USD");
                held.push((date(number + 1), units.to_string()));
            }
            let priced = days.iter().enumerate();
            let priced: Vec<_> = priced
                .map(|(number, (price, _))| (date(number), Decimal::new(*price, 3).to_string()))
                .collect();
            let rows = |rows: &[(String, String)]| -> Vec<(&'static str, &'static str)> {
                rows.iter().map(|(a, b)| (&*a.clone().leak(), &*b.clone().leak())).collect()
            };
            let scenario = scenario.holds(1, &rows(&held)).prices(1, "USD", &rows(&priced));
            let found = of(&scenario, &date(0), &date(days.len() - 1), FlowTiming::default()).unwrap();
            let expected = days[days.len() - 1].0 as f64 / days[0].0 as f64;
            prop_assert!((found.total + 1.0 - expected).abs() < 1e-12 * expected);
            let linked = found.returns.wealth().last().unwrap().1;
            prop_assert!((linked - expected).abs() < 1e-9 * expected);
        }
    }
}
