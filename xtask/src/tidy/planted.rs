//! Temporary repositories with planted violations.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::{Finding, Rule};
use crate::repository::Repository;

/// A repository that lives as long as the test.
pub struct Planted(TempDir);

impl Planted {
    pub fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let git = Command::new("git").args(["init", "--quiet"]).current_dir(&directory).status();
        assert!(git.unwrap().success());
        Self(directory)
    }

    /// Adds a file.
    pub fn file(self, path: &str, text: &str) -> Self {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn repository(&self) -> Repository {
        Repository::open(self.0.path()).unwrap()
    }

    /// What the rule finds, as text, sorted.
    pub fn findings(&self, rule: &Rule) -> Vec<String> {
        let mut findings = (rule.check)(&self.repository()).unwrap();
        findings.sort();
        findings.iter().map(Finding::to_string).collect()
    }
}
