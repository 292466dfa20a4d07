//! Rates of return against forty digits of mpmath.

use cactus_core::money::Decimal;
use cactus_core::performance::xirr;
use cactus_core::time::BusinessDate;
use cactus_core::undefined::Undefined;
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    xirr: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    flows: Vec<(BusinessDate, Decimal)>,
    expected: Expected,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Rate(f64),
    Number {
        rates: usize,
    },
    /// "out of range"
    Told(String),
}

/// Correct to twelve digits over thirty years and over days, from −100 % to any gain.
#[test]
fn one_rate_none_and_several_are_what_the_oracle_finds() {
    let text = include_str!("../../fixtures/measures.json");
    let fixture: Fixture = serde_json::from_str(text).unwrap();
    assert!(fixture.xirr.len() > 150);
    for Case { flows, expected } in fixture.xirr {
        let found = xirr(&flows);
        let expected = match expected {
            Expected::Rate(rate) => {
                let found = found.unwrap();
                let error = (found - rate).abs() / (1.0 + rate.abs());
                assert!(error < 1e-12, "{found} {rate} {flows:?}");
                continue;
            }
            Expected::Number { rates: 0 } => Undefined::NoRate,
            Expected::Number { rates: count } => Undefined::SeveralRates { count },
            Expected::Told(reason) => {
                assert_eq!(reason, "out of range");
                Undefined::OutOfRange
            }
        };
        assert_eq!(found, Err(expected), "{flows:?}");
    }
}
