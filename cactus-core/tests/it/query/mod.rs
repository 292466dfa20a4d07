//! One question for all figures.

mod laws;
mod small_firm;
mod subject;
