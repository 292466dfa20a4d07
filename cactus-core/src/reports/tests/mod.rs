//! Reports as a whole: a statement like a real one, shown in every format and language.

mod golden;
mod hostile;
#[cfg(feature = "pdf")]
mod pdf;
mod sample;
