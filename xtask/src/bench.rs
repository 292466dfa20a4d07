//! The benchmarks of the core, one after the other, and whether their bars hold.

use std::process::{Command, ExitCode};

use crate::repository::Repository;
use crate::steps::command::output;

/// The benchmarks, the engine's first.
const BENCHES: [&str; 8] =
    ["columnar", "recompute", "engine", "query", "series", "risk", "xirr", "authorise"];

/// How a benchmark begins the line that judges one of its bars.
const HOLDS: &str = "bar holds: ";
const FAILS: &str = "bar fails: ";

/// Runs them and prints their tables, with all bars once more at the end. Fails if a bar does.
///
/// # Errors
/// If one of them does not run.
pub fn run(repository: &Repository) -> anyhow::Result<ExitCode> {
    let mut bars = Vec::new();
    for bench in BENCHES {
        println!("\n=== {bench} ===");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["bench", "--locked", "--quiet", "--package", "cactus-core"]);
        cargo.args(["--features", "parallel", "--bench", bench]).current_dir(repository.root());
        let text = output(&mut cargo)?;
        println!("{text}");
        bars.extend(judgements(&text).map(|bar| format!("{bench:10} {bar}")));
    }
    println!("\n=== bars ===\n{}", bars.join("\n"));
    Ok(if bars.iter().any(|bar| bar.contains(FAILS)) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn judgements(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.starts_with(HOLDS) || line.starts_with(FAILS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judgement_is_a_line_of_its_own() {
        let text = "floor 1 ms\nbar holds: at most 40 ms\nnone: bar fails: not at the start\nbar fails: 40 %";
        let found: Vec<_> = judgements(text).collect();
        assert_eq!(found, ["bar holds: at most 40 ms", "bar fails: 40 %"]);
    }
}
