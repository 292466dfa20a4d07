//! Risk measures against empyrical, scipy and definitions in Python.

use std::collections::BTreeMap;

use cactus_core::money::Rate;
use cactus_core::risk::{PeriodsPerYear, ReturnSeries, RiskMeasure, RiskOptions, measure};
use cactus_core::time::BusinessDate;
use cactus_core::undefined::Undefined;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    options: Options,
    /// The start, and the day of each return.
    days: Vec<BusinessDate>,
    returns: Vec<f64>,
    benchmark: Vec<f64>,
    expected: BTreeMap<RiskMeasure, f64>,
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

    fn options(&self) -> RiskOptions {
        let Options { periods_per_year, risk_free, target, threshold, tail } = self.options;
        let periods_per_year = PeriodsPerYear::new(periods_per_year.try_into().unwrap());
        RiskOptions { periods_per_year, risk_free, target, threshold, tail }
    }
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../../fixtures/risk.json")).unwrap()
}

/// Every measure has its oracle, and agrees to eleven digits.
#[test]
fn every_measure_is_what_the_oracle_finds() {
    for case in cases() {
        let (series, benchmark) = (case.series(&case.returns), case.series(&case.benchmark));
        let found = measure(&series, Some(&benchmark), case.options());
        assert_eq!(case.expected.len(), RiskMeasure::ALL.len());
        for (key, expected) in &case.expected {
            let value = found.get(*key).unwrap();
            let error = (value - expected).abs() / (1e-6 + expected.abs());
            assert!(error < 1e-11, "{}: {key} is {value}, the oracle says {expected}", case.name);
        }
    }
}

/// A benchmark of other days is refused, and what needs none keeps its value.
#[test]
fn a_missing_day_spoils_what_compares() {
    let case = &cases()[0];
    let series = case.series(&case.returns);
    let mut gap: Vec<_> = case.days.iter().copied().zip(case.benchmark.iter().copied()).collect();
    gap.remove(100);
    let benchmark = ReturnSeries::new(case.days[0].previous().unwrap(), gap).unwrap();
    let found = measure(&series, Some(&benchmark), case.options());
    let date = case.days[100];
    for (key, figure) in found.iter() {
        if key.needs_benchmark() {
            assert_eq!(figure, &Err(Undefined::MissingReturn { date }), "{key}");
        } else {
            assert!(figure.is_ok(), "{key}");
        }
    }
}
