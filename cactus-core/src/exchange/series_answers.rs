//! Answers to documents that hold a series and nothing else: dated flows, or returns.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use super::ExchangeError;
use super::parse::document;
use crate::error::Coded;
use crate::money::{Decimal, Rate, decimal};
use crate::performance::{InternalRates, internal_rates};
use crate::query::RiskChoice;
use crate::risk::{ReturnSeries, measure};
use crate::time::BusinessDate;
use crate::undefined::Figure;

/// A flow of a document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlowEntry {
    date: BusinessDate,
    #[serde(with = "decimal::wire")]
    amount: Decimal,
}

/// The internal rates of return of dated flows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatesAnswer {
    /// `one`, `several` or `none`.
    pub outcome: &'static str,
    /// All rates above −1 in ascending order, effective per year, as decimal texts.
    pub rates: Vec<String>,
    /// The code of the reason why there is not one rate; null if there is.
    pub reason: Option<&'static str>,
}

/// All internal rates of return of a document `[{"date": …, "amount": …}, …]`.
///
/// # Errors
/// [`ExchangeError::Malformed`] or [`ExchangeError::TooLarge`].
///
/// ```
/// use cactus_core::exchange::rates_of_flows;
///
/// let flows = r#"[{"date":"2023-01-01","amount":"-100"},{"date":"2024-01-01","amount":"107"}]"#;
/// let answer = rates_of_flows(flows.as_bytes())?;
/// assert_eq!((answer.outcome, answer.rates.len(), answer.reason), ("one", 1, None));
/// assert!(answer.rates[0].starts_with("0.07"));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn rates_of_flows(flows: &[u8]) -> Result<RatesAnswer, ExchangeError> {
    let entries: Vec<FlowEntry> = document(flows)?;
    let flows: Vec<_> = entries.iter().map(|entry| (entry.date, entry.amount)).collect();
    let found = internal_rates(&flows);
    let rates = found.rates().iter().map(ToString::to_string).collect();
    let (outcome, reason) = (
        found.outcome(),
        match &found {
            InternalRates::One(_) => None,
            _ => found.clone().one().err().map(|reason| reason.code()),
        },
    );
    Ok(RatesAnswer { outcome, rates, reason })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReturnsDocument {
    periods_per_year: NonZeroU16,
    #[serde(default)]
    risk_free_annual: Rate,
    start_date: BusinessDate,
    returns: Vec<ReturnEntry>,
    benchmark: Option<Vec<ReturnEntry>>,
    target: Option<Rate>,
    threshold: Option<Rate>,
    tail: Option<Rate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReturnEntry {
    date: BusinessDate,
    #[serde(with = "decimal::wire")]
    value: Decimal,
}

/// A measure: its value as a decimal text, or the code of the reason why it has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureAnswer {
    /// The value.
    Value(String),
    /// The code of the reason.
    Undefined(&'static str),
}

impl From<&Figure<f64>> for MeasureAnswer {
    fn from(figure: &Figure<f64>) -> Self {
        match figure {
            Ok(value) => Self::Value(value.to_string()),
            Err(reason) => Self::Undefined(reason.code()),
        }
    }
}

/// All risk measures of a document `{"periods_per_year": 252, "risk_free_annual": "0.02", "start_date": …,
/// "returns": [{"date": …, "value": …}, …], "benchmark": […]}`, by their stable keys.
///
/// `benchmark` may be left out, and so may `target`, `threshold` (per period) and `tail`, which are those of
/// [`RiskOptions`](crate::risk::RiskOptions) then.
///
/// # Errors
/// [`ExchangeError::Malformed`], [`ExchangeError::TooLarge`], and [`ExchangeError::Series`] if days do not increase or
/// a return is below −1.
///
/// ```
/// use cactus_core::exchange::{MeasureAnswer, measures_of_returns};
///
/// let document = r#"{"periods_per_year":12,"start_date":"2023-12-31","returns":[
///     {"date":"2024-01-31","value":"0.1"},{"date":"2024-02-29","value":"-0.05"}]}"#;
/// let measures = measures_of_returns(document.as_bytes())?;
/// assert_eq!(measures["best_return"], MeasureAnswer::Value("0.1".to_owned()));
/// assert_eq!(measures["beta"], MeasureAnswer::Undefined("undefined.no_benchmark"));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn measures_of_returns(
    returns: &[u8],
) -> Result<BTreeMap<&'static str, MeasureAnswer>, ExchangeError> {
    let asked: ReturnsDocument = document(returns)?;
    let series = series(asked.start_date, &asked.returns, "/returns")?;
    let benchmark = asked.benchmark.as_deref();
    let benchmark =
        benchmark.map(|rows| self::series(asked.start_date, rows, "/benchmark")).transpose()?;
    let choice = RiskChoice {
        periods_per_year: Some(asked.periods_per_year),
        risk_free_annual: Some(asked.risk_free_annual),
        target: asked.target,
        threshold: asked.threshold,
        tail: asked.tail,
    };
    let figures = measure(&series, benchmark.as_ref(), choice.options());
    Ok(figures.iter().map(|(measure, figure)| (measure.key(), figure.into())).collect())
}

fn series(
    start: BusinessDate,
    rows: &[ReturnEntry],
    pointer: &str,
) -> Result<ReturnSeries, ExchangeError> {
    let rows = rows.iter().map(|row| (row.date, decimal::to_f64(row.value)));
    ReturnSeries::new(start, rows).map_err(|error| ExchangeError::Series {
        pointer: pointer.to_owned(),
        reason: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_rates_and_none_are_told_with_a_reason() {
        let several = r#"[{"date":"2021-01-01","amount":"-1600"},{"date":"2022-01-01","amount":"10000"},
            {"date":"2023-01-01","amount":"-10000"}]"#;
        let answer = rates_of_flows(several.as_bytes()).unwrap();
        assert_eq!((answer.outcome, answer.rates.len()), ("several", 2));
        assert_eq!(answer.reason, Some("undefined.several_rates"));
        let none = rates_of_flows(br#"[{"date":"2021-01-01","amount":"5"}]"#).unwrap();
        assert_eq!((none.outcome, none.rates.is_empty()), ("none", true));
        assert!(none.reason.is_some());
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        let refused = |text: &str| rates_of_flows(text.as_bytes()).unwrap_err().to_string();
        assert!(refused(r#"[{"date":"2021-02-30","amount":"5"}]"#).contains("/0/date"));
        assert!(refused(r#"[{"date":"2021-02-03","amount":5}]"#).contains("/0/amount"));
        let backwards = r#"{"periods_per_year":12,"start_date":"2023-12-31","returns":[
            {"date":"2024-02-29","value":"0.1"},{"date":"2024-01-31","value":"0.1"}]}"#;
        let error = measures_of_returns(backwards.as_bytes()).unwrap_err();
        assert_eq!(error.code(), "exchange.series");
        assert!(error.to_string().contains("/returns"));
        let unknown = r#"{"periods_per_year":12,"start_date":"2023-12-31","returns":[],"x":1}"#;
        assert!(measures_of_returns(unknown.as_bytes()).is_err());
    }
}
