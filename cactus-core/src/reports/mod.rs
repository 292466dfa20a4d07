//! Reports: content as data, written out in the reader's language.
//!
//! A [`Report`] holds final figures and no language; [`statement`] builds one from figures that others have
//! computed. It is stored as JSON ([`Report::to_json`]) and shown later, as often as needed and in any
//! [`Language`], by [`render`]: to Markdown, to a self-contained HTML page, or to PDF with the feature
//! `pdf`. What cannot be computed is shown as missing, with the reason beside it.
//!
//! The way through: [`Report`] → a page, where every text and number is written out once → a layout.
//! No renderer computes; the same report and language give the same bytes.

mod chart;
mod draw;
mod error;
mod format;
mod label;
mod locale;
mod note;
mod page;
mod render;
mod report;
pub mod statement;
mod table;
mod value;
mod writer;

#[cfg(test)]
mod tests;

/// Keeps the examples of the guide compiling.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guides/reports.md")]
struct Guide;

pub use chart::{Allocation, Line, Point, Series, Slice};
pub use error::ReportError;
pub use format::{Format, render};
pub use label::Label;
pub use locale::{Language, Locale};
pub use note::Note;
pub use report::{Block, Fact, KeyFigure, Report, ReportVersion, Section};
pub use table::{Column, ColumnKind, Row, RowRole, Table};
pub use value::Value;
