//! PDF, typeset by typst.
//!
//! The template is fixed and the page reaches it as a JSON file: no text from outside is ever part of the
//! source. There is no file system, no network and no clock in its world.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::reports::ReportError;
use crate::reports::page::Page;

const TEMPLATE: &str = include_str!("statement.typ");

const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/IBMPlexSans-Light.ttf"),
    include_bytes!("../fonts/IBMPlexSans-Regular.ttf"),
    include_bytes!("../fonts/IBMPlexSans-SemiBold.ttf"),
];

/// What every render shares. The typesetter never forgets a path, so there are two for all reports.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
}

static SHARED: LazyLock<Option<Shared>> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        FONTS.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
    let path = |name| {
        let path = VirtualPath::new(name).ok()?;
        Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
    };
    Some(Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(path("statement.typ")?, TEMPLATE.to_owned()),
        data: path("page.json")?,
    })
});

/// One page and what is needed to typeset it.
struct PageWorld {
    shared: &'static Shared,
    page: Bytes,
    today: Option<Datetime>,
}

impl World for PageWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.shared.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            Ok(self.shared.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data { Ok(self.page.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// The page as PDF.
///
/// # Errors
/// [`ReportError::Typesetting`] with the first complaint of the typesetter.
pub(in crate::reports) fn render(page: &Page) -> Result<Vec<u8>, ReportError> {
    let options =
        PdfOptions { creator: Smart::Custom(Some("Cactus".to_owned())), ..PdfOptions::default() };
    let pdf = typeset(page).and_then(|document| {
        typst_pdf::pdf(&document, &options).map_err(|complaints| complaint(&complaints))
    });
    // The typesetter remembers every page it has set, some 8 MB each, until it is told to forget.
    comemo::evict(0);
    pdf
}

fn typeset(page: &Page) -> Result<PagedDocument, ReportError> {
    let shared = SHARED.as_ref().ok_or_else(|| problem("a path is refused"))?;
    let json = serde_json::to_vec(page).map_err(|error| problem(&error.to_string()))?;
    let (year, month, day) = page.issued;
    let world = PageWorld {
        shared,
        page: Bytes::new(json),
        today: u8::try_from(month)
            .ok()
            .zip(u8::try_from(day).ok())
            .and_then(|(month, day)| Datetime::from_ymd(year, month, day)),
    };
    typst::compile(&world).output.map_err(|complaints| complaint(&complaints))
}

fn complaint(complaints: &[SourceDiagnostic]) -> ReportError {
    problem(complaints.first().map_or("no reason given", |first| &first.message))
}

fn problem(problem: &str) -> ReportError {
    ReportError::Typesetting { problem: problem.to_owned() }
}

#[cfg(test)]
pub(in crate::reports) mod tests {
    use typst::layout::{Frame, FrameItem};

    use super::*;

    /// The texts of each page, in the order they were set.
    pub fn texts(page: &Page) -> Vec<String> {
        let document = typeset(page).unwrap();
        comemo::evict(0);
        document.pages().iter().map(|page| text(&page.frame)).collect()
    }

    fn text(frame: &Frame) -> String {
        let item = |item: &FrameItem| match item {
            FrameItem::Group(group) => text(&group.frame),
            FrameItem::Text(run) => format!("{} ", run.text),
            _ => String::new(),
        };
        frame.items().map(|(_, of)| item(of)).collect()
    }
}
