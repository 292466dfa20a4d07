//! `cactus-core` depends on no runtime, SQL, HTTP or FFI, however deep.

use std::process::Command;

use anyhow::{Context, bail};

use super::{Finding, Rule};
use crate::repository::Repository;

/// Crates that the core's tree must not contain, with all that are named after them (`tokio-util`, `sqlx_core`).
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("runtime", &["tokio", "async-std", "async-io", "async-executor", "mio", "glommio"]),
    (
        "SQL",
        &["sqlx", "rusqlite", "libsqlite3-sys", "diesel", "postgres", "mysql", "r2d2", "sea-orm"],
    ),
    (
        "HTTP",
        &[
            "hyper", "warp", "axum", "actix", "rocket", "reqwest", "ureq", "isahc", "h2", "http",
            "tonic",
        ],
    ),
    ("FFI", &["pyo3", "uniffi", "jni", "napi", "cbindgen", "cxx"]),
];

pub const RULE: Rule = Rule {
    name: "core-dependencies",
    demand: "cactus-core depends on no runtime, SQL, HTTP or FFI, with any feature",
    check,
};

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["tree", "--locked", "--package", "cactus-core", "--all-features"])
        .args(["--edges", "normal", "--target", "all", "--prefix", "depth", "--format", " {p}"])
        .current_dir(repository.root())
        .output()
        .context("cargo does not start")?;
    if !output.status.success() {
        bail!("cargo tree: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    findings(&String::from_utf8_lossy(&output.stdout))
}

/// Judges a listing of lines such as `2 tokio v1.0.0`, where the number is the depth in the tree.
fn findings(tree: &str) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut way: Vec<&str> = Vec::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (Some(depth), Some(name)) = (words.next(), words.next()) else {
            continue;
        };
        way.truncate(depth.parse().with_context(|| format!("cargo tree said `{line}`"))?);
        way.push(name);
        if let Some(sort) = forbidden(name) {
            let what = format!("{sort} in the core: {}", way.join(" → "));
            findings.push(Finding::new("cactus-core/Cargo.toml", 1, what));
        }
    }
    Ok(findings)
}

fn forbidden(name: &str) -> Option<&'static str> {
    let is_of = |family: &str| {
        name.strip_prefix(family)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    };
    FORBIDDEN
        .iter()
        .find(|(_, families)| families.iter().any(|family| is_of(family)))
        .map(|(sort, _)| *sort)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = '{name}'\nversion = '1.0.0'\nedition = '2024'\n{rest}")
    }

    #[test]
    fn a_runtime_deep_in_the_tree_behind_a_feature_is_found() {
        let core = "[dependencies]\nmiddle = { path = '../middle', optional = true }\n\
                    [dev-dependencies]\nwarp = { path = '../warp' }";
        let middle = "[dependencies]\ntokio-util = { path = '../tokio-util' }";
        let lock = "version = 4\n\
                    [[package]]\nname = 'cactus-core'\nversion = '1.0.0'\n\
                    dependencies = ['middle', 'warp']\n\
                    [[package]]\nname = 'middle'\nversion = '1.0.0'\n\
                    dependencies = ['tokio-util']\n\
                    [[package]]\nname = 'tokio-util'\nversion = '1.0.0'\n\
                    [[package]]\nname = 'warp'\nversion = '1.0.0'\n";
        let planted = Planted::new()
            .file("Cargo.toml", "[workspace]\nmembers = ['cactus-core']\nresolver = '3'")
            .file("Cargo.lock", &lock.replace('\'', "\""))
            .file("cactus-core/Cargo.toml", &manifest("cactus-core", core))
            .file("cactus-core/src/lib.rs", "")
            .file("middle/Cargo.toml", &manifest("middle", middle))
            .file("middle/src/lib.rs", "")
            .file("tokio-util/Cargo.toml", &manifest("tokio-util", ""))
            .file("tokio-util/src/lib.rs", "")
            .file("warp/Cargo.toml", &manifest("warp", ""))
            .file("warp/src/lib.rs", "");
        let expected = ["cactus-core/Cargo.toml:1: runtime in the core: \
                         cactus-core → middle → tokio-util"];
        assert_eq!(planted.findings(&RULE), expected);
    }

    #[test]
    fn families_are_told_from_names_that_only_begin_alike() {
        assert_eq!(forbidden("sqlx-core"), Some("SQL"));
        assert_eq!(forbidden("http"), Some("HTTP"));
        assert_eq!(forbidden("httpdate"), None);
        assert_eq!(forbidden("warped"), None);
    }
}
