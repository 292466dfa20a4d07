//! Storage for Cactus.

#[cfg(feature = "conformance")]
pub mod conformance;
#[cfg(feature = "memory")]
pub mod memory;

#[cfg(any(feature = "memory", feature = "sqlite"))]
mod cursor;
