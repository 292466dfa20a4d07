//! Functions of at most 70 lines, from `fn` to the closing brace, tests and macro bodies included.

use proc_macro2::{Delimiter, TokenTree};

use super::source::{end_of_item, group, inside, is_ident, line, tokens};
use super::{Finding, Rule};
use crate::repository::Repository;

const MOST_LINES: usize = 70;

pub const RULE: Rule = Rule {
    name: "function-length",
    demand: "a function has at most 70 lines, from `fn` to the closing brace",
    check,
};

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in repository.rust_files(&[""]) {
        measure(&tokens(repository, path)?, path, &mut findings);
    }
    Ok(findings)
}

fn measure(tokens: &[TokenTree], path: &str, findings: &mut Vec<Finding>) {
    for (index, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            measure(&inside(group), path, findings);
        }
        if !is_ident(Some(token), "fn") {
            continue;
        }
        let rest = tokens.get(index + 1..).unwrap_or_default();
        let name = match rest {
            [TokenTree::Ident(name), ..] => name.to_string(),
            // In a macro: `fn $name`.
            [TokenTree::Punct(_), TokenTree::Ident(name), ..] => format!("${name}"),
            // `fn(` is a type, not a function.
            _ => continue,
        };
        let end = end_of_item(rest).and_then(|end| rest.get(end));
        if let Some(body) = group(end, Delimiter::Brace) {
            let lines = body.span_close().end().line - line(token) + 1;
            if lines > MOST_LINES {
                let what = format!("`{name}` has {lines} lines");
                findings.push(Finding::new(path, line(token), what));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    fn function(head: &str, lines: usize) -> String {
        format!("{head} {{\n{}}}\n", "    // }\n".repeat(lines - 2))
    }

    #[test]
    fn a_long_function_is_found_wherever_it_stands() {
        let long =
            function("fn far(f: impl Fn(u8) -> u8) -> Array<{ N }>\nwhere\n    u8: Sized,", 69);
        let planted = Planted::new()
            .file("a.rs", &long)
            .file("b.rs", &format!("impl A {{\n{long}}}\n"))
            .file("c.rs", &format!("proptest! {{\n\n{long}}}\n"))
            .file(
                "d.rs",
                &format!("macro_rules! m {{\n() => {{{}}}\n}}", long.replace("far", "$far")),
            );
        let expected = [
            "a.rs:1: `far` has 71 lines",
            "b.rs:2: `far` has 71 lines",
            "c.rs:3: `far` has 71 lines",
            "d.rs:2: `$far` has 71 lines",
        ];
        assert_eq!(planted.findings(&RULE), expected);
    }

    #[test]
    fn signatures_types_and_short_functions_pass() {
        let short = function("fn near()", MOST_LINES);
        let text = format!("trait T {{ fn a(); }}\ntype F = fn(u8) -> u8;\n{short}\n{short}");
        assert!(Planted::new().file("a.rs", &text).findings(&RULE).is_empty());
    }
}
