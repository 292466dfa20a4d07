//! Where the steps work: the checkout, the target directory, cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use super::command::output;
use crate::repository::Repository;

/// The surroundings of a run.
pub struct Workshop {
    /// The checkout.
    pub repository: Repository,
    /// Cargo's target directory.
    pub target: PathBuf,
    /// Whether nothing may be skipped, because nobody watches: the variable `CI` is set.
    pub is_ci: bool,
    metadata: Value,
}

impl Workshop {
    /// Asks cargo about the workspace.
    ///
    /// # Errors
    /// If a manifest is wrong or `Cargo.lock` is not up to date.
    pub fn open(repository: Repository) -> anyhow::Result<Self> {
        let mut metadata = cargo(&repository);
        metadata.args(["metadata", "--locked", "--no-deps", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&output(&mut metadata)?)?;
        let target = metadata.get("target_directory").and_then(Value::as_str);
        let target = PathBuf::from(target.context("cargo names no target directory")?);
        let is_ci = std::env::var("CI").is_ok_and(|value| value != "false");
        Ok(Self { repository, target, is_ci, metadata })
    }

    /// A call of cargo in the workspace.
    pub fn cargo(&self) -> Command {
        cargo(&self.repository)
    }

    /// A path in the checkout.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.repository.root().join(relative)
    }

    /// Where the step `build` leaves programs and libraries.
    pub fn built(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// An empty directory for what a step writes.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn scratch(&self, name: &str) -> anyhow::Result<PathBuf> {
        let path = self.target.join("xtask").join(name);
        if path.exists() {
            std::fs::remove_dir_all(&path)
                .with_context(|| format!("cannot empty {}", path.display()))?;
        }
        make_directory(&path)?;
        Ok(path)
    }

    /// The names of all example programs of the workspace.
    pub fn examples(&self) -> Vec<&str> {
        let packages = self.metadata.get("packages").and_then(Value::as_array);
        packages
            .into_iter()
            .flatten()
            .filter_map(|package| package.get("targets")?.as_array())
            .flatten()
            .filter(|target| {
                let kinds = target.get("kind").and_then(Value::as_array);
                kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "example"))
            })
            .filter_map(|target| target.get("name")?.as_str())
            .collect()
    }
}

/// Makes a directory and those above it.
///
/// # Errors
/// If it cannot be made.
pub fn make_directory(path: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))
}

/// Copies a file.
///
/// # Errors
/// If either path cannot be used.
pub fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::copy(from, to)
        .map(drop)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

fn cargo(repository: &Repository) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(repository.root());
    // The Python module is loaded by an interpreter and must not link one; maturin says the same to pyo3.
    cargo.env("PYO3_BUILD_EXTENSION_MODULE", "1");
    cargo
}
