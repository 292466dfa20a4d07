//! Layouts of a page.

pub(super) mod html;
pub(super) mod markdown;
#[cfg(feature = "pdf")]
pub(super) mod pdf;
