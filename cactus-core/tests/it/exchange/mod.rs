//! Portable books, read and evaluated.

mod edges;
