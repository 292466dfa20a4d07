//! The native half of the Python package `cactus`.
//!
//! Commands come in and views go out as JSON, the engine's own wire form, so there is no second data model.
//! The Python half turns decimals, dates and times into Python's own types; the JSON schemas of the views,
//! which come from here, tell it which texts are which.
//!
//! - `book` and `session` are the two classes, `operations` the one list of what a session can do.
//! - `runtime` waits for the engine with the interpreter's lock released.
//! - `errors` turns the engine's errors into Python's exceptions.

mod book;
mod errors;
mod operations;
mod runtime;
mod session;

use pyo3::pymodule;

/// The module `cactus._native`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::book::Book;
    #[pymodule_export]
    use crate::operations::{decimal_schema, time_schema, view_schema};
    #[pymodule_export]
    use crate::session::Session;
}
