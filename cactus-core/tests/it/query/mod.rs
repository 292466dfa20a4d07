//! One question for all figures.

mod kept;
mod known;
mod laws;
mod over_time;
mod small_firm;
mod subject;
#[cfg(feature = "parallel")]
mod threads;
