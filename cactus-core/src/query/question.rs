//! What is asked.

use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::dimension::TAXONOMY;
use super::{Column, Dimension, KnownOn, QueryError};
use crate::model::{Key, LotMethod, LotPool};
use crate::money::{Currency, Rate, decimal};
use crate::performance::FlowTiming;
use crate::risk::{PeriodsPerYear, RiskOptions};
use crate::time::{BusinessDate, Period};

/// A question about a record: what of it, when, told apart by what, and which figures.
///
/// The answer is a [`Table`](super::Table) with a row for the whole scope, and below it one for each group, group in group. A
/// row is the answer to the same question with the groups of the row as filters: there is one way to compute a
/// number.
///
/// ```
/// use cactus_core::query::Query;
///
/// let query: Query = serde_json::from_str(r#"{
///     "from": "2023-12-31", "to": "2024-12-31", "currency": "EUR",
///     "scope": [{ "by": "client", "keys": ["ana@example.org"] }],
///     "group_by": ["asset_class", "instrument"],
///     "columns": ["market_value", "weight", "twr", "xirr"]
/// }"#)?;
/// assert_eq!(query.group_by.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Document", try_from = "Document")]
pub struct Query {
    /// The day or the period.
    pub span: Span,
    /// The currency of all amounts; that of the record unless said.
    pub currency: Option<Currency>,
    /// What of the record is asked about: what passes all filters.
    pub scope: Vec<Filter>,
    /// What rows are told apart by, from the outside in.
    pub group_by: Vec<Dimension>,
    /// The figures of each row.
    pub columns: Vec<Column>,
    /// What the figures leave open.
    pub options: QueryOptions,
}

/// When.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// The end of a day.
    AsOf(BusinessDate),
    /// From the end of a day to the end of another.
    Over(Period),
}

impl Span {
    /// The last day.
    #[must_use]
    pub fn end(self) -> BusinessDate {
        match self {
            Self::AsOf(date) => date,
            Self::Over(period) => period.end(),
        }
    }
}

/// A condition on what is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The dimension.
    pub by: Dimension,
    /// The keys of the groups that pass.
    pub keys: BTreeSet<String>,
}

impl FromStr for Filter {
    type Err = QueryError;

    /// Reads `account:KEY`, or `taxonomy:region:europe`: a dimension, a colon and one key.
    fn from_str(text: &str) -> Result<Self, QueryError> {
        let unknown = || QueryError::UnknownDimension { text: text.chars().take(100).collect() };
        let after = if text.starts_with(TAXONOMY) { TAXONOMY.len() } else { 0 };
        let colon = text.get(after..).and_then(|rest| rest.find(':')).ok_or_else(unknown)?;
        let (by, key) = text.split_at_checked(after + colon).ok_or_else(unknown)?;
        let key = key.strip_prefix(':').filter(|key| !key.is_empty()).ok_or_else(unknown)?;
        Ok(Self { by: by.parse()?, keys: BTreeSet::from([key.to_owned()]) })
    }
}

/// What figures leave open. Whatever is not said is as the record and the measures have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RiskChoice {
    /// How many trading days make a year: 252.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods_per_year: Option<NonZeroU16>,
    /// The risk-free rate per year: 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_free_annual: Option<Rate>,
    /// The target return per day of downside deviation and Sortino ratio: 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Rate>,
    /// The threshold per day of the Omega ratio: 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Rate>,
    /// The share of the tail of value at risk: 0.05.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tail: Option<Rate>,
}

impl RiskChoice {
    /// The options, with what is not said as the measures have it.
    #[must_use]
    pub fn options(self) -> RiskOptions {
        let plain = RiskOptions::default();
        let number = |given: Option<Rate>, otherwise: f64| {
            given.map_or(otherwise, |given| decimal::to_f64(given.value()))
        };
        RiskOptions {
            periods_per_year: self
                .periods_per_year
                .map_or(plain.periods_per_year, PeriodsPerYear::new),
            risk_free: self.risk_free_annual.unwrap_or(plain.risk_free),
            target: number(self.target, plain.target),
            threshold: number(self.threshold, plain.threshold),
            tail: number(self.tail, plain.tail),
        }
    }
}

/// What the figures of a query leave open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueryOptions {
    /// Up to when the record is known: all of it unless said.
    pub known_on: Option<KnownOn>,
    /// Which lot a sale takes first; that of each portfolio unless said.
    pub lot_method: Option<LotMethod>,
    /// Out of whose lots; as the record has it unless said.
    pub lot_pool: Option<LotPool>,
    /// Whether a tax is taken out instead of being a loss.
    pub before_taxes: bool,
    /// Whether a fee is taken out instead of being a loss.
    pub before_fees: bool,
    /// Whether each account counts with its owner's share only.
    pub owner_share: bool,
    /// The key of what returns are compared with.
    pub benchmark: Option<Key>,
    /// When in the day flows count for the time-weighted return.
    pub timing: FlowTiming,
    /// What the risk measures leave open.
    pub risk: RiskChoice,
}

impl QueryOptions {
    pub(super) fn risk(&self) -> RiskOptions {
        self.risk.options()
    }
}

impl Query {
    /// That the columns fit the span, and the groupings each other.
    ///
    /// # Errors
    /// [`QueryError::NeedsPeriod`], [`QueryError::GroupedTwice`].
    pub fn check(&self) -> Result<(), QueryError> {
        if let Span::AsOf(_) = self.span
            && let Some(column) = self.columns.iter().find(|column| !column.is_of_a_day())
        {
            return Err(QueryError::NeedsPeriod { column: column.key() });
        }
        let mut seen = BTreeSet::new();
        match self.group_by.iter().find(|dimension| !seen.insert(*dimension)) {
            Some(dimension) => Err(QueryError::GroupedTwice { dimension: dimension.to_string() }),
            None => Ok(()),
        }
    }
}

