//! One question for all figures: a scope, a time, groupings and columns give a table.
//!
//! A [`Query`] is asked of a [`Subject`]: a record with its market and with what the firm knows about accounts and
//! instruments. Its filters and its groupings are the same thing, a [`Dimension`] and keys, so that every row of a
//! [`Table`] is what the same question answers with the groups of the row as filters. Reports, services and the evaluation of a
//! portable book ask here and nowhere else.
//!
//! A [`CachedSubject`] is asked many questions and keeps what each day took to find out.
//!
//! Lots are told apart in the whole record, whatever the scope, and the groups of one level sum to the row above them:
//! where a portfolio sells from the lots of all its accounts, a row of one of them has its part of that.

mod answer;
mod asker;
mod benchmark;
mod benchmark_check;
mod benchmark_returns;
mod cached;
mod cells;
mod column;
mod contribution;
mod course;
mod dimension;
mod error;
mod known_on;
mod members;
mod points;
mod question;
mod rows;
mod series;
mod snapshots;
mod split;
mod state;
mod subject;
mod sums;
mod table;
mod then;
mod trail;

pub use benchmark::{Benchmark, BenchmarkPart, BenchmarkSource};
pub use benchmark_check::BenchmarkError;
pub(crate) use benchmark_check::is_whole;
pub use cached::CachedSubject;
pub use column::{Column, Measure, Unit};
pub use dimension::{Dimension, Property};
pub use error::QueryError;
pub use known_on::KnownOn;
pub use question::{Filter, Query, QueryOptions, RiskChoice, Span};
pub use series::{Every, SeriesRow, TimeSeries};
pub use subject::{Holder, Label, Subject};
pub use table::{Group, Row, Table, Value};
pub use trail::Trail;
