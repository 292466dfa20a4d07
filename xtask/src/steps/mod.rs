//! What has to hold before a change is merged, as steps that can be run one by one.
//!
//! A step prints its commands and its duration; after a failure the others still run, so that one run tells all
//! that is wrong, and the summary says how to repeat the failed ones alone.

pub mod command;
mod python;
mod rust;
mod swift;
mod workshop;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::bail;

use crate::repository::Repository;
use crate::tidy;
use workshop::Workshop;

/// One thing to prove.
pub struct Step {
    name: &'static str,
    /// Whether it uses what the step `build` compiles.
    needs_build: bool,
    run: fn(&Workshop) -> anyhow::Result<Outcome>,
}

/// How a step ended that did not fail.
enum Outcome {
    Done,
    /// It could not run here; the reason is part of the summary.
    Skipped(String),
}

/// Everything that proves that Cactus works.
pub const TEST: &[Step] = &[
    Step::new("tidy", tidy_step),
    Step::new("build", rust::build),
    Step::new("rust", rust::test).after_build(),
    Step::new("fuzz", rust::fuzz),
    Step::new("examples", rust::examples).after_build(),
    Step::new("python", python::binding).after_build(),
    Step::new("oracles", python::oracles),
    Step::new("demo", python::demo).after_build(),
    Step::new("swift", swift::binding).after_build(),
];

/// What `ci` asks before it tests.
pub const STYLE: &[Step] = &[
    Step::new("fmt", rust::format),
    Step::new("clippy", rust::clippy),
    Step::new("doc", rust::doc),
    Step::new("deny", rust::deny),
];

impl Step {
    const fn new(name: &'static str, run: fn(&Workshop) -> anyhow::Result<Outcome>) -> Self {
        Self { name, needs_build: false, run }
    }

    const fn after_build(mut self) -> Self {
        self.needs_build = true;
        self
    }
}

/// Runs steps in order, or the one named.
///
/// # Errors
/// If there is no step of that name, or the workspace cannot be read.
pub fn run(command: &str, steps: &[&Step], only: Option<&str>) -> anyhow::Result<ExitCode> {
    let chosen = choose(steps, only)?;
    let workshop = Workshop::open(Repository::here()?)?;
    let mut summary = Vec::new();
    let mut failed = Vec::new();
    for step in chosen {
        if step.needs_build && failed.contains(&"build") {
            summary.push(format!("{:9} not run: `build` failed", step.name));
            continue;
        }
        println!("\n=== {}", step.name);
        let start = Instant::now();
        let outcome = (step.run)(&workshop);
        let seconds = start.elapsed().as_secs_f64();
        let line = match outcome {
            Ok(Outcome::Done) => format!("{:9} ok in {seconds:.1} s", step.name),
            Ok(Outcome::Skipped(reason)) => format!("{:9} SKIPPED: {reason}", step.name),
            Err(error) => {
                failed.push(step.name);
                format!("{:9} FAILED after {seconds:.1} s: {error:#}", step.name)
            }
        };
        println!("=== {line}");
        summary.push(line);
    }
    println!("\n{}", summary.join("\n"));
    for name in &failed {
        println!("run it alone: cargo xtask {command} --only {name}");
    }
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All steps, or the one named with the build it needs.
fn choose<'a>(steps: &[&'a Step], only: Option<&str>) -> anyhow::Result<Vec<&'a Step>> {
    let Some(only) = only else {
        return Ok(steps.to_vec());
    };
    let Some(chosen) = steps.iter().find(|step| step.name == only) else {
        let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
        bail!("there is no step `{only}`; the steps are {}", names.join(", "));
    };
    let build = steps.iter().filter(|step| chosen.needs_build && step.name == "build");
    Ok(build.chain([chosen]).copied().collect())
}

fn tidy_step(workshop: &Workshop) -> anyhow::Result<Outcome> {
    match tidy::run(&workshop.repository)? {
        0 => Ok(Outcome::Done),
        count => bail!("{count} findings"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(only: Option<&str>) -> Vec<&'static str> {
        let steps: Vec<&Step> = STYLE.iter().chain(TEST).collect();
        choose(&steps, only).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn one_step_comes_with_the_build_it_needs() {
        assert_eq!(chosen(Some("python")), ["build", "python"]);
        assert_eq!(chosen(Some("clippy")), ["clippy"]);
        assert_eq!(chosen(None).len(), STYLE.len() + TEST.len());
    }

    #[test]
    fn an_unknown_step_names_the_known_ones() {
        let steps: Vec<&Step> = TEST.iter().collect();
        let error = choose(&steps, Some("pyton")).err().unwrap().to_string();
        assert!(error.contains("`pyton`") && error.contains("python, oracles"), "{error}");
    }
}
