//! Chores of the repository: `cargo xtask ci`, `test`, `tidy`, `bench`.

mod bench;
mod repository;
mod steps;
mod tidy;

use std::process::ExitCode;

use repository::Repository;
use steps::Step;

const HELP: &str = "\
Chores of the repository.

Usage: cargo xtask <command> [--only <step>]

  ci      everything that a change must pass: format, lints, documentation, then `test`
  test    everything that must work, with its own set-up: Rust, examples, Python, Swift
  tidy    the house rules that no compiler knows; exceptions live in xtask/tidy.toml
  bench   the benchmarks of the core, with ratios to floors and whether each bar holds

`--only <step>` runs one step of `ci` or `test`; a wrong name lists them.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["ci", rest @ ..] => {
            let steps: Vec<&Step> = steps::STYLE.iter().chain(steps::TEST).collect();
            steps::run("ci", &steps, only(rest)?)
        }
        ["test", rest @ ..] => {
            let steps: Vec<&Step> = steps::TEST.iter().collect();
            steps::run("test", &steps, only(rest)?)
        }
        ["tidy"] => Ok(match tidy::run(&Repository::here()?)? {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        }),
        ["bench"] => bench::run(&Repository::here()?),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprint!("{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}

fn only<'a>(arguments: &[&'a str]) -> anyhow::Result<Option<&'a str>> {
    match arguments {
        [] => Ok(None),
        ["--only", step] => Ok(Some(step)),
        _ => anyhow::bail!("expected nothing or `--only <step>`, not `{}`", arguments.join(" ")),
    }
}
