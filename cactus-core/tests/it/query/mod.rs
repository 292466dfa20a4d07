//! One question for all figures.

mod laws;
mod over_time;
mod small_firm;
mod subject;
