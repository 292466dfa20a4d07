//! Versions of the document.

use crate::words::words;

words! {
    /// The version of a document.
    "format" Format {
        /// The first.
        V1 = "cactus-book/1",
    }
}
