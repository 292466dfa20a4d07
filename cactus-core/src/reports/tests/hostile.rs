//! Names that try to become something else.

use super::sample;
use crate::reports::statement::{StatementInput, client_statement};
use crate::reports::{Format, Language, Note, render};

/// Texts that mean something in HTML, Markdown or the typesetter's language.
pub const NAMES: [&str; 9] = [
    "<script>alert('x')</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></title><b>bold</b>",
    "![pixel](https://example.com/p.png) | **strong** | `code`",
    "# heading\n- item\r\n| a | b |",
    "#read(\"/etc/passwd\") $ x $ *bold* _it_ @ref <label> \\ // /* */",
    "#import \"@preview/cetz:0.3.0\": *; #panic(\"x\")",
    "\u{0}\u{7}\u{1b}[31mred\u{202e}gnp.exe\u{2066}",
    "ÅßœŁ العربية 漢字 🦀 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

/// The sample with the name in every place that takes a text.
pub fn input(name: &str) -> StatementInput {
    let mut input = sample::input(91);
    let text = || name.to_owned();
    input.firm = text();
    input.client = text();
    input.portfolio = text();
    input.adviser = Some(text());
    input.instruments.values_mut().for_each(|name| *name = text());
    for holding in input.groups.iter_mut().flat_map(|group| &mut group.holdings) {
        holding.name = text();
        holding.detail = text();
    }
    for movement in &mut input.movements {
        movement.description = text();
    }
    input.conventions.prices.names = vec![text()];
    input.notes = vec![Note::Text { text: text() }];
    input
}

fn render_text(name: &str, format: Format) -> String {
    let report = client_statement(&input(name)).unwrap();
    String::from_utf8(render(&report, format, Language::English).unwrap()).unwrap()
}

#[test]
fn html_holds_no_element_or_attribute_from_a_name() {
    let plain = render_text("plain", Format::Html);
    let tags = |html: &str| html.matches('<').count();
    let quotes = |html: &str| html.matches('"').count();
    for name in NAMES {
        let html = render_text(name, Format::Html);
        assert_eq!(tags(&html), tags(&plain), "{name}");
        assert_eq!(quotes(&html), quotes(&plain), "{name}");
        assert!(!html.contains("<script") && !html.contains("<img"), "{name}");
    }
}

#[test]
fn html_fetches_nothing_and_runs_nothing() {
    let html = render_text("plain", Format::Html);
    for word in
        ["<script", "<link", "<iframe", "src=", "href=", "@import", "url(", "onload", "onclick"]
    {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn markdown_keeps_its_shape_whatever_the_names() {
    let shape = |markdown: &str| -> Vec<String> {
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        markdown
            .lines()
            .map(|line| format!("{} {}", line.chars().take(2).collect::<String>(), cells(line)))
            .collect()
    };
    let plain = render_text("plain", Format::Markdown);
    for name in NAMES {
        let markdown = render_text(name, Format::Markdown);
        assert_eq!(shape(&markdown), shape(&plain), "{name}");
    }
}

#[test]
fn no_control_or_direction_character_gets_through() {
    for format in [Format::Html, Format::Markdown] {
        for name in NAMES {
            let text = render_text(name, format);
            let bad = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!text.contains(bad), "{name}");
        }
    }
}
