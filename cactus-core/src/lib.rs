//! x
pub mod error;
pub mod ids;
pub mod money;
pub mod time;
pub mod undefined;
pub use error::{Error, ErrorKind};
