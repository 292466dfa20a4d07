//! The answers to a query at many days.

use serde::{Deserialize, Serialize};

use super::table::texts;
use super::{ColumnView, FigureView, GroupView};
use crate::money::Currency;
use crate::query::{Every, Query, SeriesRow, TimeSeries};
use crate::time::BusinessDate;

/// Asks a question about a period at many days of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskSeries {
    /// The question, about a period.
    pub query: Query,
    /// How often there is a point.
    pub every: Every,
}

/// At each of many days, the answer to a query about the period from its start until then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeSeriesView {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The days, in order; the last is the end of the period.
    pub dates: Vec<BusinessDate>,
    /// The whole scope, then its groups.
    pub rows: Vec<SeriesRowView>,
}

/// A row of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesRowView {
    /// The groups that it is in, from the outside in; none for the whole.
    pub groups: Vec<GroupView>,
    /// For each day a figure for each column; nothing on a day on which the table has no such row.
    pub points: Vec<Option<Vec<FigureView<String>>>>,
}

impl TimeSeriesView {
    /// The answers to a query, with amounts in a currency.
    pub(crate) fn new(series: TimeSeries, query: &Query, currency: Currency) -> Self {
        Self {
            currency,
            columns: query.columns.iter().map(ColumnView::from).collect(),
            dates: series.dates,
            rows: series.rows.into_iter().map(SeriesRowView::from).collect(),
        }
    }
}

impl From<SeriesRow> for SeriesRowView {
    fn from(row: SeriesRow) -> Self {
        let points = row.points.into_iter().map(|cells| cells.map(texts));
        Self { groups: row.groups.into_iter().map(Into::into).collect(), points: points.collect() }
    }
}
