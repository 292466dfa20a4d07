//! Storage for Cactus.

#[cfg(feature = "conformance")]
pub mod conformance;
