//! The answer to a query.

use serde::{Deserialize, Serialize};

use super::{FigureView, ReasonView};
use crate::money::Currency;
use crate::query::{Column, Group, Row, Span, Table, Value};
use crate::time::BusinessDate;
use crate::undefined::Figure;

/// The answer to a query: rows of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableView {
    /// The day, of a question about a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<BusinessDate>,
    /// The day at whose end the period starts, of a question about a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<BusinessDate>,
    /// The day at whose end the period ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<BusinessDate>,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The whole scope, then its groups, each followed by the groups in it.
    pub rows: Vec<RowView>,
    /// The prices and rates that were missing.
    pub gaps: Vec<ReasonView>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ColumnView {
    /// Its stable key.
    pub key: String,
    /// What its figures count: `money`, `units`, `price`, `date`, `fraction`, `fraction_per_year` and so on.
    pub unit: String,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowView {
    /// The groups that it is in, from the outside in; none for the whole.
    pub groups: Vec<GroupView>,
    /// A figure for each column: a decimal text, or a day.
    pub cells: Vec<FigureView<String>>,
}

/// What a row shares in a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupView {
    /// The dimension.
    pub by: String,
    /// What the group is called by, in filters too.
    pub key: String,
    /// What people call it.
    pub name: String,
}

impl From<Table> for TableView {
    fn from(table: Table) -> Self {
        let (as_of, from, to) = match table.span {
            Span::AsOf(date) => (Some(date), None, None),
            Span::Over(period) => (None, Some(period.start()), Some(period.end())),
        };
        Self {
            as_of,
            from,
            to,
            currency: table.currency,
            columns: table.columns.iter().map(ColumnView::from).collect(),
            rows: table.rows.into_iter().map(Into::into).collect(),
            gaps: table.gaps.iter().map(ReasonView::from).collect(),
        }
    }
}

impl From<&Column> for ColumnView {
    fn from(column: &Column) -> Self {
        Self { key: column.key().to_owned(), unit: column.unit().as_str().to_owned() }
    }
}

impl From<Row> for RowView {
    fn from(row: Row) -> Self {
        Self { groups: row.groups.into_iter().map(Into::into).collect(), cells: texts(row.cells) }
    }
}

/// Figures as texts.
pub(super) fn texts(cells: Vec<Figure<Value>>) -> Vec<FigureView<String>> {
    cells.into_iter().map(|cell| cell.map(Value::text).into()).collect()
}

impl From<Group> for GroupView {
    fn from(group: Group) -> Self {
        Self { by: group.dimension.to_string(), key: group.key, name: group.name }
    }
}
