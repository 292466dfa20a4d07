//! `xtask/tidy.toml`: the findings that are excused, each with its reason.

use std::cell::Cell;

use anyhow::Context;
use serde::Deserialize;

use super::{Finding, RULES, Rule};
use crate::repository::Repository;

const PATH: &str = "xtask/tidy.toml";

/// The rule of the exceptions themselves. Its check is [`Exceptions::unused`], which runs after all others.
pub const RULE: Rule = Rule {
    name: "exceptions",
    demand: "every exception names a rule and a reason, and excuses something",
    check: |_| Ok(Vec::new()),
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// All findings of one rule in one file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    rule: String,
    path: String,
    reason: String,
    #[serde(skip)]
    used: Cell<bool>,
}

impl Exceptions {
    /// Reads the list; no file is an empty one.
    ///
    /// # Errors
    /// If the file is not of the form described in it.
    pub fn read(repository: &Repository) -> anyhow::Result<Self> {
        if !repository.files().any(|path| path == PATH) {
            return Ok(Self::default());
        }
        toml::from_str(&repository.text(PATH)?).context(PATH)
    }

    /// The findings that no exception covers.
    pub fn excuse(&mut self, rule: &str, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| {
            let covering = self
                .exception
                .iter()
                .find(|exception| exception.rule == rule && exception.path == finding.path);
            if let Some(exception) = covering {
                exception.used.set(true);
            }
            covering.is_none()
        });
        findings
    }

    /// What is wrong with the exceptions themselves, once all rules have been checked.
    pub fn unused(&self) -> Vec<Finding> {
        let complaint = |exception: &Exception| {
            let Exception { rule, path, .. } = exception;
            if !RULES.iter().any(|known| known.name == rule) {
                Some(format!("there is no rule `{rule}`"))
            } else if exception.reason.trim().is_empty() {
                Some(format!("no reason is given for `{path}`"))
            } else if !exception.used.get() {
                Some(format!("`{path}` keeps `{rule}`: remove the exception"))
            } else {
                None
            }
        };
        let complaints = self.exception.iter().filter_map(complaint);
        complaints.map(|what| Finding::new(PATH, 1, what)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    fn exceptions(text: &str) -> Exceptions {
        let planted = Planted::new().file(PATH, text);
        Exceptions::read(&planted.repository()).unwrap()
    }

    #[test]
    fn an_exception_excuses_its_rule_in_its_file_only() {
        let text = "[[exception]]\nrule = 'floors'\npath = 'a.rs'\nreason = 'for now'\n";
        let mut exceptions = exceptions(text);
        let findings = ["a.rs", "b.rs"].map(|path| Finding::new(path, 3, "up".into())).to_vec();
        assert_eq!(exceptions.excuse("circles", findings.clone()), findings);
        assert_eq!(exceptions.unused().len(), 1);
        assert_eq!(exceptions.excuse("floors", findings.clone()), findings[1..]);
        assert_eq!(exceptions.unused(), []);
    }

    #[test]
    fn an_exception_without_a_reason_or_a_rule_is_a_finding() {
        let text = "[[exception]]\nrule = 'floors'\npath = 'a.rs'\nreason = ' '\n\
                    [[exception]]\nrule = 'flours'\npath = 'a.rs'\nreason = 'a slip'\n";
        let unused = exceptions(text).unused();
        assert_eq!(unused[0].what, "no reason is given for `a.rs`");
        assert_eq!(unused[1].what, "there is no rule `flours`");
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let planted = Planted::new().file(PATH, "[[exceptions]]\nrule = 'floors'\n");
        assert!(Exceptions::read(&planted.repository()).is_err());
    }
}
