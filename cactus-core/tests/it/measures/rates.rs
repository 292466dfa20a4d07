//! Rates of return against forty digits of mpmath.

use cactus_core::money::Decimal;
use cactus_core::performance::{InternalRates, internal_rates, xirr};
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
    All {
        rates: Vec<f64>,
    },
    /// "out of range"
    Told(String),
}

fn assert_close(found: f64, expected: f64, case: &[(BusinessDate, Decimal)]) {
    let error = (found - expected).abs() / expected.abs();
    assert!(error < 1e-12 || found.to_bits() == expected.to_bits(), "{found} {expected} {case:?}");
}

/// Correct to twelve digits of the rate itself over forty years and over days, from −100 % to any gain and next
/// to zero; all rates are found, in order.
#[test]
fn one_rate_none_and_several_are_what_the_oracle_finds() {
    let text = include_str!("../../fixtures/measures.json");
    let fixture: Fixture = serde_json::from_str(text).unwrap();
    assert!(fixture.xirr.len() > 230);
    for Case { flows, expected } in fixture.xirr {
        let found = internal_rates(&flows);
        match expected {
            Expected::Rate(rate) => {
                assert_eq!(found.outcome(), "one", "{flows:?}");
                assert_close(xirr(&flows).unwrap(), rate, &flows);
            }
            Expected::All { rates } if rates.is_empty() => {
                assert_eq!(found, InternalRates::None(Undefined::NoRate), "{flows:?}");
            }
            Expected::All { rates } => {
                assert_eq!(found.outcome(), "several", "{flows:?}");
                assert_eq!(found.rates().len(), rates.len(), "{found:?} {rates:?}");
                for (found, rate) in found.rates().iter().zip(&rates) {
                    let tolerance = 1e-9 * (1.0 + rate) + f64::EPSILON;
                    assert!((found - rate).abs() < tolerance, "{found} {rate} {flows:?}");
                }
                let count = rates.len();
                assert_eq!(xirr(&flows), Err(Undefined::SeveralRates { count }));
            }
            Expected::Told(reason) => {
                assert_eq!(reason, "out of range");
                assert_eq!(found, InternalRates::None(Undefined::OutOfRange), "{flows:?}");
            }
        }
    }
}