/// A query as a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Query"))]
#[serde(deny_unknown_fields)]
struct Document {
    /// The day, of a question about a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<BusinessDate>,
    /// The day at whose end the period starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<BusinessDate>,
    /// The day at whose end the period ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<BusinessDate>,
    /// The currency of all amounts; that of the record unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<Currency>,
    /// What of the record is asked about: what passes all filters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scope: Vec<Filter>,
    /// What rows are told apart by, from the outside in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    group_by: Vec<Dimension>,
    /// The figures of each row.
    columns: Vec<Column>,
    /// Up to when the record is known: a moment, or a day to its end in UTC. What was recorded or voided later is not
    /// known; all of it is unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known_on: Option<KnownOn>,
    /// Which lot a sale takes first; that of each portfolio unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lot_method: Option<LotMethod>,
    /// Out of whose lots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lot_pool: Option<LotPool>,
    /// Whether a tax is taken out instead of being a loss.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    before_taxes: bool,
    /// Whether a fee is taken out instead of being a loss.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    before_fees: bool,
    /// Whether each account counts with its owner's share only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    owner_share: bool,
    /// The key of what returns are compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    benchmark: Option<Key>,
    /// When in the day flows count for the time-weighted return.
    #[serde(default)]
    timing: FlowTiming,
    /// What the risk measures leave open.
    #[serde(default)]
    risk: RiskChoice,
}

impl TryFrom<Document> for Query {
    type Error = QueryError;

    fn try_from(document: Document) -> Result<Self, QueryError> {
        let span = match (document.as_of, document.from, document.to) {
            (Some(date), None, None) => Span::AsOf(date),
            (None, Some(from), Some(to)) => {
                Span::Over(Period::new(from, to).map_err(|_| QueryError::Backwards)?)
            }
            _ => return Err(QueryError::Span),
        };
        let query = Self {
            span,
            currency: document.currency,
            scope: document.scope,
            group_by: document.group_by,
            columns: document.columns,
            options: QueryOptions {
                known_on: document.known_on,
                lot_method: document.lot_method,
                lot_pool: document.lot_pool,
                before_taxes: document.before_taxes,
                before_fees: document.before_fees,
                owner_share: document.owner_share,
                benchmark: document.benchmark,
                timing: document.timing,
                risk: document.risk,
            },
        };
        query.check().map(|()| query)
    }
}

impl From<Query> for Document {
    fn from(query: Query) -> Self {
        let (as_of, from, to) = match query.span {
            Span::AsOf(date) => (Some(date), None, None),
            Span::Over(period) => (None, Some(period.start()), Some(period.end())),
        };
        let options = query.options;
        Self {
            as_of,
            from,
            to,
            currency: query.currency,
            scope: query.scope,
            group_by: query.group_by,
            columns: query.columns,
            known_on: options.known_on,
            lot_method: options.lot_method,
            lot_pool: options.lot_pool,
            before_taxes: options.before_taxes,
            before_fees: options.before_fees,
            owner_share: options.owner_share,
            benchmark: options.benchmark,
            timing: options.timing,
            risk: options.risk,
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Query {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Query".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Document::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Query, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_question_comes_back_as_it_was() {
        for text in [
            r#"{"as_of":"2024-06-30","columns":["market_value"],"timing":"in_start_out_end","risk":{}}"#,
            r#"{"from":"2023-12-31","to":"2024-06-30","currency":"EUR","scope":[{"by":"taxonomy:region","keys":["eu","us"]}],"group_by":["adviser","taxonomy:region/2"],"columns":["twr","sharpe"],"known_on":"2024-07-15","lot_method":"hifo","lot_pool":"account","before_taxes":true,"owner_share":true,"benchmark":"world","timing":"all_end","risk":{"risk_free_annual":"0.02","tail":"0.01"}}"#,
        ] {
            assert_eq!(serde_json::to_string(&read(text).unwrap()).unwrap(), text);
        }
    }

    #[test]
    fn a_filter_is_a_dimension_and_a_key() {
        let filter = |text: &str| text.parse::<Filter>().map(|filter| (filter.by, filter.keys));
        let found = |by: &str, key: &str| Ok((by.parse().unwrap(), [key.to_owned()].into()));
        assert_eq!(filter("account:main"), found("account", "main"));
        assert_eq!(filter("instrument:cash:EUR"), found("instrument", "cash:EUR"));
        assert_eq!(filter("taxonomy:region/2:spain"), found("taxonomy:region/2", "spain"));
        for text in ["", "account", "account:", "taxonomy:region", "taxonomy:region:", "colour:red"]
        {
            assert!(filter(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_makes_no_question_is_refused() {
        let refused = |text: &str| read(text).unwrap_err();
        assert!(refused(r#"{"as_of":"2024-06-30","columns":["twr"]}"#).contains("`twr`"));
        assert!(refused(r#"{"from":"2024-06-30","columns":[]}"#).contains("`as_of`"));
        let backwards = r#"{"from":"2024-06-30","to":"2024-06-29","columns":[]}"#;
        assert!(refused(backwards).contains("before it starts"));
        let twice = r#"{"as_of":"2024-06-30","columns":[],"group_by":["sector","sector"]}"#;
        assert!(refused(twice).contains("twice"));
        assert!(refused(r#"{"as_of":"2024-06-30","columns":[],"colour":1}"#).contains("colour"));
        assert!(refused(r#"{"as_of":"2024-06-30","columns":["colour"]}"#).contains("colour"));
    }
}
