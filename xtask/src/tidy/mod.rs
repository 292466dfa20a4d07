//! The house rules that neither the compiler nor clippy knows.
//!
//! One rule, one file. A rule looks at the repository and returns what breaks it; `xtask/tidy.toml` lists the
//! exceptions, each with its reason, and an exception that excuses nothing is itself a finding.

mod circles;
mod core_dependencies;
mod core_modules;
mod dependencies;
mod exceptions;
mod file_length;
mod floors;
mod function_length;
mod ignored_tests;
mod references;
mod services_only;
mod shared_lints;
mod source;

#[cfg(test)]
mod planted;

use std::fmt;
use std::time::Instant;

use crate::repository::Repository;

/// A house rule.
struct Rule {
    /// Its name in reports and in `xtask/tidy.toml`.
    name: &'static str,
    /// What it demands, in a line.
    demand: &'static str,
    /// Finds what breaks it.
    check: fn(&Repository) -> anyhow::Result<Vec<Finding>>,
}

const RULES: &[Rule] = &[
    file_length::RULE,
    function_length::RULE,
    floors::RULE,
    circles::RULE,
    core_dependencies::RULE,
    dependencies::RULE,
    services_only::RULE,
    shared_lints::RULE,
    ignored_tests::RULE,
];

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl Finding {
    fn new(path: &str, line: usize, what: String) -> Self {
        let path = path.to_owned();
        Self { path, line, what }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Checks every rule, prints what breaks one, and returns how many findings there are.
///
/// # Errors
/// If a file cannot be read or parsed, or a tool that a rule asks cannot be run.
pub fn run(repository: &Repository) -> anyhow::Result<usize> {
    let start = Instant::now();
    let report = check(repository)?;
    for (rule, findings) in &report {
        eprintln!("{}: {}", rule.name, rule.demand);
        for finding in findings {
            eprintln!("  {finding}");
        }
    }
    let count: usize = report.iter().map(|(_, findings)| findings.len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    let files = repository.files().count();
    println!("tidy: {} rules, {files} files, {count} findings, {seconds:.1} s", RULES.len());
    Ok(count)
}

/// The rules that are broken, with the findings that no exception excuses.
fn check(repository: &Repository) -> anyhow::Result<Vec<(&'static Rule, Vec<Finding>)>> {
    let mut exceptions = exceptions::Exceptions::read(repository)?;
    let mut report = Vec::new();
    for rule in RULES {
        let findings = exceptions.excuse(rule.name, (rule.check)(repository)?);
        report.push((rule, findings));
    }
    report.push((&exceptions::RULE, exceptions.unused()));
    report.retain(|(_, findings)| !findings.is_empty());
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let report = check(&Repository::here().unwrap()).unwrap();
        let findings: Vec<String> = report
            .iter()
            .flat_map(|(rule, findings)| {
                findings.iter().map(move |f| format!("{}: {f}", rule.name))
            })
            .collect();
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    }

    #[test]
    fn rules_have_names_of_their_own() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }
}
