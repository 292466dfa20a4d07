//! Storage for Cactus.

#[cfg(feature = "conformance")]
pub mod conformance;
#[cfg(feature = "memory")]
pub mod memory;
#[cfg(feature = "sqlite")]
pub mod sqlite;

#[cfg(feature = "sqlite")]
mod codec;
#[cfg(any(feature = "memory", feature = "sqlite"))]
mod cursor;
#[cfg(feature = "system")]
pub mod system;
