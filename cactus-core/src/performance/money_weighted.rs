//! The money-weighted return of a scope over a period.

use super::annualise::years;
use super::internal_rates::{log_rates, rate};
use crate::money::Decimal;
use crate::undefined::{Figure, Undefined, finite};
use crate::valuation::DailyValues;

/// A money-weighted return, per year and over the time in question.
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyWeighted {
    /// The effective annual rate, [`xirr`](fn@super::xirr). Of a short period it is large and says little, or is
    /// [`Undefined::OutOfRange`] where the return over the time still has a value.
    pub annual: Figure<f64>,
    /// The same rate over the days from the first flow to the end of the period, not annualised.
    pub total: f64,
}

/// The rate at which the opening value and the external flows of a period grow to its closing value.
///
/// The opening value counts as paid in on the day of the opening, each day's net flow on its day, and the
/// closing value as paid out at the end; [`xirr`](fn@super::xirr) solves for the rate. Unlike the time-weighted return it
/// depends on when money came and went: it is the return of the investor, not of the manager.
///
/// Source: GIPS standards for firms (2020), on the money-weighted return, with daily external flows.
///
/// # Errors
/// Those of [`xirr`](fn@super::xirr); [`Undefined::NothingHeld`] if there was neither value nor flow, [`Undefined::TotalLoss`]
/// if money only came in and nothing is left, [`Undefined::NoCapital`] for an opening value below zero, and the
/// gap if the opening value, the closing value or the rate of a flow was missing.
pub fn money_weighted(values: &DailyValues) -> Figure<MoneyWeighted> {
    let period = values.period();
    let (opening, closing) = (values.opening()?, values.closing()?);
    if opening < Decimal::ZERO {
        let date = period.start();
        return Err(Undefined::NoCapital { date });
    }
    let mut paid = vec![(period.start(), opening)];
    for (date, flows) in values.flows() {
        paid.push((date, flows.clone()?.net()?));
    }
    paid.retain(|(_, amount)| !amount.is_zero());
    let first = paid.first().map(|(date, _)| *date);
    if paid.is_empty() && closing.is_zero() {
        return Err(Undefined::NothingHeld);
    }
    let all_in = paid.iter().all(|(_, amount)| *amount > Decimal::ZERO);
    if all_in && closing.is_zero() {
        return Err(Undefined::TotalLoss);
    }
    paid.push((period.end(), -closing));
    let log = log_rates(&paid)?.one()?;
    let days = period.end().days_since(first.unwrap_or(period.end()));
    Ok(MoneyWeighted { annual: rate(log), total: finite((log * years(days)).exp_m1())? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::valuation::Valuer;
    use crate::valuation::scenario::{Scenario, day, period};

    fn of(scenario: &Scenario, start: &str, end: &str) -> Figure<MoneyWeighted> {
        let valuer = Valuer::new(&scenario.timeline, &scenario.market, Currency::USD);
        money_weighted(&valuer.daily(period(start, end)))
    }

    #[test]
    fn the_two_years_of_the_cfa_curriculum() {
        // 200 in, 225 less a dividend of 5 a year later, 480 at the end: 9.39 % a year.
        let scenario = Scenario::default()
            .cash("USD", &[("2021-01-01", "200"), ("2023-01-01", "480")])
            .flow("2022-01-01", "225", "USD")
            .flow("2022-01-01", "-5", "USD");
        let found = of(&scenario, "2021-01-01", "2023-01-01").unwrap();
        let expected = (432_400_f64.sqrt() - 220.0) / 400.0 - 1.0;
        let annual = found.annual.clone().unwrap();
        assert!((annual - expected).abs() < 1e-14, "{found:?}");
        assert_eq!(format!("{annual:.4}"), "0.0939");
        let total = (1.0 + expected) * (1.0 + expected) - 1.0;
        assert!((found.total - total).abs() < 1e-14, "{found:?}");
    }

    #[test]
    fn time_counts_from_the_first_flow() {
        // 1 % in the ten days that the money was there.
        let scenario = Scenario::default()
            .cash("USD", &[("2024-01-21", "100"), ("2024-01-31", "101")])
            .flow("2024-01-21", "100", "USD");
        let found = of(&scenario, "2023-12-31", "2024-01-31").unwrap();
        assert!((found.total - 0.01).abs() < 1e-14, "{found:?}");
        assert!(
            (found.annual.clone().unwrap() - (1.01_f64.powf(36.5) - 1.0)).abs() < 1e-12,
            "{found:?}"
        );
    }

    #[test]
    fn a_great_loss_within_weeks_keeps_its_digits() {
        let scenario = Scenario::default()
            .cash("USD", &[("2024-01-01", "100"), ("2024-01-31", "5.0")])
            .flow("2024-01-01", "100", "USD");
        let found = of(&scenario, "2023-12-31", "2024-01-31").unwrap();
        assert!((found.total + 0.95).abs() < 1e-14, "{found:?}");
    }

    #[test]
    fn a_rate_beyond_all_numbers_leaves_the_return_of_the_time() {
        let scenario = Scenario::default()
            .cash("USD", &[("2024-01-01", "100"), ("2024-01-02", "0.01")])
            .flow("2024-01-01", "100", "USD");
        let found = of(&scenario, "2023-12-31", "2024-01-02").unwrap();
        assert_eq!(found.annual, Err(Undefined::OutOfRange));
        assert!((found.total + 0.9999).abs() < 1e-14, "{found:?}");
    }

    #[test]
    fn each_case_without_a_rate_has_its_reason() {
        let lost = Scenario::default()
            .cash("USD", &[("2024-01-02", "100"), ("2024-01-09", "0")])
            .flow("2024-01-02", "100", "USD");
        assert_eq!(of(&lost, "2024-01-01", "2024-01-31"), Err(Undefined::TotalLoss));
        assert_eq!(of(&lost, "2023-01-01", "2023-01-31"), Err(Undefined::NothingHeld));
        assert_eq!(of(&lost, "2024-01-01", "2024-01-02"), Err(Undefined::NoDuration));
        let debt =
            Scenario::default().cash("USD", &[("2024-01-02", "-100"), ("2024-01-09", "-110")]);
        let date = day("2024-01-05");
        assert_eq!(of(&debt, "2024-01-05", "2024-01-31"), Err(Undefined::NoCapital { date }));
        let owed = Scenario::default()
            .cash("USD", &[("2024-01-02", "100"), ("2024-01-09", "-50")])
            .flow("2024-01-02", "100", "USD");
        assert_eq!(of(&owed, "2024-01-01", "2024-01-31"), Err(Undefined::NoRate));
    }
}
