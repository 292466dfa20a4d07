//! Every third-party crate is used, has its reason on a page, and is none of the banned ones.

use std::collections::BTreeSet;

use anyhow::Context;
use toml::{Table, Value};

use super::{Finding, Rule};
use crate::repository::Repository;

const MANIFEST: &str = "Cargo.toml";
const PAGE: &str = "docs/DEPENDENCIES.md";

pub const RULE: Rule = Rule {
    name: "dependencies",
    demand: "a crate of [workspace.dependencies], or of a workspace inside, is used and has its line in \
             docs/DEPENDENCIES.md, and no Cargo.lock has one that deny.toml bans",
    check,
};

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut declared = shared(&table(repository, MANIFEST)?);
    let used = used(repository)?;
    let page = repository.text(PAGE)?;
    let documented: BTreeSet<String> = page.lines().filter_map(entry).collect();
    for name in declared.difference(&used) {
        findings.push(Finding::new(MANIFEST, 1, format!("no crate uses `{name}`")));
    }
    let undocumented = |manifest: &str, declared: &BTreeSet<String>| -> Vec<Finding> {
        let names = declared.difference(&documented);
        names
            .map(|name| Finding::new(manifest, 1, format!("`{name}` has no line in {PAGE}")))
            .collect()
    };
    findings.extend(undocumented(MANIFEST, &declared));
    for path in manifests(repository) {
        let manifest = table(repository, path)?;
        if manifest.contains_key("workspace") {
            let of_its_own = third_party(manifest.get("dependencies"));
            findings.extend(undocumented(path, &of_its_own));
            declared.extend(of_its_own);
        }
    }
    for (index, line) in page.lines().enumerate() {
        if let Some(name) = entry(line)
            && !declared.contains(&name)
        {
            findings.push(Finding::new(PAGE, index + 1, format!("`{name}` is no dependency")));
        }
    }
    let deny = table(repository, "deny.toml")?;
    let banned = names(deny.get("bans").and_then(|bans| bans.get("deny")));
    let locks = |path: &&str| *path == "Cargo.lock" || path.ends_with("/Cargo.lock");
    for path in repository.files().filter(locks) {
        let locked = names(table(repository, path)?.get("package"));
        for name in banned.intersection(&locked) {
            findings.push(Finding::new(path, 1, format!("`{name}` is banned by deny.toml")));
        }
    }
    Ok(findings)
}

/// The manifests below the root.
fn manifests(repository: &Repository) -> impl Iterator<Item = &str> {
    repository.files().filter(|path| path.ends_with("/Cargo.toml"))
}

fn table(repository: &Repository, path: &str) -> anyhow::Result<Table> {
    repository.text(path)?.parse().context(path.to_owned())
}

/// The third-party crates that the workspace declares for its members.
fn shared(manifest: &Table) -> BTreeSet<String> {
    third_party(manifest.get("workspace").and_then(|workspace| workspace.get("dependencies")))
}

/// The third-party crates of a table of dependencies.
fn third_party(dependencies: Option<&Value>) -> BTreeSet<String> {
    dependencies
        .and_then(Value::as_table)
        .into_iter()
        .flatten()
        .filter(|(_, value)| value.get("path").is_none())
        .map(|(name, _)| name.clone())
        .collect()
}

/// The crates that a member depends on, for whatever purpose.
fn used(repository: &Repository) -> anyhow::Result<BTreeSet<String>> {
    let mut used = BTreeSet::new();
    for path in manifests(repository) {
        let manifest = table(repository, path)?;
        if manifest.contains_key("workspace") {
            continue;
        }
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let dependencies = manifest.get(section).and_then(Value::as_table);
            used.extend(dependencies.into_iter().flat_map(Table::keys).cloned());
        }
    }
    Ok(used)
}

/// The crate that a line of the page's tables is about.
fn entry(line: &str) -> Option<String> {
    let (name, reason) = line.strip_prefix("| `")?.split_once("` | ")?;
    (!reason.trim_matches([' ', '|']).is_empty()).then(|| name.to_owned())
}

/// The names in a list of tables that each have one.
fn names(list: Option<&Value>) -> BTreeSet<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|entry| entry.get("name")?.as_str()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    #[test]
    fn page_manifests_and_bans_are_compared() {
        let manifest =
            "[workspace.dependencies]\ncore = { path = 'core' }\nserde = '1'\ntoml = '1'";
        let page =
            "| crate | why |\n| --- | --- |\n| `serde` | text |\n| `toml` | |\n| `rand` | luck |";
        let planted = Planted::new()
            .file(MANIFEST, manifest)
            .file("core/Cargo.toml", "[dev-dependencies]\ntoml.workspace = true")
            .file(PAGE, page)
            .file("deny.toml", "[bans]\ndeny = [{ name = 'openssl-sys', reason = 'C' }]")
            .file("Cargo.lock", "[[package]]\nname = 'openssl-sys'")
            .file("fuzz/Cargo.toml", "[workspace]\n[dependencies]\nserde = '1'\nhonggfuzz = '1'")
            .file("fuzz/Cargo.lock", "[[package]]\nname = 'openssl-sys'");
        let expected = [
            "Cargo.lock:1: `openssl-sys` is banned by deny.toml",
            "Cargo.toml:1: `toml` has no line in docs/DEPENDENCIES.md",
            "Cargo.toml:1: no crate uses `serde`",
            "docs/DEPENDENCIES.md:5: `rand` is no dependency",
            "fuzz/Cargo.lock:1: `openssl-sys` is banned by deny.toml",
            "fuzz/Cargo.toml:1: `honggfuzz` has no line in docs/DEPENDENCIES.md",
        ];
        assert_eq!(planted.findings(&RULE), expected);
    }
}
