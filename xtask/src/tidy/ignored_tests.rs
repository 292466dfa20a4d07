//! No test is switched off: it proves nothing and looks as if it did.

use proc_macro2::{Delimiter, TokenTree};

use super::source::{group, inside, is_ident, is_punct, line, tokens};
use super::{Finding, Rule};
use crate::repository::Repository;

pub const RULE: Rule = Rule {
    name: "ignored-tests",
    demand: "no test is marked `#[ignore]`: mend it or remove it",
    check,
};

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in repository.rust_files(&[""]) {
        search(&tokens(repository, path)?, path, &mut findings);
    }
    Ok(findings)
}

fn search(tokens: &[TokenTree], path: &str, findings: &mut Vec<Finding>) {
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(inner) = token else {
            continue;
        };
        let inner = inside(inner);
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        let is_attribute =
            is_punct(before, '#') && group(Some(token), Delimiter::Bracket).is_some();
        if is_attribute && is_ident(inner.first(), "ignore") {
            findings.push(Finding::new(path, line(token), "a test is ignored".to_owned()));
        }
        search(&inner, path, findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    #[test]
    fn an_ignored_test_is_found() {
        let text = "mod tests {\n#[test]\n#[ignore = \"slow\"]\nfn f() {}\n}\n// #[ignore]";
        let planted = Planted::new().file("a.rs", text);
        assert_eq!(planted.findings(&RULE), ["a.rs:3: a test is ignored"]);
    }
}
