//! Tables with typed columns.

use serde::{Deserialize, Serialize};

use super::{Label, ReportError, Value};
use crate::money::Currency;
use crate::words::words;

words! {
    /// What a column holds, which decides how it is aligned.
    "column kind" ColumnKind {
        /// Names and sentences, aligned to the left, with the room that other columns leave.
        Text = "text",
        /// Words by label, aligned to the left.
        Label = "label",
        /// Days.
        Date = "date",
        /// Amounts.
        Money = "money",
        /// Amounts per unit.
        Price = "price",
        /// Numbers of units.
        Quantity = "quantity",
        /// Fractions in per cent.
        Percentage = "percentage",
    }
}

words! {
    /// What a row is to its table.
    "row role" RowRole {
        /// Opens a group; its figures are those of the whole group.
        Group = "group",
        /// A line of its own.
        Item = "item",
        /// Closes the table with the totals.
        Total = "total",
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub label: Label,
    /// What it holds.
    pub kind: ColumnKind,
    /// The currency of its amounts, named once in the heading; an amount in another currency says so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

impl Column {
    /// A column without a currency of its own.
    #[must_use]
    pub const fn new(label: Label, kind: ColumnKind) -> Self {
        Self { label, kind, currency: None }
    }

    /// A column of amounts in one currency.
    #[must_use]
    pub const fn money(label: Label, currency: Currency) -> Self {
        Self { label, kind: ColumnKind::Money, currency: Some(currency) }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What it is to the table.
    pub role: RowRole,
    /// One value for each column.
    pub cells: Vec<Value>,
}

/// Rows of values under typed columns; every row has a value for each column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawTable")]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Table"))]
#[serde(deny_unknown_fields)]
struct RawTable {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

impl TryFrom<RawTable> for Table {
    type Error = ReportError;

    fn try_from(raw: RawTable) -> Result<Self, ReportError> {
        let mut table = Self::new(raw.columns);
        for row in raw.rows {
            table.push(row.role, row.cells)?;
        }
        Ok(table)
    }
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub const fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row at the end.
    ///
    /// # Errors
    /// [`ReportError::RaggedRow`] unless there is one value for each column.
    pub fn push(&mut self, role: RowRole, cells: Vec<Value>) -> Result<(), ReportError> {
        if cells.len() != self.columns.len() {
            return Err(ReportError::RaggedRow {
                row: self.rows.len() + 1,
                cells: cells.len(),
                columns: self.columns.len(),
            });
        }
        self.rows.push(Row { role, cells });
        Ok(())
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows, from the top.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_a_value_for_each_column_also_from_json() {
        let columns = vec![Column::new(Label::Instrument, ColumnKind::Text)];
        let mut table = Table::new(columns);
        assert!(table.push(RowRole::Item, vec!["Bond".into()]).is_ok());
        assert_eq!(
            table.push(RowRole::Item, vec![]),
            Err(ReportError::RaggedRow { row: 2, cells: 0, columns: 1 })
        );
        let json = r#"{"columns":[],"rows":[{"role":"item","cells":["nothing"]}]}"#;
        assert!(serde_json::from_str::<Table>(json).is_err());
    }
}
