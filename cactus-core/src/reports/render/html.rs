//! One HTML page: styles and pictures inside, no scripts, nothing fetched from outside.

use std::fmt::Write as _;

use crate::reports::RowRole;
use crate::reports::page::{
    Cell, Page, PageAllocation, PageBlock, PageFact, PageFigures, PageSeries, PageTable,
};

const STYLE: &str = include_str!("style.css");

/// Forbids everything but the styles in the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The page as HTML.
pub(in crate::reports) fn render(page: &Page) -> String {
    let mut html = Html::default();
    let title = escape(&page.title);
    html.add(format_args!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} – {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        page.language,
        escape(&page.firm),
    ));
    html.head(page);
    for section in &page.sections {
        html.add(format_args!("<section>\n<h2>{}</h2>\n", escape(&section.title)));
        for block in &section.blocks {
            html.block(block);
        }
        html.add(format_args!("</section>\n"));
    }
    html.add(format_args!("</main>\n</body>\n</html>\n"));
    html.0
}

#[derive(Default)]
struct Html(String);

impl Html {
    /// Adds markup; texts in it are escaped by whoever calls.
    fn add(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a `String` does not fail.
        let _ = self.0.write_fmt(markup);
    }

    fn head(&mut self, page: &Page) {
        let PageFact { label, value } = &page.issued_on;
        self.add(format_args!(
            "<header>\n<p class=\"firm\"><strong>{}</strong><span>{} {}</span></p>\n<h1>{}</h1>\n<dl>\n",
            escape(&page.firm),
            escape(label),
            cell(value),
            escape(&page.title),
        ));
        for fact in page.subject.iter().chain([&page.period]) {
            self.add(format_args!(
                "<div><dt>{}</dt><dd>{}</dd></div>\n",
                escape(&fact.label),
                cell(&fact.value)
            ));
        }
        self.add(format_args!("</dl>\n</header>\n"));
    }

    fn block(&mut self, block: &PageBlock) {
        match block {
            PageBlock::Headline(figures) => self.figures("headline", figures),
            PageBlock::Figures(figures) => self.figures("figures", figures),
            PageBlock::Table(table) => self.table(table),
            PageBlock::Series(series) => self.series(series),
            PageBlock::Allocations(parts) => {
                self.add(format_args!("<div class=\"allocations\">\n"));
                parts.iter().for_each(|part| self.allocation(part));
                self.add(format_args!("</div>\n"));
            }
            PageBlock::Notes(notes) => {
                self.add(format_args!("<ul class=\"notes\">\n"));
                for note in notes {
                    self.add(format_args!("<li>{}</li>\n", escape(note)));
                }
                self.add(format_args!("</ul>\n"));
            }
        }
    }

    fn figures(&mut self, class: &str, figures: &PageFigures) {
        self.add(format_args!("<dl class=\"{class}\">\n"));
        for figure in &figures.figures {
            self.add(format_args!(
                "<div><dt>{}</dt><dd{}>{}</dd>",
                escape(&figure.label),
                tone(&figure.value),
                cell(&figure.value)
            ));
            if let Some(aside) = &figure.aside {
                self.add(format_args!(
                    "<dd class=\"aside\">{} {}</dd>",
                    cell(&aside.value),
                    escape(&aside.label)
                ));
            }
            self.add(format_args!("</div>\n"));
        }
        self.add(format_args!("</dl>\n"));
        self.footnotes(&figures.footnotes);
    }

    fn footnotes(&mut self, reasons: &[String]) {
        if reasons.is_empty() {
            return;
        }
        self.add(format_args!("<ol class=\"footnotes\">\n"));
        for reason in reasons {
            self.add(format_args!("<li>{}</li>\n", escape(reason)));
        }
        self.add(format_args!("</ol>\n"));
    }

    fn table(&mut self, table: &PageTable) {
        if table.rows.is_empty() {
            return self.add(format_args!("<p>{}</p>\n", escape(&table.empty)));
        }
        self.add(format_args!("<div class=\"table\">\n<table>\n<thead><tr>"));
        for column in &table.columns {
            let class = if column.numeric { " class=\"number\"" } else { "" };
            self.add(format_args!("<th scope=\"col\"{class}>{}</th>", escape(&column.label)));
        }
        self.add(format_args!("</tr></thead>\n<tbody>\n"));
        for row in &table.rows {
            let class = match row.role {
                RowRole::Item => "",
                RowRole::Group => " class=\"group\"",
                RowRole::Total => " class=\"total\"",
            };
            self.add(format_args!("<tr{class}>"));
            for (value, column) in row.cells.iter().zip(&table.columns) {
                let mut classes = Vec::new();
                classes.extend(column.numeric.then_some("number"));
                classes.extend(column.wide.then_some("wide"));
                classes.extend(value.negative.then_some("negative"));
                classes.extend(value.footnote.map(|_| "missing"));
                let class = match classes.as_slice() {
                    [] => String::new(),
                    some => format!(" class=\"{}\"", some.join(" ")),
                };
                self.add(format_args!("<td{class}>{}</td>", cell(value)));
            }
            self.add(format_args!("</tr>\n"));
        }
        self.add(format_args!("</tbody>\n</table>\n</div>\n"));
        self.footnotes(&table.footnotes);
    }

    fn series(&mut self, series: &PageSeries) {
        self.add(format_args!(
            "<figure>\n<figcaption><span class=\"main\">{}</span>",
            escape(&series.main)
        ));
        if let Some(reference) = &series.reference {
            self.add(format_args!("<span class=\"reference\">{}</span>", escape(reference)));
        }
        self.add(format_args!(
            "</figcaption>\n<div role=\"img\" aria-label=\"{}\">{}</div>\n</figure>\n",
            escape(&series.alt),
            series.svg
        ));
    }

    fn allocation(&mut self, allocation: &PageAllocation) {
        self.add(format_args!(
            "<div class=\"allocation\">\n<h3>{}</h3>\n",
            escape(&allocation.title)
        ));
        if let Some(svg) = &allocation.svg {
            self.add(format_args!("<div class=\"ring\" aria-hidden=\"true\">{svg}</div>\n"));
        }
        self.add(format_args!("<table>\n"));
        for slice in &allocation.slices {
            self.add(format_args!(
                "<tr><td><i style=\"background:{}\"></i>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
                slice.colour,
                cell(&slice.name),
                cell(&slice.value),
                cell(&slice.weight)
            ));
        }
        self.add(format_args!("</table>\n"));
        self.footnotes(&allocation.footnotes);
        self.add(format_args!("</div>\n"));
    }
}

fn tone(cell: &Cell) -> &'static str {
    match (cell.footnote, cell.negative) {
        (Some(_), _) => " class=\"missing\"",
        (None, true) => " class=\"negative\"",
        (None, false) => "",
    }
}

fn cell(cell: &Cell) -> String {
    let mut html = escape(&cell.text);
    if !cell.detail.is_empty() {
        html.push_str(&format!("<small>{}</small>", escape(&cell.detail)));
    }
    if let Some(footnote) = cell.footnote {
        html.push_str(&format!("<sup>{footnote}</sup>"));
    }
    html
}

/// The text for element content and for attributes in double quotes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_open_an_element_or_end_an_attribute() {
        assert_eq!(
            escape(r#"<b title="x">Bond & 'Co'</b>"#),
            "&lt;b title=&quot;x&quot;&gt;Bond &amp; &#39;Co&#39;&lt;/b&gt;"
        );
    }
}
