//! The sample as PDF.

use super::{hostile, sample};
use crate::reports::statement::client_statement;
use crate::reports::{Format, Language, Report, render};

fn pdf(report: &Report, language: Language) -> Vec<u8> {
    render(report, Format::Pdf, language).unwrap()
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type/Page/").count() + text.matches("/Type /Page\n").count()
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
fn names_are_set_as_they_are_and_never_run() {
    for name in hostile::NAMES {
        let report = client_statement(&hostile::input(name)).unwrap();
        assert!(pages(&pdf(&report, Language::Spanish)) >= 3, "{name}");
    }
}
