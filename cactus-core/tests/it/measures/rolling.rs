//! Rolling measures against pandas, and against empyrical on each window.

use std::collections::BTreeMap;

use cactus_core::money::Rate;
use cactus_core::risk::{
    DownsideCount, PeriodsPerYear, ReturnSeries, Rolling, RollingPair, rolling_downside_deviation,
    rolling_expected_shortfall_historical, rolling_max_drawdown, rolling_omega, rolling_pair,
    rolling_return, rolling_sharpe, rolling_sortino, rolling_value_at_risk_historical,
    rolling_volatility,
};
use cactus_core::time::BusinessDate;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    length: usize,
    /// Every so many windows have an expectation.
    step: usize,
    options: Options,
    /// The start, and the day of each return.
    days: Vec<BusinessDate>,
    returns: Vec<f64>,
    benchmark: Vec<f64>,
    /// The last days of the windows.
    ends: Vec<BusinessDate>,
    expected: BTreeMap<String, Vec<f64>>,
}

#[derive(Deserialize)]
struct Options {
    periods_per_year: u16,
    risk_free: Rate,
    target: f64,
    threshold: f64,
    tail: f64,
}

impl Case {
    fn series(&self, returns: &[f64]) -> ReturnSeries {
        let (start, days) = self.days.split_first().unwrap();
        ReturnSeries::new(*start, days.iter().copied().zip(returns.iter().copied())).unwrap()
    }

    fn measured(&self) -> BTreeMap<&str, Rolling> {
        let (series, benchmark) = (self.series(&self.returns), self.series(&self.benchmark));
        let Options { periods_per_year, risk_free, target, threshold, tail } = self.options;
        let periods = PeriodsPerYear::new(periods_per_year.try_into().unwrap());
        let length = self.length;
        let deviation = |count| rolling_downside_deviation(&series, length, target, count, periods);
        let pair = |measure| rolling_pair(&series, &benchmark, length, measure).unwrap();
        BTreeMap::from([
            ("return", rolling_return(&series, length)),
            ("max_drawdown", rolling_max_drawdown(&series, length)),
            ("volatility", rolling_volatility(&series, length, periods)),
            ("sharpe", rolling_sharpe(&series, length, risk_free, periods)),
            ("downside_deviation", deviation(DownsideCount::All)),
            ("downside_deviation_below_target_count", deviation(DownsideCount::BelowTarget)),
            ("sortino", rolling_sortino(&series, length, target, periods)),
            ("omega", rolling_omega(&series, length, threshold)),
            ("var_historical", rolling_value_at_risk_historical(&series, length, tail)),
            ("cvar_historical", rolling_expected_shortfall_historical(&series, length, tail)),
            ("beta", pair(RollingPair::Beta)),
            ("correlation", pair(RollingPair::Correlation)),
            ("tracking_error", pair(RollingPair::TrackingError(periods))),
        ])
    }
}

/// Every rolling measure agrees with the oracle to eleven digits, and no measure goes without one.
#[test]
fn every_window_is_what_the_oracle_finds() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../../fixtures/rolling.json")).unwrap();
    for case in cases {
        let measured = case.measured();
        assert!(measured.keys().copied().eq(case.expected.keys().map(String::as_str)));
        for (key, rolling) in &measured {
            let expected = &case.expected[*key];
            assert_eq!(rolling.len(), case.returns.len() + 1 - case.length);
            assert_eq!(expected.len(), rolling.len().div_ceil(case.step));
            let windows = rolling.iter().step_by(case.step);
            for (((date, value), end), expected) in windows.zip(&case.ends).zip(expected) {
                assert_eq!(date, end);
                let value = value.as_ref().unwrap();
                let error = (value - expected).abs() / (1e-6 + expected.abs());
                assert!(
                    error < 1e-11,
                    "{}: {key} is {value} on {date}, the oracle says {expected}",
                    case.name,
                );
            }
        }
    }
}
