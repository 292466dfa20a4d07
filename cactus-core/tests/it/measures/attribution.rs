//! Effects and contributions against their definitions with forty digits.

use std::collections::BTreeMap;

use cactus_core::attribution::{
    ContributionLinking, Holding, Linking, Segment, brinson_fachler, contributions, link,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    /// By period and segment: weight and return of the portfolio, then of the benchmark.
    periods: Vec<Vec<[f64; 4]>>,
    portfolio: f64,
    benchmark: f64,
    effects: BTreeMap<Linking, Vec<[f64; 3]>>,
    contributions: BTreeMap<ContributionLinking, Vec<f64>>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../../fixtures/attribution.json")).unwrap()
}

fn assert_close(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() < 1e-13 * (1.0 + expected.abs()),
        "{what}: {found} {expected}"
    );
}

#[test]
fn every_linked_effect_is_what_the_oracle_finds() {
    for case in cases() {
        let segment = |row: &[f64; 4]| {
            let [portfolio_weight, portfolio_return, benchmark_weight, benchmark_return] = *row;
            Segment { portfolio_weight, portfolio_return, benchmark_weight, benchmark_return }
        };
        let period = |rows: &Vec<[f64; 4]>| {
            brinson_fachler(&rows.iter().map(segment).collect::<Vec<_>>()).unwrap()
        };
        let periods: Vec<_> = case.periods.iter().map(period).collect();
        assert_eq!(case.effects.len(), Linking::ALL.len());
        for (method, expected) in &case.effects {
            let found = link(&periods, *method).unwrap();
            assert_close(found.portfolio, case.portfolio, "portfolio");
            assert_close(found.benchmark, case.benchmark, "benchmark");
            for (effects, [allocation, selection, interaction]) in
                found.effects.iter().zip(expected)
            {
                assert_close(effects.allocation, *allocation, method.as_str());
                assert_close(effects.selection, *selection, method.as_str());
                assert_close(effects.interaction, *interaction, method.as_str());
            }
        }
    }
}

#[test]
fn every_contribution_is_what_the_oracle_finds() {
    for case in cases() {
        let holding = |row: &[f64; 4]| Holding { weight: row[0], value: row[1] };
        let periods: Vec<Vec<Holding>> =
            case.periods.iter().map(|rows| rows.iter().map(holding).collect()).collect();
        assert_eq!(case.contributions.len(), ContributionLinking::ALL.len());
        for (linking, expected) in &case.contributions {
            let found = contributions(&periods, *linking).unwrap();
            assert_close(found.total, case.portfolio, "total");
            for (contribution, expected) in found.positions.iter().zip(expected) {
                assert_close(*contribution, *expected, linking.as_str());
            }
        }
    }
}
