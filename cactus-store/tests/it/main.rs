//! The tests of the crate, in one binary.

mod memory;
#[cfg(test)]
#[cfg(feature = "sqlite")]
mod sqlite;
