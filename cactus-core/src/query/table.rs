//! The answer.

use super::{Column, Dimension, Span};
use crate::money::{Currency, Money, Price, Quantity, Rate, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// The answer to a [`Query`](super::Query): rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The day or the period.
    pub span: Span,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The columns.
    pub columns: Vec<Column>,
    /// The whole scope, then its groups, each followed by the groups in it.
    pub rows: Vec<Row>,
    /// The prices and rates that were missing anywhere, each once.
    pub gaps: Vec<Undefined>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The groups that it is in, from the outside in; none for the whole.
    pub groups: Vec<Group>,
    /// A figure for each column.
    pub cells: Vec<Figure<Value>>,
}

/// What a row shares in a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The dimension.
    pub dimension: Dimension,
    /// What it is called by, in a [`Filter`](super::Filter) too.
    pub key: String,
    /// What people call it.
    pub name: String,
}

impl Group {
    pub(super) fn new(dimension: &Dimension, key: String, name: String) -> Self {
        Self { dimension: dimension.clone(), key, name }
    }
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// An amount in the currency of the question.
    Money(Money),
    /// Units, or an amount of cash in its own currency.
    Units(Quantity),
    /// A price, in its own currency.
    Price(Price),
    /// A day.
    Date(BusinessDate),
    /// An exact fraction.
    Ratio(Rate),
    /// A statistic.
    Number(f64),
}

impl Value {
    /// The number in decimal digits without its currency, or the day; a statistic with all the digits that it has.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Money(amount) => decimal::format(amount.amount()),
            Self::Units(units) => decimal::format(units.value()),
            Self::Price(price) => decimal::format(price.per_unit()),
            Self::Ratio(ratio) => decimal::format(ratio.value()),
            Self::Date(date) => date.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl Table {
    /// The figure of a row and a column, if the table has that column.
    #[must_use]
    pub fn cell(&self, row: &Row, column: Column) -> Option<Figure<Value>> {
        let place = self.columns.iter().position(|known| *known == column)?;
        row.cells.get(place).cloned()
    }
}
