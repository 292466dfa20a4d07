//! Files of at most 400 lines.

use super::{Finding, Rule};
use crate::repository::Repository;

const MOST_LINES: usize = 400;

pub const RULE: Rule = Rule {
    name: "file-length",
    demand: "a source file has at most 400 lines: one concept, one file",
    check,
};

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in repository.files() {
        if ![".rs", ".py", ".swift"].iter().any(|ending| path.ends_with(ending)) {
            continue;
        }
        let lines = repository.text(path)?.lines().count();
        if lines > MOST_LINES {
            findings.push(Finding::new(path, lines, format!("{lines} lines")));
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    #[test]
    fn a_long_file_is_found_in_each_language() {
        let long = "\n".repeat(MOST_LINES + 1);
        let planted = Planted::new()
            .file("a.rs", &long)
            .file("b.py", &long)
            .file("c.swift", &long)
            .file("d.md", &long)
            .file("e.rs", &"\n".repeat(MOST_LINES));
        let expected = ["a.rs:401: 401 lines", "b.py:401: 401 lines", "c.swift:401: 401 lines"];
        assert_eq!(planted.findings(&RULE), expected);
    }

    #[test]
    fn ignored_files_are_not_read() {
        let long = "\n".repeat(MOST_LINES + 1);
        let planted = Planted::new().file(".gitignore", "/target\n").file("target/a.rs", &long);
        assert!(planted.findings(&RULE).is_empty());
    }
}
