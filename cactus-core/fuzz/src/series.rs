//! Documents that hold a series and nothing else.

use cactus_core::error::Coded;
use cactus_core::exchange::{ExchangeError, MeasureAnswer, measures_of_returns, rates_of_flows};

use crate::text::bounded;

/// A document is answered by finite numbers or a reason, or refused with the place.
pub fn series(data: &[u8]) {
    match rates_of_flows(data) {
        Ok(answer) => {
            let rates: Vec<f64> = answer.rates.iter().map(|rate| number(rate)).collect();
            assert!(rates.is_sorted() && rates.iter().all(|rate| *rate > -1.0), "{answer:?}");
            let expected = if rates.len() < 2 { rates.len() } else { 2 };
            assert_eq!(["none", "one", "several"].get(expected), Some(&answer.outcome));
            assert_eq!(answer.reason.is_none(), rates.len() == 1, "{answer:?}");
        }
        Err(error) => refused(&error),
    }
    match measures_of_returns(data) {
        Ok(measures) => {
            for measure in measures.values() {
                match measure {
                    MeasureAnswer::Value(value) => assert!(number(value).is_finite(), "{value}"),
                    MeasureAnswer::Undefined(reason) => assert!(reason.contains('.'), "{reason}"),
                }
            }
        }
        Err(error) => refused(&error),
    }
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(error: &ExchangeError) {
    bounded(&error.to_string());
    error.details().values().for_each(|detail| bounded(detail));
}
