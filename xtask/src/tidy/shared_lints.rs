//! Every crate obeys the lints of the workspace.

use anyhow::Context;
use toml::Table;

use super::{Finding, Rule};
use crate::repository::Repository;

pub const RULE: Rule =
    Rule { name: "shared-lints", demand: "every crate says `[lints] workspace = true`", check };

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in repository.files().filter(|path| path.ends_with("/Cargo.toml")) {
        let manifest: Table = repository.text(path)?.parse().context(path.to_owned())?;
        let workspace = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        if workspace.and_then(toml::Value::as_bool) != Some(true) {
            let what = "the lints of the workspace are not in force".to_owned();
            findings.push(Finding::new(path, 1, what));
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    #[test]
    fn a_crate_with_lints_of_its_own_is_found() {
        let planted = Planted::new()
            .file("Cargo.toml", "[workspace]")
            .file("a/Cargo.toml", "[lints]\nworkspace = true")
            .file("b/Cargo.toml", "[lints.rust]\nmissing_docs = 'deny'");
        let expected = ["b/Cargo.toml:1: the lints of the workspace are not in force"];
        assert_eq!(planted.findings(&RULE), expected);
    }
}
