//! The sample as PDF.

use super::{hostile, sample};
use crate::reports::page::Page;
use crate::reports::render::pdf::tests::texts;
use crate::reports::statement::{StatementInput, client_statement};
use crate::reports::{Format, Language, Report, render};

fn pdf(report: &Report, language: Language) -> Vec<u8> {
    render(report, Format::Pdf, language).unwrap()
}

fn pages(input: &StatementInput, language: Language) -> Vec<String> {
    texts(&Page::new(&client_statement(input).unwrap(), language))
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for language in Language::ALL {
        let report = client_statement(&sample::input(7)).unwrap();
        let first = pdf(&report, *language);
        assert!(first.starts_with(b"%PDF-"));
        assert_eq!(first, pdf(&report, *language));
        let stored = Report::from_json(&report.to_json().unwrap()).unwrap();
        assert_eq!(first, pdf(&stored, *language));
    }
}

#[test]
fn the_pages_hold_the_figures_in_the_language() {
    let english = pages(&sample::input(7), Language::English);
    assert_eq!(english.len(), 3);
    for word in ["Client statement", "EUR\u{a0}654,245.60", "42.42%", "Page 1 of 3"] {
        assert!(english[0].contains(word), "{word} in {}", english[0]);
    }
    let spanish = pages(&sample::input(7), Language::Spanish);
    for word in ["Informe para el cliente", "654.245,60\u{a0}EUR", "42,42\u{a0}%", "Página 1 de 3"]
    {
        assert!(spanish[0].contains(word), "{word} in {}", spanish[0]);
    }
}

#[test]
fn a_long_table_repeats_its_heading_on_every_page() {
    let mut input = sample::input(91);
    let movements = input.movements.clone();
    for _ in 0..6 {
        input.movements.extend_from_slice(&movements);
    }
    let pages = pages(&input, Language::English);
    let with_movements = pages.iter().filter(|page| page.contains("Advisory fee")).count();
    let with_heading = pages.iter().filter(|page| page.contains("Charges")).count();
    assert!(with_movements > 3, "{with_movements} of {}", pages.len());
    assert_eq!(with_heading, with_movements);
}

#[test]
fn names_are_set_as_they_are_and_never_run() {
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for name in hostile::NAMES {
        let pages = pages(&hostile::input(name), Language::Spanish);
        let shown = pages.iter().any(|page| squeezed(page).contains(&squeezed(name)));
        assert!(shown, "{name}");
    }
}
