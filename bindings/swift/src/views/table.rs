//! The answer to a query.

use cactus_core::money::Currency;
use cactus_core::time::BusinessDate;
use cactus_core::views::{ColumnView, GroupView, ReasonView, RowView, TableView};

use super::figure::TextFigure;

/// The answer to a query: rows of figures.
#[uniffi::remote(Record)]
pub struct TableView {
    /// The day, of a question about a day.
    pub as_of: Option<BusinessDate>,
    /// The day at whose end the period starts, of a question about a period.
    pub from: Option<BusinessDate>,
    /// The day at whose end the period ends.
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
#[uniffi::remote(Record)]
pub struct ColumnView {
    /// Its stable key.
    pub key: String,
    /// What its figures count: `money`, `units`, `price`, `date`, `fraction`, `fraction_per_year` and so on.
    pub unit: String,
}

/// A row of a table.
#[uniffi::remote(Record)]
pub struct RowView {
    /// The groups that it is in, from the outside in; none for the whole.
    pub groups: Vec<GroupView>,
    /// A figure for each column: a decimal text, or a day.
    pub cells: Vec<TextFigure>,
}

/// What a row shares in a dimension.
#[uniffi::remote(Record)]
pub struct GroupView {
    /// The dimension.
    pub by: String,
    /// What the group is called by, in filters too.
    pub key: String,
    /// What people call it.
    pub name: String,
}
