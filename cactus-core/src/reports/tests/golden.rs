//! What the sample looks like in each text format.

use super::sample;
use crate::reports::statement::client_statement;
use crate::reports::{Format, Language, Report, render};

const QUARTER: i64 = 91;

fn text(report: &Report, format: Format, language: Language) -> String {
    String::from_utf8(render(report, format, language).unwrap()).unwrap()
}

#[test]
fn the_stored_form() {
    let report = client_statement(&sample::input(QUARTER)).unwrap();
    let json = text(&report, Format::Json, Language::English);
    assert_eq!(Report::from_json(json.as_bytes()).unwrap(), report);
    insta::assert_snapshot!("statement.json", json);
}

#[test]
fn markdown_in_both_languages() {
    let report = client_statement(&sample::input(QUARTER)).unwrap();
    for language in Language::ALL {
        insta::assert_snapshot!(
            format!("statement.{language}.md"),
            text(&report, Format::Markdown, *language)
        );
    }
}

#[test]
fn markdown_with_gaps() {
    let report = client_statement(&sample::with_gaps(QUARTER)).unwrap();
    insta::assert_snapshot!("gaps.en.md", text(&report, Format::Markdown, Language::English));
}

#[test]
fn html_in_both_languages() {
    let report = client_statement(&sample::input(QUARTER)).unwrap();
    for language in Language::ALL {
        insta::assert_snapshot!(
            format!("statement.{language}.html"),
            text(&report, Format::Html, *language)
        );
    }
}

#[test]
fn what_is_stored_is_refused_if_it_is_no_report() {
    let report = client_statement(&sample::input(QUARTER)).unwrap();
    let json = text(&report, Format::Json, Language::English);
    for (from, to) in [
        ("cactus-report/1", "cactus-report/2"),
        ("\"firm\"", "\"company\""),
        ("\"market_value\"", "\"market_valve\""),
        ("\"half_up\"", "\"halfway\""),
    ] {
        assert!(json.contains(from), "{from}");
        let error = Report::from_json(json.replace(from, to).as_bytes()).unwrap_err();
        assert!(error.to_string().starts_with("this is no report: "), "{error}");
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn pdf_is_a_typed_error_where_it_is_not_built() {
    let report = client_statement(&sample::input(QUARTER)).unwrap();
    assert_eq!(
        render(&report, Format::Pdf, Language::English),
        Err(crate::reports::ReportError::PdfNotBuilt)
    );
}
