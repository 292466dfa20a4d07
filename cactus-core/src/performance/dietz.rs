//! Modified Dietz.

use super::annualise::years;
use crate::money::decimal;
use crate::undefined::{Figure, Undefined, finite};
use crate::valuation::DailyValues;

/// Gain over average capital, from opening and closing value and dated flows alone:
/// `(V_1 − V_0 − Σ F) / (V_0 + Σ w F)` with `w = (T − t) / T`.
///
/// `T` is the length of the period and `t` the day of the flow in it, both in days, so that a flow counts from
/// the end of its day. The result is the return of the whole period, not annualised. It stands in for a
/// time-weighted return where there are no daily values, and is good for short periods with small flows.
///
/// Source: P. Dietz, *Pension Funds: Measuring Investment Performance*; the day weighting is that of the
/// modified method in the GIPS guidance on calculation methodology.
///
/// # Errors
/// [`Undefined::NoCapital`] if the average capital is zero or less, [`Undefined::NothingHeld`] if there was
/// neither value nor flow, and the gap if a value or rate was missing.
pub fn modified_dietz(values: &DailyValues) -> Figure<f64> {
    let (opening, closing) = (values.opening()?, values.closing()?);
    let period = values.period();
    let mut net = 0.0;
    let mut weighted = 0.0;
    let mut flows = 0;
    for (date, of_day) in values.flows() {
        let amount = decimal::to_f64(of_day.clone()?.net()?);
        let weight = years(period.end().days_since(date)) / years(period.days());
        net += amount;
        weighted += weight * amount;
        flows += 1;
    }
    if flows == 0 && opening.is_zero() && closing.is_zero() {
        return Err(Undefined::NothingHeld);
    }
    let average = decimal::to_f64(opening) + weighted;
    if average <= 0.0 {
        let date = period.start();
        return Err(Undefined::NoCapital { date });
    }
    let gain = decimal::subtract(closing, opening).map_err(|_| Undefined::OutOfRange)?;
    finite((decimal::to_f64(gain) - net) / average)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::valuation::Valuer;
    use crate::valuation::scenario::{Scenario, day, period};

    fn of(scenario: &Scenario, start: &str, end: &str) -> Figure<f64> {
        let valuer = Valuer::new(&scenario.timeline, &scenario.market, Currency::USD);
        modified_dietz(&valuer.daily(period(start, end)))
    }

    #[test]
    fn a_textbook_month_with_one_flow() {
        // C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*, chapter 2: 74.2 million,
        // 37.1 in on 14 January, 104.4 at the end of the month: −7.3 %.
        let scenario = Scenario::default()
            .cash("USD", &[("2023-12-31", "74.2"), ("2024-01-31", "104.4")])
            .flow("2024-01-14", "37.1", "USD");
        let found = of(&scenario, "2023-12-31", "2024-01-31").unwrap();
        let expected = -6.9 / (74.2 + 17.0 / 31.0 * 37.1);
        assert!((found - expected).abs() < 1e-15, "{found}");
        assert_eq!(format!("{found:.3}"), "-0.073");
    }

    #[test]
    fn average_capital_of_zero_or_less_is_no_base() {
        let scenario = Scenario::default()
            .cash("USD", &[("2024-01-01", "100"), ("2024-01-02", "-400"), ("2024-01-30", "0")])
            .flow("2024-01-02", "-500", "USD")
            .flow("2024-01-30", "400", "USD");
        let date = day("2024-01-01");
        assert_eq!(of(&scenario, "2024-01-01", "2024-01-31"), Err(Undefined::NoCapital { date }));
        assert_eq!(of(&scenario, "2023-01-01", "2023-02-01"), Err(Undefined::NothingHeld));
    }
}
