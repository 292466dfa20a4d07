//! Markdown with tables, as GitHub and most tools read it.

use crate::reports::RowRole;
use crate::reports::page::{
    Cell, Page, PageAllocation, PageBlock, PageFact, PageFigure, PageSeries, PageTable,
};

/// The page as Markdown.
pub(in crate::reports) fn render(page: &Page) -> String {
    let mut text = Text::default();
    text.line(&format!("# {}", escape(&page.title)));
    text.line(&format!("**{}**", escape(&page.firm)));
    let about = page.subject.iter().chain([&page.period, &page.issued_on]);
    text.list(about.map(fact));
    for section in &page.sections {
        text.line(&format!("## {}", escape(&section.title)));
        for block in &section.blocks {
            text.block(block);
        }
    }
    text.finish()
}

/// Lines with an empty one between them.
#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push_str("\n\n");
    }

    fn list(&mut self, items: impl Iterator<Item = String>) {
        for item in items {
            self.0.push_str("- ");
            self.0.push_str(&item);
            self.0.push('\n');
        }
        self.0.push('\n');
    }

    fn finish(mut self) -> String {
        self.0.truncate(self.0.trim_end().len());
        self.0.push('\n');
        self.0
    }

    fn block(&mut self, block: &PageBlock) {
        match block {
            PageBlock::Headline(figures) | PageBlock::Figures(figures) => {
                self.list(figures.figures.iter().map(figure));
                self.footnotes(&figures.footnotes);
            }
            PageBlock::Table(table) => self.table(table),
            PageBlock::Series(series) => self.series(series),
            PageBlock::Allocations(parts) => parts.iter().for_each(|part| self.allocation(part)),
            PageBlock::Notes(notes) => self.list(notes.iter().map(|note| escape(note))),
        }
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) {
        for cell in cells {
            self.0.push_str("| ");
            self.0.push_str(&cell);
            self.0.push(' ');
        }
        self.0.push_str("|\n");
    }

    fn rule(&mut self, numeric: impl Iterator<Item = bool>) {
        self.row(numeric.map(|numeric| if numeric { "--:" } else { ":--" }.to_owned()));
    }

    fn table(&mut self, table: &PageTable) {
        if table.rows.is_empty() {
            return self.line(&escape(&table.empty));
        }
        self.row(table.columns.iter().map(|column| escape(&column.label)));
        self.rule(table.columns.iter().map(|column| column.numeric));
        for row in &table.rows {
            let strong = row.role != RowRole::Item;
            self.row(row.cells.iter().map(|value| match cell(value) {
                text if strong && !text.is_empty() => format!("**{text}**"),
                text => text,
            }));
        }
        self.0.push('\n');
        self.footnotes(&table.footnotes);
    }

    fn footnotes(&mut self, reasons: &[String]) {
        for (place, reason) in reasons.iter().enumerate() {
            self.line(&format!("({}) {}", place + 1, escape(reason)));
        }
    }

    fn series(&mut self, series: &PageSeries) {
        self.table(&series.samples);
    }

    fn allocation(&mut self, allocation: &PageAllocation) {
        self.row([escape(&allocation.title), String::new(), String::new()].into_iter());
        self.rule([false, true, true].into_iter());
        for slice in &allocation.slices {
            self.row([&slice.name, &slice.value, &slice.weight].into_iter().map(cell));
        }
        self.0.push('\n');
        self.footnotes(&allocation.footnotes);
    }
}

fn fact(fact: &PageFact) -> String {
    format!("{}: {}", escape(&fact.label), cell(&fact.value))
}

fn figure(figure: &PageFigure) -> String {
    let mut text = format!("{}: **{}**", escape(&figure.label), cell(&figure.value));
    if let Some(aside) = &figure.aside {
        text.push_str(&format!(" ({} {})", cell(&aside.value), escape(&aside.label)));
    }
    text
}

fn cell(cell: &Cell) -> String {
    let mut text = escape(&cell.text);
    if !cell.detail.is_empty() {
        text.push_str(&format!(" ({})", escape(&cell.detail)));
    }
    if let Some(footnote) = cell.footnote {
        text.push_str(&format!(" ({footnote})"));
    }
    text
}

/// The text as Markdown that shows exactly this text: no emphasis, link, image, heading, table cell, HTML,
/// formula or mention can come out of a name.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (place, c) in text.char_indices() {
        let rest = text.get(place..).unwrap_or_default();
        let opens_list = place == 0 && matches!(c, '+' | '-' | '=');
        let ends_number = matches!(c, '.' | ')')
            && place > 0
            && text.bytes().take(place).all(|b| b.is_ascii_digit())
            && rest.get(1..).is_none_or(|rest| !rest.starts_with(|c: char| !c.is_whitespace()));
        let links = (c == ':' && rest.starts_with("://"))
            || (c == '.' && before.eq_ignore_ascii_case(&'w'));
        if "\\`*_[]<>#|&~$@!".contains(c) || opens_list || ends_number || links {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_a_name() {
        assert_eq!(escape("St. James & Söhne"), r"St. James \& Söhne");
        assert_eq!(escape("# a | b"), r"\# a \| b");
        assert_eq!(escape("1. item"), r"1\. item");
        assert_eq!(escape("1.50%"), "1.50%");
        assert_eq!(escape("- item"), r"\- item");
        assert_eq!(escape("![x](https://a.b)"), r"\!\[x\](https\://a.b)");
        assert_eq!(escape("www.a.b <script>"), r"www\.a.b \<script\>");
    }
}
