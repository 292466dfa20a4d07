//! The tests of the crate, in one binary.

#[cfg(test)]
#[cfg(all(feature = "memory", feature = "sqlite"))]
mod comparisons;
#[cfg(test)]
#[cfg(all(feature = "memory", feature = "sqlite"))]
mod imports;
#[cfg(test)]
#[cfg(all(feature = "memory", feature = "sqlite"))]
mod known_on;
mod memory;
#[cfg(test)]
#[cfg(all(feature = "memory", feature = "sqlite"))]
mod open;
#[cfg(test)]
#[cfg(all(feature = "memory", feature = "sqlite"))]
mod questions;
#[cfg(test)]
#[cfg(feature = "sqlite")]
mod sqlite;
