//! The one door to the renderers.

use super::page::Page;
#[cfg(feature = "pdf")]
use super::render::pdf;
use super::render::{html, markdown};
use super::{Language, Report, ReportError};
use crate::words::words;

words! {
    /// What a report is rendered to.
    "report format" Format {
        /// The content itself, as it is stored; the same in every language.
        Json = "json",
        /// Text for people and tools; charts become short tables.
        Markdown = "markdown",
        /// One page without scripts or outside resources, fit for printing.
        Html = "html",
        /// Pages for the client, with the feature `pdf`.
        Pdf = "pdf",
    }
}

impl Format {
    /// The media type of the bytes.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }

    /// The usual ending of a file's name, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
        }
    }
}

/// The report in a format and a language; the same input gives the same bytes.
///
/// A PDF takes some tens of milliseconds of computing: in an async program, call this where blocking is
/// allowed.
///
/// # Errors
/// [`ReportError::PdfNotBuilt`] for a PDF without the feature `pdf`; [`ReportError::Typesetting`] if the
/// typesetter fails, which no content should make it do.
pub fn render(report: &Report, format: Format, language: Language) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Json => report.to_json(),
        Format::Markdown => Ok(markdown::render(&Page::new(report, language)).into_bytes()),
        Format::Html => Ok(html::render(&Page::new(report, language)).into_bytes()),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::render(&Page::new(report, language)),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => Err(ReportError::PdfNotBuilt),
    }
}
