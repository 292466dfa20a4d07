//! A report as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Allocation, Label, Note, ReportError, Series, Table, Value};
use crate::ids::InstrumentId;
use crate::money::Rounding;
use crate::time::{BusinessDate, Period};
use crate::words::words;

words! {
    /// The form of stored reports; a change that old readers would get wrong has a new word.
    "report version" ReportVersion {
        /// The first form.
        One = "cactus-report/1",
    }
}

/// What a report says, without a language: stored as JSON, shown later by [`render`](super::render).
///
/// Every figure is final. A renderer rounds, orders nothing and adds nothing up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The form it is stored in.
    pub version: ReportVersion,
    /// What sort of report it is.
    pub title: Label,
    /// The firm that issues it.
    pub firm: String,
    /// Whom and what it is about, line by line: client, portfolio, adviser.
    pub subject: Vec<Fact>,
    /// The days it covers.
    pub period: Period,
    /// The day it is issued on; also the date inside the PDF.
    pub issued_on: BusinessDate,
    /// How its figures are rounded when they are shown.
    pub rounding: Rounding,
    /// The names of instruments that reasons and notes speak of by id.
    pub instruments: BTreeMap<InstrumentId, String>,
    /// Its parts, from the top.
    pub sections: Vec<Section>,
}

impl Report {
    /// Reads a stored report.
    ///
    /// # Errors
    /// [`ReportError::Malformed`] with the place and the problem.
    pub fn from_json(json: &[u8]) -> Result<Self, ReportError> {
        serde_json::from_slice(json)
            .map_err(|error| ReportError::Malformed { problem: error.to_string() })
    }

    /// The stored form.
    ///
    /// # Errors
    /// [`ReportError::Malformed`] if it cannot be written, which a report of valid values always can.
    pub fn to_json(&self) -> Result<Vec<u8>, ReportError> {
        serde_json::to_vec_pretty(self)
            .map_err(|error| ReportError::Malformed { problem: error.to_string() })
    }
}

/// A titled part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its title.
    pub title: Label,
    /// What it holds, from the top.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// The few figures that are looked at first, shown large.
    Headline(Vec<KeyFigure>),
    /// More figures, shown as a list.
    Figures(Vec<KeyFigure>),
    /// A table.
    Table(Table),
    /// Amounts over time.
    Series(Series),
    /// The parts of a whole; neighbours are shown side by side.
    Allocation(Allocation),
    /// Disclosures.
    Notes(Vec<Note>),
}

/// A label and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is.
    pub label: Label,
    /// The figure or text.
    pub value: Value,
}

/// A figure with its label, and perhaps the same thing seen another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeyFigure {
    /// What it is.
    pub label: Label,
    /// The figure.
    pub value: Value,
    /// A second figure to go with it, such as the return per year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<Fact>,
}

impl Fact {
    /// A label and its value.
    pub fn new(label: Label, value: impl Into<Value>) -> Self {
        Self { label, value: value.into() }
    }
}

impl KeyFigure {
    /// A figure on its own.
    pub fn new(label: Label, value: impl Into<Value>) -> Self {
        Self { label, value: value.into(), aside: None }
    }

    /// The figure with a second one to go with it.
    #[must_use]
    pub fn with_aside(mut self, label: Label, value: impl Into<Value>) -> Self {
        self.aside = Some(Fact::new(label, value));
        self
    }
}
