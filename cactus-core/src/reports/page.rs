//! A report in a language: every figure written out, nothing left to decide but the layout.
//!
//! All renderers but JSON start from a [`Page`], so that they show the same texts and compute nothing.

use serde::Serialize;

use super::locale::MINUS;
use super::{Language, RowRole};

#[derive(Debug, Serialize)]
pub(super) struct Page {
    pub language: Language,
    pub title: String,
    pub firm: String,
    pub subject: Vec<PageFact>,
    pub period: PageFact,
    pub issued_on: PageFact,
    /// Year, month and day for the file's own date.
    pub issued: (i32, u32, u32),
    /// The words before and between the numbers of pages.
    pub page: [String; 2],
    pub sections: Vec<PageSection>,
}

#[derive(Debug, Serialize)]
pub(super) struct PageFact {
    pub label: String,
    pub value: Cell,
}

#[derive(Debug, Serialize)]
pub(super) struct PageSection {
    pub title: String,
    pub blocks: Vec<PageBlock>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "sort", content = "content", rename_all = "snake_case")]
pub(super) enum PageBlock {
    Headline(PageFigures),
    Figures(PageFigures),
    Table(PageTable),
    Series(PageSeries),
    Allocations(Vec<PageAllocation>),
    Notes(Vec<String>),
}

#[derive(Debug, Serialize)]
pub(super) struct PageFigures {
    pub figures: Vec<PageFigure>,
    /// Why figures are missing, numbered from one.
    pub footnotes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct PageFigure {
    pub label: String,
    pub value: Cell,
    pub aside: Option<PageFact>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Cell {
    pub text: String,
    /// A smaller line below.
    pub detail: String,
    /// Below zero.
    pub negative: bool,
    /// Undefined, with the number of the footnote that says why.
    pub footnote: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct PageTable {
    pub columns: Vec<PageColumn>,
    pub rows: Vec<PageRow>,
    /// Why cells are missing, numbered from one.
    pub footnotes: Vec<String>,
    /// What to say where there are no rows.
    pub empty: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PageColumn {
    pub label: String,
    pub numeric: bool,
    /// Takes the room that other columns leave.
    pub wide: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct PageRow {
    pub role: RowRole,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Serialize)]
pub(super) struct PageSeries {
    pub main: String,
    pub reference: Option<String>,
    pub svg: String,
    /// The picture in words.
    pub alt: String,
    /// A few of the points, for where nothing can be drawn.
    pub samples: PageTable,
}

#[derive(Debug, Serialize)]
pub(super) struct PageAllocation {
    pub title: String,
    /// None where a part is below zero or undefined: a ring cannot show it.
    pub svg: Option<String>,
    pub slices: Vec<PageSlice>,
    /// Why cells are missing, numbered from one.
    pub footnotes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct PageSlice {
    pub name: Cell,
    pub value: Cell,
    pub weight: Cell,
    pub colour: &'static str,
}

impl Cell {
    pub(super) fn text(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// A number, below zero if its sign survived the rounding.
    pub(super) fn number(text: String) -> Self {
        Self { negative: text.contains(MINUS), text, ..Self::default() }
    }
}
